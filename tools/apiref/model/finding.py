"""What a rule says, and what a reader of the report gets."""

from enum import IntEnum
from typing import NamedTuple

from apiref.model.cause import Cause
from apiref.model.fix import Fix
from apiref.model.location import Location


class Severity(IntEnum):
    """How sure a rule is that something is wrong, and how much it matters."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The severity as it is written in reports and in the configuration."""
        return self.name.lower()


class Defect(NamedTuple):
    """One thing that a rule found wrong.

    ``subject`` names the thing (a field, a parameter, a file), ``message`` says what was found,
    what was expected and how to mend it. ``operation`` is the label of the operation concerned,
    such as ``GET /v2/tasks``. ``places`` are further locations of the same defect. ``fix`` is
    certain, where there is one.

    ``cause`` is what would have to be changed; where it is not given, it is the subject in its
    line. Defects of one rule with one cause are one finding. ``related`` are other parts of the
    reference that the defect is about: what it explains, or what may explain it.

    ``severity`` is lower than that of the rule where less speaks for the defect.
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

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What stays the same when lines move: rule, file, operation and subject."""
        return (self.rule, self.location.path, self.operation or "", self.subject)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """Findings are told by file, line, column, then rule: the same order on every run."""
        place = self.location
        return (place.path, place.line, place.column, self.rule, self.subject, self.message)
