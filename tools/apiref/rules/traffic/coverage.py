"""Recorded traffic: what is documented but not recorded. Enabled by ``--require-coverage``."""

from __future__ import annotations

from collections.abc import Iterator

from apiref.analysis.traffic.coverage import coverage
from apiref.analysis.traffic.exchanges import Traffic
from apiref.model.finding import Defect, Severity
from apiref.rules.registry import traffic_rule
from apiref.text.suggestions import closest


@traffic_rule(Severity.ERROR)
def unexercised(traffic: Traffic) -> Iterator[Defect]:
    """A response code, parameter, field or value is documented, but no recorded exchange shows it.

    An operation without any exchange is one finding. What cannot be recorded is listed under
    ``unexercised`` in the configuration, with the reason.

    Passes: "Normal response codes: 200", and 200 recorded.

    Fails: "Error response codes: 404", and 404 never recorded.
    """
    excused = {(item.operation, item.item) for item in traffic.tree.settings.unexercised}
    for covered in coverage(traffic):
        label = covered.operation.label
        if not covered.exchanges:
            yield Defect(
                covered.operation.location,
                label,
                f"no exchange shows '{label}'; record one",
                label,
            )
            continue
        for item in covered.items:
            if not item.exchanges and (label, item.label) not in excused:
                yield Defect(
                    item.location,
                    item.label,
                    f"no exchange shows {item.label}; record one, list it under 'unexercised' in"
                    " the configuration with a reason, or remove it",
                    label,
                )


@traffic_rule(Severity.WARNING)
def unexercised_excuse(traffic: Traffic) -> Iterator[Defect]:
    """The configuration excuses something that was recorded, or that the reference does not have.

    If it stayed, nobody would notice once that is no longer recorded.

    Passes: ``unexercised."GET /things" = {"code 413" = "..."}``, and 413 is documented but not
    recorded.

    Fails: that configuration, and 413 is recorded, or is not documented.
    """
    covered = {item.operation.label: item for item in coverage(traffic)}
    for excuse in traffic.tree.settings.unexercised:
        found = covered.get(excuse.operation)
        counts = {item.label: item.exchanges for item in found.items} if found is not None else {}
        if counts.get(excuse.item) == 0:
            continue
        if excuse.item in counts:
            problem = f"'{excuse.item}' of '{excuse.operation}' is excused, but was recorded"
            hint = ""
        else:
            known = counts if found is not None else covered
            wrong = excuse.item if found is not None else excuse.operation
            close = closest(wrong, tuple(known))
            problem = f"the reference has no '{excuse.item}' of '{excuse.operation}'"
            hint = f"; did you mean '{close}'?" if close is not None else ""
        yield Defect(
            excuse.location,
            f"{excuse.operation} {excuse.item}",
            f"{problem}{hint or '; remove the entry'}",
            excuse.operation,
        )
