"""Samples that show the output of a command-line client instead of that of the API."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.samples.comparison import compare
from apiref.model.finding import Defect, Severity
from apiref.model.json_file import JsonPath, location_of
from apiref.model.tree import Tree
from apiref.rules.registry import rule
from apiref.text.listing import listed


@rule(Severity.ERROR)
def sample_column_titles(tree: Tree) -> Iterator[Defect]:
    """A sample shows column titles of a command-line client instead of the names of fields.

    One finding per sample, at the first title.

    Passes: a sample ``{"created_at": "..."}`` under a table with the row ``created_at``.

    Fails: a sample ``{"Created At": "..."}`` under that table.
    """
    for comparison in compare(tree):
        # Names that differ in case are reported one by one, as misspelled.
        misspelt = {
            (place.sample.path, place.path)
            for item in comparison.undocumented
            for place in item.places
        }
        titles: dict[str, dict[JsonPath, str]] = {}
        for value in comparison.values:
            path = value.place.path
            if path[-1] != value.names[-1] and (value.place.sample.path, path) not in misspelt:
                titles.setdefault(value.place.sample.path, {})[path] = value.names[-1]
        samples = {value.place.sample.path: value.place.sample for value in comparison.values}
        for file, found in titles.items():
            first, *others = [location_of(samples[file], path, key=True) for path in found]
            pairs = dict.fromkeys(f"'{path[-1]}' for '{name}'" for path, name in found.items())
            yield Defect(
                first,
                str(next(iter(found))[-1]),
                "the sample shows column titles instead of field names:"
                f" {listed([*pairs])}; write the names that the API uses",
                comparison.operation.label,
                tuple(others),
            )
