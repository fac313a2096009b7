"""Two clients: boris is anna's, with everything one can hold; vera is gleb's. Nadya is nobody's."""

from dataclasses import dataclass, field
from uuid import UUID

from contracts.access import RoleGiven
from contracts.call import CallReported
from contracts.conversation import ConversationAssigned
from contracts.deal import DealOpened
from contracts.event import Event, Subject
from contracts.ids import (
    CallId,
    ClientId,
    ConversationId,
    DealId,
    EmployeeId,
    IdentityId,
    LeadId,
    TaskId,
    derived,
)
from contracts.inbound import CallPhase, Direction
from contracts.lead import LeadAssigned, LeadOpened
from contracts.task import TaskOpened
from hub.house import House
from tests.api.story import Story
from tests.examples import ANNA, BORIS, BORIS_CARD, GLEB, NOON, TALK, VERA, VERA_CARD

NADYA = IdentityId(derived("identity", "nadya"))
NADYA_CARD = ClientId(derived("card", "nadya"))


@dataclass(frozen=True)
class Card:
    """A client, and what one of the staff holds of theirs."""

    name: str
    identity_id: IdentityId
    client_id: ClientId
    conversation_id: ConversationId
    message_id: UUID = field(init=False)
    lead_id: LeadId = field(init=False)
    deal_id: DealId = field(init=False)
    task_id: TaskId = field(init=False)
    call_id: CallId = field(init=False)

    def __post_init__(self) -> None:
        for what in ("message", "lead", "deal", "task", "call"):
            object.__setattr__(self, f"{what}_id", derived(what, "of", self.name))

    @property
    def ids(self) -> dict[str, str]:
        """By the parameter that names each."""
        return {name: str(id_) for name, id_ in vars(self).items() if name.endswith("_id")}


BORISES = Card("boris", BORIS, BORIS_CARD, TALK)
VERAS = Card("vera", VERA, VERA_CARD, ConversationId(derived("talk", "vera")))
NADYAS = Card("nadya", NADYA, NADYA_CARD, ConversationId(derived("talk", "nadya")))


async def arrives(story: Story, card: Card, number: str) -> None:
    """They write, call and are interested; nobody has taken anything."""
    await story.client(card.identity_id, card.client_id, card.name, number)
    said = await story.writes(f"from {card.name}", card.conversation_id, card.identity_id)
    object.__setattr__(card, "message_id", said)
    lead = LeadOpened(
        lead_id=card.lead_id, identity_id=card.identity_id, channel="telegram", account="shop"
    )
    await story.tell(about("lead", card.lead_id), lead, card.identity_id)
    call = CallReported(
        call_id=card.call_id,
        inbound=int(number) + 10_000,
        key=card.name,
        identity_id=card.identity_id,
        channel="telephony",
        account="office",
        direction=Direction.IN,
        phase=CallPhase.ENDED,
        at=NOON,
    )
    await story.tell(about("call", card.call_id), call, card.identity_id)


async def taken(story: Story, card: Card, holder: EmployeeId) -> None:
    """Somebody takes all of it, and works on it."""
    given: list[tuple[str, UUID, Event]] = [
        (
            "conversation",
            card.conversation_id,
            ConversationAssigned(conversation_id=card.conversation_id, employee_id=holder),
        ),
        ("lead", card.lead_id, LeadAssigned(lead_id=card.lead_id, employee_id=holder)),
        (
            "deal",
            card.deal_id,
            DealOpened(
                deal_id=card.deal_id,
                identity_id=card.identity_id,
                lead_id=card.lead_id,
                pipeline="sales",
                stage="new",
                owner_id=holder,
            ),
        ),
        (
            "task",
            card.task_id,
            TaskOpened(
                task_id=card.task_id,
                assignee_id=holder,
                deal_id=card.deal_id,
                identity_id=card.identity_id,
            ),
        ),
    ]
    for aggregate, id_, event in given:
        await story.tell(about(aggregate, id_), event, card.identity_id)


async def acts_as(house: House, story: Story, employee: EmployeeId, name: str, role: str) -> str:
    """Somebody works here in a role; their token."""
    await story.employee(employee, name)
    event = RoleGiven(employee_id=employee, role=role)
    await story.tell(about("employee", employee), event)
    return await house.tokens.give(name, "employee", employee)


def about(aggregate: str, id_: object) -> Subject:
    return Subject(aggregate, str(id_))


async def two_cards(story: Story) -> None:
    """Boris is anna's, vera is gleb's."""
    await story.employee(ANNA, "Анна")
    await story.employee(GLEB, "Глеб")
    for card, number in ((BORISES, "77"), (VERAS, "778")):
        await arrives(story, card, number)
    await taken(story, BORISES, ANNA)
    await taken(story, VERAS, GLEB)
