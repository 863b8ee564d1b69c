"""Words in the texts that readers see: misspelt ones, and those that stand twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from string import punctuation

from apiref.analysis.pages.passages import passages, tokens
from apiref.analysis.per_tree import per_tree
from apiref.analysis.samples.names import members_by_path
from apiref.model.cause import at
from apiref.model.finding import Defect, Severity
from apiref.model.fix import Edit, Fix
from apiref.model.page import LiteralBlock
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.prose import AFTER_PART, BEFORE_PART, literals
from apiref.text.spelling import corrections, misspelt

# A word of its own: no part of a name, path, address or option.
_BEFORE, _AFTER = f"(?<!{BEFORE_PART})", f"(?!{AFTER_PART})"
_WORD = re.compile(rf"{_BEFORE}[A-Za-z]{{3,}}+{_AFTER}")
_TWICE = re.compile(
    rf"{_BEFORE}(?P<word>[A-Za-z]{{2,}}+|[Aa](?=\s))(?P<between> ++| *+\n *+)"
    rf"(?P<again>(?i:(?P=word))){_AFTER}"
)
# "The name that that thing had had"; "the volume that it is attached to to read it".
_MAY_STAND_TWICE = frozenset("had in on that to".split())
_LETTERS = re.compile(r"[A-Za-z]{3,}+")


@rule(Severity.WARNING, fixable=True)
def misspelt_word(tree: Tree) -> Iterator[Defect]:
    """A word in a text that readers see is misspelt.

    The common misspellings are those of codespell. A long word in one or two places is a typo if
    it differs by one from a word in three places or more: two letters are exchanged, or one is
    missing or too much. Words that occur in the names of the reference are right, and so are those
    of the option ``words`` of the configuration.

    Passes: "Whether the server is available."

    Fails: "Whether the server is availabel."
    """
    used = {path: _words(texts) for path, texts in tokens(tree).items()}
    counts = Counter[str]()
    for words in used.values():
        counts.update(words)
    found = {word for word in counts if corrections(word)}
    unlike = misspelt(counts)
    wrong = found | unlike.keys()
    if wrong:
        wrong -= _words_of_names(tree)
    for path, words in used.items():
        for passage in () if wrong.isdisjoint(words) else passages(tree, path):
            for match in _WORD.finditer(passage.text):
                word = match[0]
                if word.lower() not in wrong or word not in passage.shown:
                    continue
                place = passage.location(match.start())
                intended = corrections(word) or _as_written(unlike, word)
                meant = " or ".join(f"'{text}'" for text in intended)
                if intended:
                    first, *others = intended
                    message = f"'{word}' is misspelt; did you mean {meant}?"
                    # Titles are what others link to.
                    certain = not others and not passage.is_title
                    edit = Edit(place, word, first)
                    fix = Fix(f"Write '{first}'", (edit,), 1) if certain else None
                    related = (at("block", passage.start),) if passage.is_title else ()
                    yield Defect(place, word, message, fix=fix, related=related)


def _as_written(intended: dict[str, str], word: str) -> tuple[str, ...]:
    """What a misspelt word was meant to be, capitalised like it; words in capitals are right."""
    found = intended.get(word.lower())
    if found is None or not (word.islower() or word.istitle()):
        return ()
    return (found.capitalize() if word.istitle() else found,)


def _words(texts: list[str]) -> Counter[str]:
    """How often each word is in the texts between spaces."""
    found = Counter[str]()
    for text, count in Counter(texts).items():
        if (word := text.strip(punctuation)).isalpha():
            found[word] += count
    return found


@rule(Severity.WARNING, fixable=True)
def repeated_word(tree: Tree) -> Iterator[Defect]:
    """A word stands twice in a row.

    Words that may rightly stand twice, such as "that" and "to", are not reported.

    Passes: "The name of the server."

    Fails: "The name of the the server."
    """
    for path, texts in tokens(tree).items():
        # The second one may end in a full stop or the like.
        twice = (one for one, other in pairwise(texts) if one in (other, other[:-1]))
        if not any(text.isalpha() for text in twice):
            continue
        for passage in passages(tree, path):
            for match in _TWICE.finditer(passage.text):
                word, again = match["word"], match["again"]
                if again not in (word, word.lower()) or word.lower() in _MAY_STAND_TWICE:
                    continue
                # The two may stand in two cells.
                if not re.search(rf"\b{word}\s+{again}\b", passage.shown):
                    continue
                place = passage.location(match.start())
                start, old = match.start("between"), match["between"] + again
                certain = not passage.is_title
                if "\n" in old:
                    # The one at the end of its line: the other may be alone on the next one.
                    start, old = match.start() - 1, f" {word}"
                    above = passage.text[: match.start()].rpartition("\n")[2]
                    certain = certain and above.endswith(" ") and not above.isspace()
                edit = Edit(passage.location(start), old, "")
                fix = Fix(f"Write '{word}' once", (edit,), 1) if certain else None
                message = f"'{word}' stands twice in a row; remove one"
                yield Defect(place, word, message, fix=fix)


@per_tree
def _words_of_names(tree: Tree) -> frozenset[str]:
    """The words that names, values and code of the reference consist of, in lower case."""
    names = set(tree.settings.words)
    for operation in tree.operations:
        for part in operation.tables:
            names.update(name for row in part.table.rows for name in (row.name, row.key))
    names.update(endpoint.url for endpoint in tree.endpoints)
    for shown in members_by_path(tree).values():
        for member in shown:
            names.add(member.name)
            # A value of several words is a text, and may be misspelt itself.
            if isinstance(member.value, str) and " " not in member.value:
                names.add(member.value)
    texts = [page.text for page in tree.pages.values()]
    texts += (entry.description for entry in tree.parameters)
    names.update(literal for text in texts for literal in literals(text))
    names.update(block.text for block in tree.blocks(LiteralBlock))
    return frozenset(word for name in names for word in _LETTERS.findall(name.lower()))
