"""The anchors of the built page that the checker itself does not verify."""

from pathlib import Path

import pytest

from apiref.analysis.operations.anchors import anchors
from tests.trees import load

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def told() -> list[str]:
    tree = load(ROOT)
    return [anchors(tree)[operation.location].name for operation in tree.operations]


def test_the_page_has_the_anchors_that_the_document_names(shown, told):
    assert told == [operation.anchor for operation in shown]
