"""Writes the parts of the guide that the code knows: rules, settings, and kinds of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from sphinx.application import Sphinx

from apiref.differences.gaps import GAPS
from apiref.model.change import CHANGES
from apiref.model.finding import Severity
from apiref.model.settings import KEYS
from apiref.rules.registry import Rule, all_rules


def pages() -> dict[str, str]:
    """The texts of all pages and of the parts that others include, by path."""
    rules = sorted(all_rules().values(), key=lambda rule: (rule.topic, rule.name))
    texts = {f"rules/{rule.name}.rst": _rule(rule) for rule in rules}
    for topic, own in groupby(rules, key=_topic):
        texts[f"rules/{topic}.rst"] = _topic_page(topic, list(own))
    texts["rules/by-level.rst"] = _levels(rules)
    texts["generated/settings.inc"] = "\n".join(_settings())
    kinds = (
        (f"``{name}``", kind.level.label, kind.summary)
        for name, kind in sorted(CHANGES.items(), key=lambda item: (-item[1].level, item[0]))
    )
    texts["generated/changes.inc"] = _table(("Name", "Level", "Meaning"), kinds)
    gaps = ((f"``{name}``", level.label, text) for name, (level, text) in GAPS.items())
    texts["generated/gaps.inc"] = _table(("Name", "Level", "Meaning"), gaps)
    return texts


def _rule(rule: Rule) -> str:
    folder, _, module = rule.topic.partition(".")
    level = rule.severity.label.capitalize()
    links = (
        f"Of the :doc:`rules about {folder} <{folder}>`: {_words(module)}."
        f" You may :ref:`change its level <setting-rules>` or :ref:`suppress it <suppressing>`."
    )
    fixed = " ``--fix`` :doc:`fixes it </fixing>` where there is exactly one right answer."
    mark = f"*{level}.*{fixed if rule.fixable else ''}"
    parts = (*_title(rule.name, "="), mark, "", rule.documentation, "", links, "")
    return "\n".join(parts)


def _topic(rule: Rule) -> str:
    return rule.topic.partition(".")[0]


def _topic_page(topic: str, rules: list[Rule]) -> str:
    lines = [*_title(f"Rules about {topic}", "="), ".. toctree::", "   :hidden:", ""]
    lines += [f"   {rule.name}" for rule in rules]
    for module, own in groupby(rules, key=lambda rule: rule.topic.partition(".")[2]):
        rows = ((_link(rule), rule.severity.label, rule.summary) for rule in own)
        head = ("Rule", "Level", "What is wrong")
        lines += ["", *_title(_words(module).capitalize(), "-"), _table(head, rows)]
    return "\n".join(lines)


def _levels(rules: Iterable[Rule]) -> str:
    lines = _title("Rules by level", "=")
    for severity in sorted(Severity, reverse=True):
        rows = (
            (_link(rule), "``--fix``" if rule.fixable else "", rule.summary)
            for rule in rules
            if rule.severity is severity
        )
        title = f"{severity.label.capitalize()}s"
        lines += ["", *_title(title, "-"), _table(("Rule", "Fix", "What is wrong"), rows)]
    return "\n".join(lines)


def _settings() -> Iterator[str]:
    for name, key in KEYS.items():
        yield from (f".. _setting-{name}:", "", *_title(name, "-"), key.meaning, "")
        yield from (".. code-block:: toml", "")
        yield from (f"   {line}" for line in key.example.splitlines())
        yield ""


def _link(rule: Rule) -> str:
    return f":doc:`{rule.name}`"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _title(text: str, line: str) -> list[str]:
    return [text, line * len(text), ""]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [".. list-table::", "   :header-rows: 1", ""]
    for row in (head, *rows):
        lines += [f"   {'  -' if number else '* -'} {cell}" for number, cell in enumerate(row)]
    return "\n".join(lines) + "\n"


def write(folder: Path) -> None:
    """Write all pages below a folder; those that are the same stay as they are."""
    texts = pages()
    for path in (*folder.glob("rules/*"), *folder.glob("generated/*")):
        if path.relative_to(folder).as_posix() not in texts:
            path.unlink()
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        # Sphinx reads what is newer.
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Write the pages before Sphinx looks for them."""
    app.connect("builder-inited", lambda app: write(Path(app.srcdir)))
