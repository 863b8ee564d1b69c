"""Markup that readers see as it is written: roles that do not exist, and markup in markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from apiref.analysis.pages.extensions import has_known_markup
from apiref.analysis.pages.passages import file_text, passages
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Edit, Fix
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.prose import without_literals
from apiref.text.suggestions import CLOSE, hint

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
    r"\*(?<![\w*`\\]\*)(?P<more>\*?)(?P<inner>``[\w/{][^`*\n]*``)\*(?P=more)(?![\w*])"
)


@rule(Severity.ERROR)
def role_unknown(tree: Tree) -> Iterator[Defect]:
    """No extension has a role of that name.

    The page shows an error, or the markup. Nothing is reported if ``conf.py`` has extensions other
    than those of Sphinx and OpenStack.

    Passes: ``:ref:`filtering```.

    Fails: ``:reff:`filtering```.
    """
    if not has_known_markup(tree):
        return
    known = set(_ROLES)
    for page in tree.pages.values():
        known.update(match["name"] for match in _OWN_ROLE.finditer(page.text))
    for path in tree.texts:
        names = {match["name"] for match in _ROLE.finditer(file_text(tree, path))}
        wrong = {name for name in names - known if not name.endswith("-doc")}
        for passage in passages(tree, path) if wrong else ():
            for match in _ROLE.finditer(without_literals(passage.source)):
                name = match["name"]
                if name in wrong:
                    message = f"there is no role '{name}'{hint(name, known, CLOSE)}"
                    yield Defect(passage.location(match.start()), name, message)


@rule(Severity.WARNING)
def nested_markup(tree: Tree) -> Iterator[Defect]:
    """A literal stands directly in asterisks; readers see its backticks.

    RST has no markup in other markup.

    Passes: "Sorted by ``created_at``."

    Fails: "Sorted by *``created_at``*."
    """
    for path in tree.texts:
        text = file_text(tree, path)
        for passage in passages(tree, path) if _NESTED.search(text) else ():
            for match in _NESTED.finditer(passage.source):
                place = passage.location(match.start())
                inner = match["inner"]
                fix = Fix(f"Write {inner}", (Edit(place, match[0], inner),), 1)
                message = f"readers see {match[0]} as it is written; write {inner}"
                yield Defect(place, inner.strip("`"), message, fix=fix)
