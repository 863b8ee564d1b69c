"""Defects, as rules report them, and findings, as reports show them."""

from enum import IntEnum
from typing import Any, NamedTuple

from apiref.model.cause import Cause
from apiref.model.fix import Fix
from apiref.model.location import Location


class Severity(IntEnum):
    """How certain and how important a defect is."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The severity as in reports and in the configuration."""
        return self.name.lower()

    def __reduce_ex__(self, proto: object) -> tuple[Any, ...]:
        """As a number: by itself, Python 3.11.2 calls ``getattr``, which caches do not load."""
        return type(self), (self.value,)


class Defect(NamedTuple):
    """Something that a rule found wrong.

    ``subject`` names it (a field, a parameter, a file), ``message`` says what was found, what was
    expected and how to fix it. ``operation`` is the label of the operation, such as
    ``GET /v2/tasks``. ``places`` are further locations of the same defect. ``fix`` is a certain
    fix, if there is one.

    ``cause`` is what has to be changed, by default the subject at the location. Defects of one rule
    with one cause become one finding. ``related`` are other parts of the reference that the defect
    is about: what it explains, or what may explain it.

    ``severity`` overrides that of the rule if the defect is less certain, or more. ``intended`` is
    what is probably meant, to be written for the subject wherever it stands at one of the places.
    """

    location: Location
    subject: str
    message: str
    operation: str | None = None
    places: tuple[Location, ...] = ()
    fix: Fix | None = None
    cause: Cause | None = None
    related: tuple[Cause, ...] = ()
    severity: Severity | None = None
    intended: str | None = None


class Finding(NamedTuple):
    """A defect with the name of its rule and its severity."""

    rule: str
    severity: Severity
    location: Location
    subject: str
    message: str
    operation: str | None = None
    places: tuple[Location, ...] = ()
    fix: Fix | None = None
    cause: Cause | None = None
    related: tuple[Cause, ...] = ()
    intended: str | None = None

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What does not change if lines move: rule, file, operation and subject."""
        return (self.rule, self.location.path, self.operation or "", self.subject)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """The order of reports, the same on every run: file, line, column, then rule."""
        place = self.location
        return (place.path, place.line, place.column, self.rule, self.subject, self.message)
