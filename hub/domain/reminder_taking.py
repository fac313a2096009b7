"""Taking on what a notice told of: the tasks and the deals whose clocks still run."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.errors import Conflict
from contracts.event import Event, Subject
from contracts.ids import EmployeeId, ReminderId
from contracts.notice import Tiding, TidingKind
from contracts.reminder import About
from hub.domain.reminding import acknowledge

TAKEN = frozenset({TidingKind.TASK, TidingKind.DEAL})
"""What somebody may take on: a lead is theirs already, and a store is nobody's."""


def tiding_subject(tiding: Tiding) -> Subject:
    """Where the history of what a tiding is about stands."""
    return Subject(tiding.kind.value, str(tiding.about_id))


def taken_tidings(
    tidings: Iterable[Tiding], states: Mapping[Subject, Any], employee: EmployeeId
) -> list[tuple[Subject, Event]]:
    """What follows when an employee answers the notice that carried these.

    `states` holds the tasks and deals, by subject; one that is missing has no clock. Nothing
    follows where it is done, where another clock runs now, or where somebody else was faster; nor
    from what nobody takes on.
    """
    reminders = (tiding for tiding in tidings if tiding.kind in TAKEN)
    return [
        (tiding_subject(tiding), event)
        for tiding in reminders
        for event in _taken(tiding, states.get(tiding_subject(tiding)), employee)
    ]


def _taken(tiding: Tiding, state: Any, employee: EmployeeId) -> list[Event]:
    reminder = state.reminder if state is not None else None
    told = ReminderId(tiding.tiding_id)
    try:
        return acknowledge(About(tiding.kind), tiding.about_id, reminder, employee, told)
    except Conflict:
        return []
