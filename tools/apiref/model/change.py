"""A change of an API, and all kinds of changes."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Literal, NamedTuple

Direction = Literal["request", "response"]
Kind = Literal["added", "removed", "changed"]


class Level(IntEnum):
    """Whom a change concerns: BREAKING fails clients, WARNING may fail some, INFO fails none."""

    INFO = 1
    WARNING = 2
    BREAKING = 3

    @property
    def label(self) -> str:
        """The level as in reports and in the configuration."""
        return self.name.lower()


class Sort(NamedTuple):
    """One of the kinds of changes: its level, and what it means."""

    level: Level
    summary: str


class Change(NamedTuple):
    """One difference between two documents.

    ``operation`` is the method and path, empty for the whole API; ``action`` the title if several
    operations share them, or empty. ``place`` is the location in the operation, such as ``request``
    or ``response 200``. ``id`` is a key of ``CHANGES``. ``what`` is the kind of thing, ``name`` its
    name. ``before`` and ``after`` are the values, None if absent. ``level`` is that of the kind
    unless a project configures another one.
    """

    operation: str
    action: str
    place: str
    id: str
    kind: Kind
    what: str
    name: str
    before: Any
    after: Any
    level: Level

    @property
    def is_breaking(self) -> bool:
        """Whether a client of the old API may fail."""
        return self.level is Level.BREAKING


_B, _W, _I = Level.BREAKING, Level.WARNING, Level.INFO
_PLAIN = (
    ("server-added", _I, "The API has another server."),
    ("server-removed", _W, "A server is gone; clients of it need another one."),
    ("security-required", _B, "Requests without credentials are no longer accepted."),
    ("security-no-longer-required", _I, "Requests need no credentials any more."),
    ("security-alternative-added", _I, "Requests may be authenticated in another way."),
    ("security-alternative-removed", _B, "Requests can no longer be authenticated in one way."),
    ("operation-added", _I, "An operation is new."),
    ("operation-removed", _B, "An operation is gone."),
    ("operation-deprecated", _I, "An operation is now deprecated."),
    ("operation-no-longer-deprecated", _I, "An operation is no longer deprecated."),
    ("operation-id-changed", _I, "The operationId differs; a client generated anew has new names."),
    ("min-version-raised", _B, "Something is gone for clients of a microversion below."),
    ("min-version-lowered", _I, "Something also exists in earlier microversions."),
    ("max-version-added", _I, "Something is gone only for clients that ask for a later version."),
    ("max-version-lowered", _W, "Something is gone in some of the microversions that had it."),
    ("max-version-raised", _I, "Something also exists in later microversions."),
    ("parameter-added", _I, "A parameter is new, and optional or only from a later microversion."),
    ("required-parameter-added", _B, "A parameter is new and required."),
    ("parameter-removed", _W, "A parameter is gone; the service may ignore or reject it."),
    ("parameter-became-required", _B, "A parameter is now required."),
    ("parameter-became-optional", _I, "A parameter is no longer required."),
    ("parameter-renamed", _I, "A placeholder of the path has another name."),
    ("parameter-style-changed", _B, "Values of a parameter are written in another style."),
    ("parameter-deprecated", _I, "A parameter is now deprecated."),
    ("parameter-no-longer-deprecated", _I, "A parameter is no longer deprecated."),
    ("request-body-added", _I, "A request may have a body."),
    ("required-request-body-added", _B, "A request had no body and needs one."),
    ("request-body-removed", _W, "A request has no body any more; it may be ignored or rejected."),
    ("request-body-became-required", _B, "A request needs its body."),
    ("request-body-became-optional", _I, "A request may be sent without its body."),
    ("request-media-type-added", _I, "A request may have a body of another media type."),
    ("request-media-type-removed", _B, "A body of one media type is no longer accepted."),
    ("response-media-type-added", _I, "A response may have a body of another media type."),
    ("response-media-type-removed", _B, "A response no longer has a body of one media type."),
    ("success-code-added", _I, "There is another response code below 400."),
    ("success-code-removed", _B, "A response code below 400 is gone."),
    ("error-code-added", _I, "There is another response code of an error."),
    ("error-code-removed", _I, "A response code of an error is gone."),
    ("response-header-added", _I, "A header of a response is new."),
    ("response-header-removed", _B, "A header that was in every response is gone."),
    ("response-optional-header-removed", _W, "A header that was in some responses is gone."),
    ("response-header-became-required", _I, "A header is now in every response."),
    ("response-header-became-optional", _B, "A header is no longer in every response."),
    ("response-header-deprecated", _I, "A header of a response is now deprecated."),
    ("response-header-no-longer-deprecated", _I, "A header of a response is not deprecated now."),
    ("request-property-no-longer-allowed", _B, "A property is gone, and no others are allowed."),
    ("request-required-property-added", _B, "A property is new and required."),
    ("request-property-became-read-only", _W, "A property is ignored or rejected if sent."),
    ("request-property-no-longer-read-only", _I, "A property may be sent as well."),
    ("response-optional-property-removed", _W, "A property that was in some responses is gone."),
    ("response-property-became-write-only", _B, "A property is no longer in responses."),
    ("response-property-no-longer-write-only", _I, "A property is in responses as well."),
    ("response-alternative-added-from-version", _I, "As alternative-added, if asked for."),
)
# For both directions: "request-" with the first level, "response-" with the second.
_DIRECTED = (
    ("type-changed", _B, _B, "Types are replaced by others."),
    ("type-narrowed", _B, _I, "Some types are no longer allowed."),
    ("type-widened", _I, _B, "More types are allowed."),
    ("type-added", _W, _I, "A type is stated where any was allowed."),
    ("type-removed", _I, _W, "No type is stated any more."),
    ("null-shown", _I, _W, "A sample shows null, which a table does not tell."),
    ("enum-added", _B, _I, "The values are listed where any were allowed."),
    ("enum-removed", _I, _W, "The values are no longer listed."),
    ("enum-value-added", _I, _W, "There is another value."),
    ("enum-value-removed", _B, _I, "A value is gone."),
    ("format-added", _W, _I, "A format is stated."),
    ("format-removed", _I, _W, "No format is stated any more."),
    ("format-changed", _W, _W, "A format is replaced by another one."),
    ("pattern-added", _B, _I, "Values have to match a pattern."),
    ("pattern-removed", _I, _W, "Values need not match a pattern any more."),
    ("pattern-changed", _W, _W, "A pattern differs, and may match less or more."),
    ("limit-tightened", _B, _I, "A limit of values, lengths or counts allows less."),
    ("limit-relaxed", _I, _B, "A limit of values, lengths or counts allows more."),
    ("default-added", _I, _I, "A default is stated."),
    ("default-changed", _B, _I, "Another default applies if nothing is sent."),
    ("default-removed", _W, _I, "No default is stated any more."),
    ("condition-tightened", _B, _I, "What holds on a condition (if, then, else) allows less."),
    ("condition-relaxed", _I, _B, "What holds on a condition (if, then, else) allows more."),
    ("condition-changed", _W, _W, "A condition (such as if or not) may allow less or more."),
    ("dependency-added", _B, _I, "A property requires another one (dependentRequired)."),
    ("dependency-removed", _I, _B, "A property no longer requires another one."),
    ("property-added", _I, _I, "A property is new."),
    ("property-removed", _W, _B, "A property is gone; requests may have others than listed."),
    ("property-moved", _W, _W, "A table lists a field in another object, as samples have it."),
    ("property-became-required", _B, _I, "A property is now required."),
    ("property-became-optional", _I, _B, "A property is no longer required."),
    ("property-deprecated", _I, _I, "A property is now deprecated."),
    ("property-no-longer-deprecated", _I, _I, "A property is no longer deprecated."),
    ("additional-properties-forbidden", _B, _I, "No properties but the listed ones are allowed."),
    ("additional-properties-allowed", _I, _I, "Other properties than the listed ones are allowed."),
    ("alternative-added", _I, _B, "A body or value may have another form."),
    ("alternative-removed", _B, _I, "A body or value no longer has one of its forms."),
)
# The kinds of changes by their stable names.
CHANGES: dict[str, Sort] = dict(
    sorted(
        [
            *((name, Sort(level, text)) for name, level, text in _PLAIN),
            *((f"request-{name}", Sort(level, text)) for name, level, _, text in _DIRECTED),
            *((f"response-{name}", Sort(level, text)) for name, _, level, text in _DIRECTED),
        ]
    )
)
