"""Which of two names for a field is wrong: that of the row or that of the sample."""

from __future__ import annotations

from collections import defaultdict

from apiref.analysis.operations.places import operation_at
from apiref.analysis.operations.resources import resource_words
from apiref.analysis.operations.urls import segments
from apiref.analysis.parameters.names import PROJECT_WORDS, singular, stem, words
from apiref.analysis.parameters.types import allows, json_types
from apiref.analysis.per_tree import per_tree
from apiref.analysis.samples.names import paths_with
from apiref.analysis.samples.undocumented_fields import Undocumented
from apiref.model.location import Location
from apiref.model.tree import Tree

# The path of a sample, or the place of a row.
Witness = str | Location

# A name that is this many times as frequent as the other is the correct one.
_CLEAR = 3


def is_row_misnamed(tree: Tree, item: Undocumented) -> bool:
    """Whether a row has the wrong name, rather than the member that it should document.

    The name that goes on from that of a list beside it is right, and so is the one, of an object or
    a list, that the URL and the title ask for, or else that of an outermost list with the row of
    one of its items; else the one that the rest of the reference uses. If it uses both or neither,
    the name that other samples of the page show is right, if none shows that of the row; or the
    type or the key of the row may decide; otherwise, the envelope of a sample is right, and so are
    members of several samples.
    """
    if item.intended is None:
        return False
    row = item.intended.row
    if set(words(item.name)) ^ set(words(row.name)) == PROJECT_WORDS:
        # Both words are in use.
        return False
    if _goes_on(item, item.name) and not _goes_on(item, row.name):
        return True
    named = name_by_url(tree, item)
    if named is not None:
        return named == item.name
    files = {place.sample.path for place in item.places}
    types = json_types(item.intended.parameter.type)
    values = [place.value for place in item.places]
    encloses = all(isinstance(value, dict | list) for value in values)
    fits = types is None or any(allows(types, value) for value in values)
    if encloses and not fits and len(item.names) == 1 and singular(item.name) == row.name:
        return True
    for_sample = _witnesses(tree, item.name) - files
    for_row = _witnesses(tree, row.name) - {row.location}
    if len(for_sample) > _CLEAR * len(for_row):
        return True
    if len(for_row) > _CLEAR * len(for_sample):
        return False
    here = _samples_of_pages(tree).get(row.location.path, set())
    if not here & paths_with(tree, row.name) and here & paths_with(tree, item.name) - files:
        return True
    if encloses and not fits:
        return True
    if row.key in (item.name, row.name):
        return row.key == item.name
    ours, theirs = words(row.name), words(item.name)
    if ours != theirs:
        if stem(row.key) in (ours, theirs):
            return stem(row.key) == theirs
        # A key may go on behind the name, as in `state-thing`.
        key = words(row.key)
        starts = key[: len(ours)] == ours, key[: len(theirs)] == theirs
        if starts[0] != starts[1]:
            return starts[1]
    return len(files) > 1 or (len(item.names) == 1 and encloses)


def name_by_url(tree: Tree, item: Undocumented) -> str | None:
    """The name, of the row of an object and a list or the reverse, that the URL asks for.

    The title has to ask for it, too. Others have to use the name of the object, or the values have
    the form of that name; None if nothing is that clear.
    """
    row = item.intended.row if item.intended is not None else None
    operation = operation_at(tree, row.location) if row is not None else None
    if row is None or operation is None or len(item.names) > 1:
        return None
    is_single = segments(operation.endpoint.url)[-1:] == ("{}",)
    if not is_single and operation.methods != {"GET"}:
        return None
    single, several = sorted((row.name, item.name), key=len)
    if singular(several) != single:
        return None
    named, other = (single, several) if is_single else (several, single)
    resource, title = resource_words(operation)[-1:], set(words(operation.title))
    ours, theirs = words(named)[-1:], words(other)[-1:]
    if ours != (tuple(map(singular, resource)) if is_single else resource):
        return None
    if not title.issuperset(ours) or not title.isdisjoint(theirs):
        return None
    if named == item.name:
        form = dict if is_single else list
        is_clear = all(isinstance(place.value, form) for place in item.places)
    else:
        own = {row.location, *(place.sample.path for place in item.places)}
        is_clear = bool(_witnesses(tree, single) - own)
    return named if is_clear else None


def _goes_on(item: Undocumented, name: str) -> bool:
    """Whether a name goes on from that of an outermost list or object: ``things_links``."""
    outer = name.rpartition("_")[0]
    wholes = [place.sample.value for place in item.places if len(place.path) == 1]
    return any(
        isinstance(whole, dict) and isinstance(whole.get(outer), dict | list) for whole in wholes
    )


def _witnesses(tree: Tree, name: str) -> set[Witness]:
    """The samples and the rows with a name."""
    return _rows_by_name(tree).get(name, set()) | paths_with(tree, name)


@per_tree
def _rows_by_name(tree: Tree) -> dict[str, set[Witness]]:
    """The places of the rows of operations, by name."""
    found: defaultdict[str, set[Witness]] = defaultdict(set)
    for operation in tree.operations:
        for part in operation.tables:
            for row in part.table.rows:
                found[row.name].add(row.location)
    return dict(found)


@per_tree
def _samples_of_pages(tree: Tree) -> dict[str, set[str | None]]:
    """The paths of the samples that the operations of each page show."""
    found: defaultdict[str, set[str | None]] = defaultdict(set)
    for operation in tree.operations:
        found[operation.page].update(part.reference.path for part in operation.samples)
    return dict(found)
