"""The checkers installed with npm: axe-core and the Nu Html Checker, at pinned versions."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

# Rules beyond WCAG 2.2 AA, and deprecated ones.
LEFT_OUT = {"wcag2aaa", "deprecated"}
# Experimental: requires a landmark for every scrolling table, which would make dozens of them.
LEFT_OUT_BY_NAME = {"focus-order-semantics"}


@dataclass(frozen=True)
class Checkers:
    """The checkers in the folder ``node_modules``."""

    modules: Path

    @cached_property
    def axe(self) -> str:
        """The script of axe-core."""
        return (self.modules / "axe-core/axe.min.js").read_text(encoding="utf-8")

    def inaccessible(self, page: Page) -> list[str]:
        """The violations that axe-core finds in the current state of a page, one line each."""
        page.evaluate(self.axe)
        result: dict[str, Any] = page.evaluate(
            """async ([leftOut, leftOutByName]) => {
              const rules = axe.getRules()
                .filter((rule) => !rule.tags.some((tag) => leftOut.includes(tag)))
                .map((rule) => rule.ruleId)
                .filter((name) => !leftOutByName.includes(name));
              const found = await axe.run(document, {
                runOnly: { type: "rule", values: rules },
                resultTypes: ["violations"],
              });
              return { passed: found.passes.length, violations: found.violations };
            }""",
            [sorted(LEFT_OUT), sorted(LEFT_OUT_BY_NAME)],
        )
        assert result["passed"] > 10, "axe-core has hardly looked at the page"
        return [
            f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['html'][:120]}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]

    def invalid(self, files: Sequence[Path]) -> list[str]:
        """The errors of the Nu Html Checker in HTML, CSS and SVG files, one line each."""
        jar = self.modules / "vnu-jar/build/dist/vnu.jar"
        options = ["--errors-only", "--also-check-css", "--also-check-svg", "--exit-zero-always"]
        done = subprocess.run(
            ["java", "-jar", str(jar), "--stdout", "--format", "json", *options, *map(str, files)],
            capture_output=True,
            text=True,
            check=True,
        )
        return [
            f"{message['url']}:{message.get('lastLine', 0)}: {message['message']}"
            for message in json.loads(done.stdout)["messages"]
            if message["type"] != "info"
        ]
