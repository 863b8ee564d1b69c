"""Markup that readers see as it is written: wrong marks, unknown roles, and markup in markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from apiref.analysis.pages.extensions import has_known_markup
from apiref.analysis.pages.passages import Passage, file_text, passages, passages_with
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Edit, Fix
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.listing import shortened
from apiref.text.prose import WHOLE_LITERAL, without_literals
from apiref.text.suggestions import CLOSE, hint
from apiref.text.typos import is_typo

_ROLE = re.compile(r":(?<![\w:`]:)(?P<name>[A-Za-z][\w.+-]*+):(?=`[^`\s])")
_OWN_ROLE = re.compile(r"\.\. role:: *(?P<name>[\w.+-]+)")
# Those of docutils and Sphinx; the roles of openstackdocstheme end in "-doc".
_ROLES = frozenset(
    "ab abbr abbreviation ac acronym any attr class code command confval const cve cwe data deco"
    " dfn doc download emphasis envvar eq exc file func guilabel i index kbd keyword literal"
    " mailheader makevar manpage math menuselection meth mimetype mod newsgroup numref obj option"
    " pep pep-reference program raw ref regexp rfc rfc-reference samp strong sub subscript sup"
    " superscript t term title title-reference token type".split()
)
_NESTED = re.compile(
    r"\*(?<![\w*`\\]\*)(?P<more>\*?)(?P<inner>``[\w/{-][^`*\n]*``)\*(?P=more)(?![\w*])"
)

# A literal behind a letter, which docutils does not start there.
_BEHIND_LETTER = re.compile(r"`(?<=[^\W_]`)`(?P<text>[\w{$][^`\n]*)(?<!\s)``(?!`)")
# A name in a literal, broken behind a hyphen.
_BROKEN = re.compile(r"-(?<=\w-)\s++(?!or\b|and\b)(?=\w)")
# An item of a list behind other text, and one in a line of its own.
_ITEM = re.compile(r" - ``(?:(?<=\S - ``)|(?<=\S  - ``))[^`\n]++``[.:]\s")
_OWN_LINE = re.compile(r"(?m)^[ \t]*+(?:[-*\u2022]|\d{1,2}[.)]) ")
# A line with the marks of list items in front of its text.
_LINE = re.compile(
    r"(?m)^(?P<indent>[ \t]*+)(?P<marks>(?>(?:(?:[-*\u2022]|\d{1,2}[.)]) ++(?=\S))*))"
    r"(?P<text>[^\n]*+)"
)
# Wiki markup.
_APOSTROPHES = re.compile(r"'(?<![\w'`]')'(?P<text>[A-Za-z_][^'`\n]*)(?<!\s)''(?![\w'])")
# What is written with the wrong marks, and what was meant.
_MARKS = tuple(
    (re.compile(pattern), intended)
    for pattern, intended in (
        (r"`(?<![\w`:\\]`)(?P<text>[\w{$/][^`\n]*)(?<!\s)``(?![`_])", "``{text}``"),
        (r"`(?<!``)``(?P<text>[^`\s][^`\n]*)(?<!\s)```?(?!`)", "``{text}``"),
        (r"`(?<!``)`(?P<text>[^`\s][^`\n]*)(?<!\s)```(?!`)", "``{text}``"),
        (r":(?<![\w:]:)(?P<role>[a-z-]++):``(?P<text>[^`\s][^`\n]*)``(?!`)", ":{role}:`{text}`"),
        (
            r"`(?<![\w`:\\]`)(?P<text>[^`<>\s][^`<>]*)<(?P<address>https?://[^\s<>`]+)>`"
            r"(?!\w|[`:]\w)",
            "`{text}<{address}>`_",
        ),
        (
            r"`(?<![\w`:\\]`)(?P<text>[^`<>\s][^`<>]*)(?<!\s)<(?P<address>https?://[^\s<>`]+)>`_",
            "`{text} <{address}>`_",
        ),
    )
)


@rule(Severity.ERROR)
def role_unknown(tree: Tree) -> Iterator[Defect]:
    """No extension has a role of that name.

    The page shows an error, or the markup. If there is no ``conf.py``, or if it has extensions
    other than those of Sphinx and OpenStack, only typos of known names are reported.

    Passes: ``:ref:`filtering```.

    Fails: ``:reff:`filtering```.
    """
    is_complete = has_known_markup(tree)
    known = set(_ROLES)
    for page in tree.pages.values():
        known.update(match["name"] for match in _OWN_ROLE.finditer(page.text))
    for path in tree.texts:
        names = {match["name"] for match in _ROLE.finditer(file_text(tree, path))}
        wrong = {
            name
            for name in names - known
            if not name.endswith("-doc")
            and (is_complete or any(is_typo(name, role) for role in known))
        }
        for passage in passages(tree, path) if wrong else ():
            for match in _ROLE.finditer(without_literals(passage.source)):
                name = match["name"]
                if name in wrong:
                    message = f"there is no role '{name}'{hint(name, known, CLOSE)}"
                    yield Defect(passage.location(match.start()), name, message)


@rule(Severity.WARNING, fixable=True)
def nested_markup(tree: Tree) -> Iterator[Defect]:
    """A literal stands directly in asterisks; readers see its backticks.

    RST has no markup in other markup.

    Passes: "Sorted by ``created_at``."

    Fails: "Sorted by *``created_at``*."
    """
    for path in tree.texts:
        for passage, match in _found(tree, path, _NESTED):
            place, inner = passage.location(match.start()), match["inner"]
            message = f"readers see {match[0]} as it is written; write {inner}"
            fix = Fix(f"Write {inner}", (Edit(place, match[0], inner),), 1)
            yield Defect(place, inner.strip("`"), message, fix=fix)


@rule(Severity.WARNING, fixable=True)
def markup_marks(tree: Tree) -> Iterator[Defect]:
    """A literal, a role or a link has too many or too few marks; readers see some of them.

    Literals stand between two backticks, emphasized words between asterisks, the text of roles and
    links between one backtick; a link ends in an underscore, with a space in front of its address.

    Passes::

        See :ref:`filtering` and `the site <https://example.org>`_.

    Fails::

        See :ref:``filtering`` and `the site <https://example.org>`.
    """
    for path in tree.texts:
        # In descriptions, another rule counts the backticks.
        for pattern, intended in _MARKS[path not in tree.pages :]:
            for passage, match in _found(tree, path, pattern):
                parts = match.groupdict()
                if parts.get("role", "ref") not in _ROLES and not parts["role"].endswith("-doc"):
                    continue
                new = intended.format_map(parts)
                old, shown = " ".join(match[0].split()), " ".join(new.split())
                message = f"the marks of {old} are wrong; write {shown}"
                place = passage.location(match.start())
                fix = Fix(f"Write {shown}", (Edit(place, match[0], new),), 1)
                yield Defect(place, " ".join(match["text"].split()), message, fix=fix)
        for passage, match in _found(tree, path, _BEHIND_LETTER):
            message = f"a letter stands directly in front of {match[0]}; put a space between them"
            yield Defect(passage.location(match.start()), match["text"], message)
        for passage, match in _found(tree, path, _APOSTROPHES):
            text = match["text"]
            # Not in YAML, if they stand for one.
            if match[0] in passage.shown:
                message = f"readers see the apostrophes of {match[0]}; write ``{text}`` or *{text}*"
                yield Defect(passage.location(match.start()), text, message)


@rule(Severity.WARNING)
def literal_broken(tree: Tree) -> Iterator[Defect]:
    """A name in a literal is broken behind a hyphen, and shown with a space there.

    Readers who copy it get a wrong name.

    Passes: "The service ``block-storage``."

    Fails: "The service ``block- storage``."
    """
    for path in tree.texts:
        for passage in passages_with(tree, path, _BROKEN):
            for match in WHOLE_LITERAL.finditer(passage.source):
                whole = _BROKEN.sub("-", match[0])
                if whole != match[0] and not match[0][2:-2].startswith(" "):
                    name = whole.strip("`")
                    message = f"readers see a space in this name; write ``{name}`` on one line"
                    yield Defect(passage.location(match.start()), name, message)


@rule(Severity.WARNING)
def list_in_paragraph(tree: Tree) -> Iterator[Defect]:
    """The items of a list stand in one paragraph, so that readers see their dashes.

    Each item needs a line of its own, with an empty line in front of the list; a YAML text keeps
    its lines only behind ``|``. A text that ends in a colon has to introduce items in lines of
    their own, or they all begin with a literal.

    Passes: "Either ``on`` or ``off``."

    Fails: "Either: - ``on``. It runs. - ``off``. It is stopped."
    """
    for path in tree.texts:
        for passage in passages_with(tree, path, _OWN_LINE):
            for item, is_joined in _items_in_text(passage, is_yaml=path not in tree.pages):
                remedy = "keep its lines with '|'" if is_joined else "put an empty line above it"
                yield Defect(
                    passage.location(item.start("marks")),
                    shortened(item["text"].strip("`").partition("`")[0]),
                    f"readers see this list as one paragraph; {remedy}",
                )
        for passage in passages_with(tree, path, _ITEM):
            items = list(_ITEM.finditer(passage.source))
            if len(items) > 1 and not _OWN_LINE.search(passage.shown):
                subject = items[0][0].strip(" -.:`\n")
                message = "readers see this list as one paragraph; begin a line with each item"
                yield Defect(passage.location(items[0].start() + 1), subject, message)


def _items_in_text(passage: Passage, *, is_yaml: bool) -> Iterator[tuple[re.Match[str], bool]]:
    """The first item of each list that is shown as text, and whether YAML joins its lines."""
    if not _OWN_LINE.search(passage.source):
        return
    kept = {line.strip() for line in passage.shown.split("\n")}
    for has_text, block in groupby(_LINE.finditer(passage.source), lambda line: line["text"] != ""):
        lines = list(block) if has_text else []
        # A list of YAML itself is not shown with its dashes.
        is_joined = is_yaml and any(
            line["marks"] and line[0].strip() not in kept and line[0].strip() in passage.shown
            for line in lines[1:]
        )
        for paragraph in [lines] if is_joined else _paragraphs(lines):
            items = [line for line in paragraph[not is_joined :] if line["marks"]]
            # Running text may have a dash or a number at the start of a line.
            if len(items) < 2 or len({item["marks"].strip(" 0123456789") for item in items}) > 1:
                continue
            above = passage.source[paragraph[0].start() : items[0].start()].rstrip()
            if above[-1:] in (":", "") or all(item["text"].startswith("``") for item in items):
                yield items[0], is_joined


def _paragraphs(lines: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """The lines as docutils reads them: those in line with the text of the first one go on."""
    paragraphs: list[list[re.Match[str]]] = []
    column = -1
    for line in lines:
        if len(line["indent"]) == column:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
            column = line.start("text") - line.start()
    return paragraphs


def _found(
    tree: Tree, path: str, pattern: re.Pattern[str]
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """What a pattern finds in the prose of a file."""
    for passage in passages_with(tree, path, pattern):
        start = marks = 0
        for match in pattern.finditer(passage.source):
            marks += passage.source.count("``", start, match.start())
            start = match.start()
            # Not between two literals.
            if marks % 2 == 0:
                yield passage, match
                start = match.end()
