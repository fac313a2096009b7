"""What capture knows of leads, deals, calls and tasks while it decides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from contracts.event import Event, Recorded, Subject
from contracts.ids import CallId, DealId, IdentityId, LeadId, TaskId
from contracts.task import TaskKind
from hub.domain import call as calls
from hub.domain import deal as deals
from hub.domain import lead as leads
from hub.domain import task as tasks
from hub.domain.call import Call
from hub.domain.deal import Deal
from hub.domain.lead import Lead, LeadStatus
from hub.domain.pipeline import Pipeline, in_force
from hub.domain.task import Task, TaskStatus

Identities = Iterable[IdentityId]


@dataclass(slots=True)
class Interest:
    """The states that a batch concerns; `buyers` are identities with a lead or a deal."""

    leads: dict[LeadId, Lead] = field(default_factory=dict)
    deals: dict[DealId, Deal] = field(default_factory=dict)
    calls: dict[CallId, Call] = field(default_factory=dict)
    tasks: dict[TaskId, Task] = field(default_factory=dict)
    buyers: set[IdentityId] = field(default_factory=set)
    pipelines: dict[str, Pipeline] = field(default_factory=dict)

    def open_lead(self, identities: Identities) -> Lead | None:
        """Their open lead; of several the one to which nothing has happened for the longest."""
        theirs = set(identities)
        return next((lead for lead in self._open_leads() if lead.identity_id in theirs), None)

    def _open_leads(self) -> Iterator[Lead]:
        return (lead for lead in self.leads.values() if lead.status is LeadStatus.OPEN)

    def call(self, id_: CallId) -> Call:
        """Where it stands; an empty one if nothing was told of it."""
        return self.calls.get(id_, Call())

    def call_backs(self, identities: Identities) -> list[Task]:
        """The open call-back tasks about these identities."""
        theirs = set(identities)
        return [
            task
            for task in self.tasks.values()
            if task.kind is TaskKind.CALL_BACK
            and task.status is TaskStatus.OPEN
            and task.identity_id in theirs
        ]

    def pipeline(self, name: str) -> Pipeline:
        """The pipeline of that name; one without stages if there is none."""
        return in_force(name, self.pipelines.get(name, Pipeline()))

    def state(self, subject: Subject) -> Any:
        """Where a task, a deal or a lead stands; None where nothing is known of it."""
        id_ = UUID(subject.id)
        match subject.aggregate:
            case "task":
                return self.tasks.get(TaskId(id_))
            case "deal":
                return self.deals.get(DealId(id_))
            case "lead":
                return self.leads.get(LeadId(id_))
            case _:
                return None

    def learn(self, recorded: Recorded[Event]) -> None:
        """Know what was just decided."""
        id_ = recorded.subject.id
        match recorded.subject.aggregate:
            case "lead":
                lead = LeadId(UUID(id_))
                self.leads[lead] = leads.evolve(self.leads.get(lead, Lead()), recorded)
                self._buys(self.leads[lead].identity_id)
            case "deal":
                deal = DealId(UUID(id_))
                self.deals[deal] = deals.evolve(self.deals.get(deal, Deal()), recorded)
                self._buys(self.deals[deal].identity_id)
            case "call":
                call = CallId(UUID(id_))
                self.calls[call] = calls.evolve(self.call(call), recorded)
            case "task":
                task = TaskId(UUID(id_))
                self.tasks[task] = tasks.evolve(self.tasks.get(task, Task()), recorded)
            case _:
                pass

    def _buys(self, identity: IdentityId | None) -> None:
        if identity:
            self.buyers.add(identity)

    def take(self, aggregate: str, id_: str, state: Any) -> None:
        """Put a state that was loaded in its place."""
        match aggregate:
            case "lead":
                self.leads.pop(LeadId(UUID(id_)), None)  # what comes last stands last
                self.leads[LeadId(UUID(id_))] = state
            case "deal":
                self.deals[DealId(UUID(id_))] = state
            case "call":
                self.calls[CallId(UUID(id_))] = state
            case "task":
                self.tasks[TaskId(UUID(id_))] = state
            case "pipeline":
                self.pipelines[id_] = state
            case _:
                raise ValueError(f"{aggregate} is none of these")
