"""The firm and its watchdog: who works there, and whom it has told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from contracts.company import (
    LEAD_ROTATION,
    EmployeeAvailabilityChanged,
    EmployeeBound,
    EmployeeRegistered,
    ReportingChanged,
    RotationSet,
)
from contracts.conversation import EscalationRaised
from contracts.event import Event, Subject
from contracts.ids import (
    ClockId,
    ConversationId,
    EmployeeId,
    EscalationId,
    IdentityId,
    LeadId,
    derived,
)
from contracts.inbound import AddressKind
from contracts.lead import LeadAssigned, LeadOpened
from contracts.notice import NoticeQueued, NoticeUnaddressed
from hub.doors import Doors
from hub.house import House
from hub.watchdog.run import Watchdog
from tests.examples import DARIA
from tests.story import happened, history, running, until


async def employee(house: House, who: EmployeeId, head: EmployeeId | None, telegram: str) -> None:
    events: list[Event] = [
        EmployeeRegistered(employee_id=who, name="…"),
        ReportingChanged(employee_id=who, head_id=head),
        EmployeeBound(employee_id=who, kind=AddressKind.TELEGRAM, value=telegram, digest=str(who)),
    ]
    await happened(house, Subject("employee", str(who)), *events, key=who)


@asynccontextmanager
async def watched(house: House) -> AsyncIterator[None]:
    doors = Doors(house.addresses.nats_url)
    watchdog = Watchdog(house, doors)
    async with doors.open(), running(watchdog.run):
        yield


async def told(house: House) -> list[EmployeeId]:
    events = [one.event for one in await history(house)]
    return [event.employee_id for event in events if isinstance(event, NoticeQueued)]


async def are_told(house: House, *employees: EmployeeId) -> None:
    async def all_of_them() -> bool:
        return await told(house) == list(employees)

    await until(all_of_them)


async def takes_leads(house: House, *employees: EmployeeId, prefer_last: bool = True) -> None:
    """New leads go to these, in turn."""
    rotation = RotationSet(name=LEAD_ROTATION, employees=employees, prefer_last=prefer_last)
    await happened(house, Subject("rotation", LEAD_ROTATION), rotation)


async def takes(house: House, who: EmployeeId, *, available: bool) -> None:
    """Somebody goes to lunch, or comes back."""
    changed = EmployeeAvailabilityChanged(employee_id=who, available=available)
    await happened(house, Subject("employee", str(who)), changed)


async def lead(
    house: House, number: int, client: IdentityId | None = None, *, claimed: bool = False
) -> LeadId:
    """Somebody is interested; without a client named a new one each time."""
    id_ = LeadId(derived("lead", number))
    client = client or IdentityId(derived("client", number))
    opened = LeadOpened(
        lead_id=id_,
        identity_id=client,
        channel="telegram",
        account="tg",
        claimed=claimed,
        title="Сколько стоит?",
    )
    await happened(house, Subject("lead", str(id_)), opened, key=client)
    return id_


async def owners(house: House) -> list[EmployeeId | None]:
    """Whose leads became, in the order they were assigned."""
    events = [one.event for one in await history(house)]
    return [event.employee_id for event in events if isinstance(event, LeadAssigned)]


async def are_assigned(house: House, *employees: EmployeeId) -> None:
    """Waits until the leads were given to these, in this order."""

    async def all_of_them() -> bool:
        return await owners(house) == list(employees)

    await until(all_of_them)


async def alarm(house: House) -> ConversationId:
    """A client has waited for too long, and Daria has to know."""
    number = len(await history(house))
    talk = ConversationId(derived("talk", number))
    raised = EscalationRaised(
        conversation_id=talk,
        clock_id=ClockId(derived("clock", talk)),
        escalation_id=EscalationId(derived("escalation", talk)),
        step=0,
        employee_id=DARIA,
        via=(AddressKind.TELEGRAM,),
        due_at=house.clock(),
        waiting_since=house.clock(),
    )
    await happened(house, Subject("conversation", str(talk)), raised)
    return talk


async def looked(house: House) -> None:
    """The watchdog has looked since: it has told Daria of an alarm that is raised now."""
    talk = await alarm(house)

    async def told_of_it() -> bool:
        return any(a.conversation_id == talk for one in await queued(house) for a in one.alarms)

    await until(told_of_it)


async def queued(house: House) -> list[NoticeQueued]:
    """The notices, in their order."""
    events = [one.event for one in await history(house)]
    return [event for event in events if isinstance(event, NoticeQueued)]


async def tidings(house: House) -> list[tuple[EmployeeId, list[UUID]]]:
    """What was told to whom, notice by notice: the leads, tasks and deals it was about."""
    events = [one.event for one in await history(house)]
    notices = [event for event in events if isinstance(event, NoticeQueued | NoticeUnaddressed)]
    return [(one.employee_id, [t.about_id for t in one.tidings]) for one in notices]
