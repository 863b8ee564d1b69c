"""Every single fault of the reference is detected, except the listed ones."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import pytest

from tests.faults.exceptions import exception_for, is_unknowable
from tests.faults.mutations import Mutation
from tests.faults.repository import Verdict, all_mutations, clean_files, findings_of, judge

# One fault in this many is tested; with APIREF_SINGLE_FAULTS=all every one, in some minutes.
STEP = 1 if os.environ.get("APIREF_SINGLE_FAULTS") == "all" else 41
# The share of detected faults that must be reported on the changed lines, or up to three lines
# away.
ON_THE_LINE, NEAR = 0.7, 0.85
# The share of faults that may fall under the exceptions that change what the reference says.
UNKNOWABLE = 0.06


@cache
def _files() -> dict[str, str]:
    return clean_files()


@cache
def _mutations() -> tuple[Mutation, ...]:
    return tuple(all_mutations(_files()))


def _verdict(number: int) -> Verdict:
    mutation = _mutations()[number]
    return judge(mutation, findings_of(_files(), mutation))


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    """The verdicts for every tested fault."""
    numbers = range(0, len(_mutations()), STEP)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_verdict, numbers, chunksize=8))


def test_the_clean_tree_is_silent() -> None:
    assert findings_of(_files()) == []


def test_there_are_faults_of_every_kind_of_file() -> None:
    paths = {mutation.path for mutation in _mutations()}
    suffixes = (".rst", ".inc", ".yaml", ".json", ".toml")
    assert paths >= {path for path in _files() if path.endswith(suffixes)}
    assert len(_mutations()) > 10_000


def test_every_fault_is_found(verdicts: list[Verdict]) -> None:
    missed = [verdict.mutation for verdict in verdicts if not verdict.place]
    wrong = [str(mutation) for mutation in missed if exception_for(mutation) is None]
    assert not wrong, f"{len(wrong)} of {len(verdicts)} faults missed:\n" + "\n".join(wrong)
    unknowable = [mutation for mutation in missed if is_unknowable(mutation)]
    assert len(unknowable) <= UNKNOWABLE * len(verdicts), "\n".join(map(str, unknowable))


def test_faults_are_told_at_their_place(verdicts: list[Verdict]) -> None:
    found = [verdict for verdict in verdicts if verdict.place]
    exact = sum(verdict.place == "line" for verdict in found)
    near = exact + sum(verdict.place == "near" for verdict in found)
    assert exact >= ON_THE_LINE * len(found), f"{exact} of {len(found)} on the changed lines"
    assert near >= NEAR * len(found), f"{near} of {len(found)} near the changed lines"
