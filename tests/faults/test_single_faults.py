"""Every single fault of two references is detected, except the listed ones.

One is that of this repository, with schemas. The other one, ``vaults``, has the form of most
references: no schemas, and no configuration.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import pytest

from tests.faults.exceptions import exception_for, is_said_once, is_unknowable
from tests.faults.mutations import Mutation
from tests.faults.repository import (
    ROOT,
    VAULTS,
    Verdict,
    all_mutations,
    clean_files,
    findings_of,
    judge,
)

# One fault in this many is tested; with APIREF_SINGLE_FAULTS=all every one, in some minutes.
STEP = 1 if os.environ.get("APIREF_SINGLE_FAULTS") == "all" else 41
# The share of detected faults that must be reported on the changed lines, or up to three lines
# away.
ON_THE_LINE, NEAR = 0.7, 0.85
# The share of faults that may fall under the exceptions that change what the reference says.
UNKNOWABLE = 0.06
# The same, where no schema says anything a second time.
SAID_ONCE = 0.15


@cache
def _files(root: Path) -> dict[str, str]:
    return clean_files(root)


@cache
def _mutations(root: Path) -> tuple[Mutation, ...]:
    return tuple(all_mutations(_files(root)))


def _verdict(root: Path, number: int) -> Verdict:
    mutation = _mutations(root)[number]
    return judge(mutation, findings_of(root, _files(root), mutation))


@pytest.fixture(scope="module", params=[ROOT, VAULTS], ids=["tasks", "vaults"])
def root(request: pytest.FixtureRequest) -> Path:
    """The root of each of the references."""
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def verdicts(root: Path) -> list[Verdict]:
    """The verdicts for every tested fault."""
    numbers = range(0, len(_mutations(root)), STEP)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_verdict, [root] * len(numbers), numbers, chunksize=8))


def test_the_clean_tree_is_silent(root: Path) -> None:
    assert findings_of(root, _files(root)) == []


def test_there_are_faults_of_every_kind_of_file(root: Path) -> None:
    paths = {mutation.path for mutation in _mutations(root)}
    suffixes = (".rst", ".inc", ".yaml", ".json", ".toml")
    assert paths >= {path for path in _files(root) if path.endswith(suffixes)}
    assert len(_mutations(root)) > 8_000


def test_every_fault_is_found(root: Path, verdicts: list[Verdict]) -> None:
    missed = [verdict.mutation for verdict in verdicts if not verdict.place]
    is_excepted: Callable[[Mutation], object] = exception_for if root == ROOT else is_said_once
    wrong = [str(mutation) for mutation in missed if not is_excepted(mutation)]
    assert not wrong, f"{len(wrong)} of {len(verdicts)} faults missed:\n" + "\n".join(wrong)
    share = UNKNOWABLE if root == ROOT else SAID_ONCE
    unknowable = [mutation for mutation in missed if root != ROOT or is_unknowable(mutation)]
    assert len(unknowable) <= share * len(verdicts), "\n".join(map(str, unknowable))


def test_faults_are_told_at_their_place(verdicts: list[Verdict]) -> None:
    found = [verdict for verdict in verdicts if verdict.place]
    exact = sum(verdict.place == "line" for verdict in found)
    near = exact + sum(verdict.place == "near" for verdict in found)
    assert exact >= ON_THE_LINE * len(found), f"{exact} of {len(found)} on the changed lines"
    assert near >= NEAR * len(found), f"{near} of {len(found)} near the changed lines"
