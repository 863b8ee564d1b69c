"""Single faults in RST pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.faults.mutations import (
    Mutation,
    doubled,
    edited,
    exchanged,
    misspelt,
    next_of,
    prose_faults,
    replaced,
    without,
    wrong_literals,
)

_DIRECTIVE = re.compile(r"^(?P<indent> *)\.\. (?P<name>[a-z_-]+)::(?: (?P<argument>.*))?$")
_ROW = re.compile(r"^   - (?P<name>[^:\s]+): (?P<key>\S+)$")
_CODE = re.compile(r"^   - (?P<code>\d+)(?:: (?P<reason>\S+))?$")
_OPTION = re.compile(r"^ +:(?P<name>[a-z-]+):(?: (?P<value>.*))?$")
_URL = re.compile(r"^(?P<method>[A-Z]+) (?P<url>/\S+)$")
_TITLE = re.compile(r"^(?P<char>[=*~\-])(?P=char)+$")
_LITERAL = re.compile(r"``[^`]+``")
_OTHER_CODES = {
    "200": ("202", "404", "299"),
    "201": ("200", "202", "401"),
    "202": ("200", "204", "403"),
    "204": ("202", "299", "404"),
}
_CODES = ("400", "401", "403", "404", "409", "413", "415", "500")


def page_faults(
    path: str, text: str, keys: list[str], reasons: list[str], files: list[str]
) -> Iterator[Mutation]:
    """The faults of one page.

    ``keys`` are those of the parameters file, ``reasons`` those of the status file, ``files``
    the samples and the files to include as the page writes their paths.
    """
    lines = text.split("\n")
    blocks = _directives(lines)
    for start, stop in blocks:
        yield from _directive(path, lines, start, stop, files)
        found = _DIRECTIVE.match(lines[start])
        name = found["name"] if found else ""
        if name == "rest_parameters":
            yield from _rows(path, lines, start, stop, keys)
        elif name == "rest_status_code":
            yield from _codes(path, lines, start, stop, reasons)
        elif name == "literalinclude":
            yield from _sample(path, lines, start, [f for f in files if f.endswith(".json")])
        elif name == "rest_method":
            yield from _method(path, lines, start)
        elif name == "toctree":
            yield from _entries(path, lines, start, stop)
        elif name == "list-table":
            yield from _cells(path, lines, start, stop)
        for at in range(start + 1, stop):
            option = _OPTION.match(lines[at])
            if option:
                yield from _option(path, lines, at, option)
    yield from _samples_exchanged(path, lines, blocks)
    yield from _titles(path, lines)
    yield from _marks(path, lines)
    inside = {at for start, stop in blocks for at in range(start, stop)}
    for at, line in enumerate(lines):
        if at not in inside and not line.startswith((" ", "..")):
            yield from prose_faults(path, lines, at, "page")


def _edit(kind: str, subject: str, path: str, lines: list[str], new: str) -> Mutation:
    return edited(kind, subject, path, "\n".join(lines), new)


def _directives(lines: list[str]) -> list[tuple[int, int]]:
    """The first line of each directive, and the one behind its last."""
    found = []
    for start, line in enumerate(lines):
        match = _DIRECTIVE.match(line)
        if not match:
            continue
        stop = last = start + 1
        while stop < len(lines) and (not lines[stop] or lines[stop].startswith("   ")):
            stop += 1
            if lines[stop - 1]:
                last = stop
        found.append((start, last))
    return found


def _directive(
    path: str, lines: list[str], start: int, stop: int, files: list[str]
) -> Iterator[Mutation]:
    line = lines[start]
    found = _DIRECTIVE.match(line)
    assert found
    name, argument = found["name"], found["argument"] or ""
    subject = f"{name} {argument}".strip()
    end = stop + 1 if stop < len(lines) and not lines[stop] else stop
    if name == "include":
        end = stop
    yield _edit("directive: drop", subject, path, lines, without(lines, start, end))
    yield _edit("directive: duplicate", subject, path, lines, doubled(lines, start, end))
    wrong = line.replace(name, misspelt(name), 1)
    yield _edit("directive: misspell", subject, path, lines, replaced(lines, start, wrong))
    single = line.replace("::", ":", 1)
    yield _edit("directive: one colon", subject, path, lines, replaced(lines, start, single))
    none = line.replace("::", "", 1)
    yield _edit("directive: no colon", subject, path, lines, replaced(lines, start, none))
    if argument:
        bare = line.replace(" " + argument, "", 1)
        yield _edit("directive: no argument", subject, path, lines, replaced(lines, start, bare))
    if argument.endswith((".yaml", ".inc")):
        stem, _, suffix = argument.rpartition(".")
        file = argument.rpartition(" ")[2]
        other = next_of((each for each in files if each.endswith(suffix)), file)
        for kind, changed in (
            ("misspell", f"{misspelt(stem)}.{suffix}"),
            ("other", argument.replace(file, other)),
            ("no suffix", stem),
        ):
            new = replaced(lines, start, line.replace(argument, changed))
            yield _edit(f"file: {kind}", argument, path, lines, new)


def _rows(
    path: str, lines: list[str], start: int, stop: int, keys: list[str]
) -> Iterator[Mutation]:
    rows = [at for at in range(start, stop) if _ROW.match(lines[at])]
    names = [match["name"] for at in rows if (match := _ROW.match(lines[at]))]
    for at in rows:
        found = _ROW.match(lines[at])
        assert found
        name, key = found["name"], found["key"]
        subject = f"{name}: {key}"
        yield _edit("row: drop", subject, path, lines, without(lines, at, at + 1))
        yield _edit("row: duplicate", subject, path, lines, doubled(lines, at, at + 1))
        if at + 1 in rows:
            new = exchanged(lines, at, at + 1, at + 2)
            yield _edit("row: exchange", subject, path, lines, new)
        if len(rows) > 2 and at == rows[0]:
            new = exchanged(lines, at, at + 1, rows[-1] + 1)
            yield _edit("row: move to the end", subject, path, lines, new)
        changes = [
            ("name: misspell", f"{misspelt(name)}: {key}"),
            ("name: letter lost", f"{name[:-1]}: {key}"),
            ("name: upper case", f"{name.capitalize()}: {key}"),
            ("key: misspell", f"{name}: {misspelt(key)}"),
            ("key: retarget", f"{name}: {next_of(keys, key)}"),
            ("key: none", f"{name}:"),
            ("row: no dash", f"{name}: {key}"),
        ]
        if len(names) > 1:
            changes.append(("name: of the next", f"{next_of(names, name)}: {key}"))
        near = [other for other in keys if other != key and other.startswith(name)]
        changes += [("key: retarget to its like", f"{name}: {other}") for other in near]
        for kind, row in changes:
            if row == subject and kind != "row: no dash":
                continue
            dash = "   " if kind == "row: no dash" else "   - "
            yield _edit(f"row {kind}", subject, path, lines, replaced(lines, at, dash + row))


def _codes(
    path: str, lines: list[str], start: int, stop: int, reasons: list[str]
) -> Iterator[Mutation]:
    line = lines[start]
    kind = "success" if " success " in line else "error"
    other = "error" if kind == "success" else "success"
    for what, word in (("other", other), ("misspell", misspelt(kind))):
        new = replaced(lines, start, line.replace(f" {kind} ", f" {word} "))
        yield _edit(f"status kind: {what}", kind, path, lines, new)
    new = replaced(lines, start, line.replace(f" {kind} ", " "))
    yield _edit("status kind: drop", kind, path, lines, new)
    codes = [at for at in range(start, stop) if _CODE.match(lines[at])]
    for at in codes:
        found = _CODE.match(lines[at])
        assert found
        code, reason = found["code"], found["reason"]
        behind = f": {reason}" if reason else ""
        subject = f"{code}{behind}"
        yield _edit("code: drop", subject, path, lines, without(lines, at, at + 1))
        yield _edit("code: duplicate", subject, path, lines, doubled(lines, at, at + 1))
        if at + 1 in codes:
            new = exchanged(lines, at, at + 1, at + 2)
            yield _edit("code: exchange", subject, path, lines, new)
        others = _OTHER_CODES.get(code) or (next_of(_CODES, code), "499", "201")
        changes = [("change", f"{wrong}{behind}") for wrong in others]
        changes.append(("misspell", f"{code[0]}{code[2]}{code[1]}0{behind}"))
        if reason:
            changes += [
                ("reason misspell", f"{code}: {misspelt(reason)}"),
                ("reason retarget", f"{code}: {next_of(reasons, reason)}"),
                ("reason drop", code),
            ]
        for what, row in changes:
            yield _edit(f"code: {what}", subject, path, lines, replaced(lines, at, "   - " + row))


def _sample(path: str, lines: list[str], at: int, files: list[str]) -> Iterator[Mutation]:
    line = lines[at]
    file = line.partition(":: ")[2]
    stem = file.rpartition("/")[2].removesuffix(".json")
    yield _edit(
        "sample: misspell",
        file,
        path,
        lines,
        replaced(lines, at, line.replace(stem, misspelt(stem))),
    )
    shallow = replaced(lines, at, line.replace("../", "", 1))
    yield _edit("sample: other folder", file, path, lines, shallow)
    for other in files:
        if other != file:
            new = replaced(lines, at, line.replace(file, other))
            yield _edit("sample: other file", f"{file} to {other}", path, lines, new)


def _samples_exchanged(
    path: str, lines: list[str], blocks: list[tuple[int, int]]
) -> Iterator[Mutation]:
    samples = [start for start, _ in blocks if ".. literalinclude::" in lines[start]]
    for index, one in enumerate(samples):
        for other in samples[index + 1 :]:
            changed = list(lines)
            changed[one], changed[other] = lines[other], lines[one]
            subject = f"lines {one + 1} and {other + 1}"
            yield _edit("sample: exchange", subject, path, lines, "\n".join(changed))


def _method(path: str, lines: list[str], at: int) -> Iterator[Mutation]:
    line = lines[at]
    call = line.partition(":: ")[2]
    found = _URL.match(call)
    assert found
    method, url = found["method"], found["url"]
    version = "/" + url.split("/")[1]
    changes = [("method: change", f"{other} {url}") for other in ("GET", "PUT", "POST", "DELETE")]
    changes = [change for change in changes if change[1] != call]
    changes += [
        ("method: misspell", f"{misspelt(method)} {url}"),
        ("method: lower case", f"{method.lower()} {url}"),
        ("method: drop", url),
        ("URL: drop", method),
        ("URL: no leading slash", f"{method} {url[1:]}"),
        ("URL: slash at the end", f"{method} {url}/"),
        ("URL: no version", f"{method} {url.removeprefix(version)}"),
        ("URL: other version", f"{method} {url.replace(version, '/v3')}"),
        ("URL: prefix of a deployment", f"{method} /image{url}"),
        ("URL: slash doubled", f"{method} {url.replace(f'{version}/', f'{version}//')}"),
    ]
    for part in url.split("/")[2:]:
        changes.append(("URL: slash lost", f"{method} {url.replace('/' + part, part, 1)}"))
    for part in url.split("/")[1:]:
        changes.append(("URL: segment dropped", f"{method} {url.replace('/' + part, '', 1)}"))
        if part.startswith("{"):
            name = part.strip("{}")
            changes += [
                ("placeholder: misspell", call.replace(name, misspelt(name))),
                ("placeholder: rename", call.replace(name, "id")),
                ("placeholder: angles", call.replace(part, f"<{name}>")),
                ("placeholder: colon", call.replace(part, f":{name}")),
                ("placeholder: not closed", call.replace(part, "{" + name)),
                ("placeholder: no braces", call.replace(part, name)),
            ]
        else:
            changes.append(("URL: segment misspelt", call.replace(part, misspelt(part))))
    for kind, changed in changes:
        yield _edit(kind, call, path, lines, replaced(lines, at, line.replace(call, changed)))


def _entries(path: str, lines: list[str], start: int, stop: int) -> Iterator[Mutation]:
    for at in range(start + 1, stop):
        entry = lines[at].strip()
        if not entry or entry.startswith(":"):
            continue
        yield _edit("toctree entry: drop", entry, path, lines, without(lines, at, at + 1))
        yield _edit("toctree entry: duplicate", entry, path, lines, doubled(lines, at, at + 1))
        new = replaced(lines, at, lines[at].replace(entry, misspelt(entry)))
        yield _edit("toctree entry: misspell", entry, path, lines, new)


def _cells(path: str, lines: list[str], start: int, stop: int) -> Iterator[Mutation]:
    """The rows of a table of values, the header among them."""
    starts = [at for at in range(start, stop) if lines[at].startswith("   * - ")]
    rows = list(zip(starts, [*starts[1:], stop], strict=True))
    for index, (first, end) in enumerate(rows):
        subject = lines[first].removeprefix("   * - ")
        yield _edit("table row: drop", subject, path, lines, without(lines, first, end))
        yield _edit("table row: duplicate", subject, path, lines, doubled(lines, first, end))
        if index + 1 < len(rows):
            new = exchanged(lines, first, end, rows[index + 1][1])
            yield _edit("table row: exchange", subject, path, lines, new)
        yield _edit("table cell: drop", subject, path, lines, without(lines, first + 1, end))
        if index:
            word = subject.strip("`")
            for kind, changed in (("misspell", misspelt(word)), ("rename", "cancelled")):
                new = replaced(lines, first, lines[first].replace(word, changed))
                yield _edit(f"table row: {kind}", subject, path, lines, new)


def _option(path: str, lines: list[str], at: int, found: re.Match[str]) -> Iterator[Mutation]:
    name, value, line = found["name"], found["value"] or "", lines[at]
    subject = f":{name}: {value}"
    yield _edit("option: drop", subject, path, lines, without(lines, at, at + 1))
    new = replaced(lines, at, line.replace(name, misspelt(name)))
    yield _edit("option: misspell", subject, path, lines, new)
    if not value.isdigit():
        new = replaced(lines, at, line.replace(value, misspelt(value)))
        yield _edit("option: value misspelt", subject, path, lines, new)


def _titles(path: str, lines: list[str]) -> Iterator[Mutation]:
    found = [at for at in range(1, len(lines)) if _TITLE.match(lines[at]) and lines[at - 1]]
    titles = [at - 1 for at in found if not _TITLE.match(lines[at - 1])]
    for index, at in enumerate(titles):
        title = lines[at]
        overlined = at > 0 and bool(_TITLE.match(lines[at - 1]))
        first = at - 1 if overlined else at
        yield _edit("title: drop", title, path, lines, without(lines, first, at + 2))
        yield _edit("underline: drop", title, path, lines, without(lines, at + 1, at + 2))
        new = replaced(lines, at + 1, lines[at + 1][:3])
        yield _edit("underline: too short", title, path, lines, new)
        for one, other in (("Request", "Response"), ("Response", "Request")):
            if title.startswith(one):
                changed = title.replace(one, other, 1)
                new = "\n".join(
                    [*lines[:at], changed, lines[at + 1][0] * len(changed), *lines[at + 2 :]]
                )
                yield _edit(f"title: {one} to {other}", title, path, lines, new)
                new = replaced(lines, at, title.replace(one, misspelt(one)))
                yield _edit("title: misspell", title, path, lines, new)
        status = re.search(r"status: (\w+)", title)
        if status:
            new = replaced(lines, at, title.replace(status[1], misspelt(status[1])))
            yield _edit("title: status misspelt", title, path, lines, new)
        char = lines[at + 1][0]
        if char in "-~":
            stops = [
                other
                for other in titles[index + 1 :]
                if lines[other + 1][0] == char or lines[other + 1][0] in "~*"
            ]
            stop = stops[0] if stops else len(lines)
            yield _edit("section: drop", title, path, lines, without(lines, at, stop))
            yield _edit("section: duplicate", title, path, lines, doubled(lines, at, stop))
            if stops and lines[stop + 1][0] == char:
                after = [o for o in titles if o > stop and lines[o + 1][0] in (char, "~", "*")]
                end = after[0] if after else len(lines)
                new = exchanged(lines, at, stop, end)
                yield _edit("section: exchange", title, path, lines, new)


def _marks(path: str, lines: list[str]) -> Iterator[Mutation]:
    """The mark-up within the text: literals and links."""
    for at, line in enumerate(lines):
        for found in _LITERAL.finditer(line):
            word = found[0].strip("`")
            if not line.startswith("   * - "):
                new = replaced(lines, at, line.replace(found[0], f"``{misspelt(word)}``", 1))
                yield _edit("literal: misspell", word, path, lines, new)
            new = replaced(lines, at, line[: found.end() - 2] + line[found.end() :])
            yield _edit("literal: not closed", word, path, lines, new)
            before, after = line[: found.start()], line[found.end() :]
            for kind, marked in (
                *wrong_literals(word),
                ("one backtick", f"`{word}``"),
                ("two backticks in a role", f":code:{found[0]}"),
            ):
                new = replaced(lines, at, before + marked + after)
                yield _edit(f"literal: {kind}", word, path, lines, new)
        for found in re.finditer(r":(?:ref|doc):`(?:[^`<]*<)?(?P<target>[^`<>]+)>?`", line):
            target = found["target"]
            new = replaced(lines, at, line.replace(target, misspelt(target)))
            yield _edit("link: target misspelt", target, path, lines, new)
        if "https://docs.openstack.org/" in line:
            old = line.replace("https://docs.", "https://developer.")
            yield _edit("link: retired", line.strip(), path, lines, replaced(lines, at, old))
        for address in re.findall(r"<(.*)>`_", line):
            for kind, old, new in (
                ("no underscore", ">`_", ">`"),
                ("dead anchor", address, "#lost"),
                ("dead page", address, "lost.html"),
                ("no scheme", "https://", ""),
            ):
                changed = replaced(lines, at, line.replace(old, new, 1))
                yield _edit(f"link: {kind}", address, path, lines, changed)
