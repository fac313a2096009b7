"""The chain of command: who is told when a client waits too long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from contracts.conversation import EscalationRaised, EscalationSkipped
from contracts.event import Event
from contracts.ids import ClockId, ConversationId, EmployeeId, EscalationId, derived
from hub.domain.conversation import Conversation
from hub.domain.waiting import ClimbingClock


@dataclass(frozen=True, slots=True)
class Company:
    """Who works here, and who reports to whom."""

    heads: Mapping[EmployeeId, EmployeeId | None]
    """Every employee there ever was, and their head."""
    departed: frozenset[EmployeeId] = frozenset()

    def above(self, employee: EmployeeId | None, levels: int) -> EmployeeId | None:
        """The employee so many levels up; whoever has left is passed over and is no level."""
        here = self._present(employee)
        for _ in range(levels):
            here = self._present(self.heads.get(here)) if here else None
        return here

    def told(
        self, holder: EmployeeId | None, on_duty: EmployeeId | None, level: int
    ) -> EmployeeId | None:
        """Who is told so many levels above the holder, or above who is on duty without one."""
        return self.above(self.above(holder, 0) or on_duty, level)

    def _present(self, employee: EmployeeId | None) -> EmployeeId | None:
        """This employee, or the first above who has not left."""
        seen: set[EmployeeId] = set()
        while employee in self.departed and employee not in seen:
            seen.add(employee)
            employee = self.heads.get(employee)
        return employee if employee in self.heads and employee not in self.departed else None


def climb(state: Conversation, company: Company, now: datetime) -> list[Event]:
    """The next step of the chain, if it is due; none if an answer was faster."""
    clock = state.waiting.running
    if clock is None or state.conversation_id is None:
        return []
    due = clock.due_at
    if due is None or due > now:
        return []
    return [_step(state.conversation_id, state, clock, company)]


def escalation_id(clock: ClockId, step: int) -> EscalationId:
    """The name of a step of a clock."""
    return EscalationId(derived("escalation", clock, step))


def why_nobody(level: int) -> str:
    """Why nobody could be told so many levels up."""
    return "nobody is assigned or on duty" if level == 0 else "nobody stands above"


def _step(
    id_: ConversationId, state: Conversation, clock: ClimbingClock, company: Company
) -> Event:
    step = clock.steps[clock.step]
    employee = company.told(state.assignee, clock.on_duty, step.level)
    if employee is None:
        return EscalationSkipped(
            conversation_id=id_,
            clock_id=clock.clock_id,
            step=clock.step,
            reason=why_nobody(step.level),
        )
    return EscalationRaised(
        conversation_id=id_,
        clock_id=clock.clock_id,
        escalation_id=escalation_id(clock.clock_id, clock.step),
        step=clock.step,
        employee_id=employee,
        via=step.via,
        due_at=step.due_at,
        waiting_since=clock.waiting_since,
    )
