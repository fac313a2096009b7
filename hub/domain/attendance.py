"""Attendance: who is at work, and may be given a new lead?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from contracts.ids import EmployeeId
from hub.domain.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody, as far as it says whether they are at work. `available`: they did not opt out."""

    employee_id: EmployeeId
    departed: bool = False
    available: bool = True


def at_work(
    colleagues: Iterable[Colleague], working: WorkingTime | None, now: datetime
) -> frozenset[EmployeeId]:
    """Everybody who works now; where there is no calendar, work never stops."""
    if working is not None and not working.is_working(now):
        return frozenset()
    return frozenset(one.employee_id for one in colleagues if one.available and not one.departed)
