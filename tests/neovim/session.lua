-- Shows a finding in Neovim, mends it with the first code action, asks for a hover, and saves; then
-- opens a file of another repository, ends its server, and opens the file again.
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

local function clients()
  local found = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 })
  return vim.tbl_values(found or vim.lsp.buf_get_clients(0))
end

vim.cmd("edit other/" .. os.getenv("APIREF_PAGE"))
await("a diagnostic of another repository", function() return #vim.diagnostic.get(0) > 0 end)
note("root", vim.fn.fnamemodify(clients()[1].config.root_dir, ":t"))
local first = clients()[1].id
vim.lsp.stop_client(first, true)
await("no server", function() return vim.lsp.get_client_by_id(first) == nil end)
vim.cmd("edit!")
await("another server", function() return #clients() == 1 and #vim.diagnostic.get(0) > 0 end)
note("restarted", clients()[1].id ~= first)
out:close()
vim.cmd("quitall!")
