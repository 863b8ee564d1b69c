-- Shows a finding in Neovim, mends it with the first code action, asks for a hover, and saves.
local out = io.open(os.getenv("APIREF_RESULT"), "w")

local function note(name, value)
  out:write(name .. ": " .. tostring(value) .. "\n")
end

local function await(what, holds)
  if not vim.wait(60000, holds, 20) then note("never", what) end
end

await("a diagnostic", function() return #vim.diagnostic.get(0) > 0 end)
local found = vim.diagnostic.get(0)[1]
note("line", found.lnum + 1)
note("code", found.code or found.user_data.lsp.code)
note("message", found.message)

vim.ui.select = function(items, options, choose)
  note("actions", #items)
  choose(items[1], 1)
end
vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
vim.lsp.buf.code_action()
await("no diagnostic", function() return #vim.diagnostic.get(0) == 0 end)
note("mended", vim.api.nvim_get_current_line())

local reply = vim.lsp.buf_request_sync(
  0, "textDocument/hover", vim.lsp.util.make_position_params(), 60000)
for _, answer in pairs(reply or {}) do
  note("hover", answer.result and vim.split(answer.result.contents.value, "\n")[1])
end

vim.cmd("write")
out:close()
vim.cmd("quitall!")
