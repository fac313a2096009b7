"""What happened before a test: facts appended as capture and the watchdog append them."""

from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

from contracts.client import ClientRegistered, IdentityLinked, LinkRule, Why
from contracts.company import EmployeeRegistered
from contracts.conversation import (
    ClockStarted,
    ClockStep,
    ConversationOpened,
    EscalationRaised,
    MessageReceived,
    Threaded,
    ThreadRule,
)
from contracts.event import Draft, Event, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import (
    ClientId,
    ClockId,
    ConversationId,
    EmployeeId,
    EventId,
    IdentityId,
    KeyId,
    MessageId,
    derived,
)
from contracts.inbound import AddressKind
from hub.domain.escalation import escalation_id
from hub.house import House
from hub.log.codec import By
from hub.log.jetstream import last_of
from hub.log.streams import EVENTS
from tests.examples import ANNA, BORIS, BORIS_CARD, NOON, TALK
from tests.story import ALL, PATIENCE_SECONDS

CAPTURE = By("capture", NOON)
CLOCK = ClockId(derived("clock", TALK))
_WHY = Why(rule=LinkRule.FIRST_CONTACT, by="capture")
_STEP = ClockStep(due_at=NOON + timedelta(minutes=10), level=0, via=(AddressKind.TELEGRAM,))


class Story:
    def __init__(self, house: House) -> None:
        self.house = house
        self._numbers = count()

    async def tell(self, subject: Subject, event: Event, key: UUID | None = None) -> int:
        """Append one fact, and wait until every view shows it."""
        if key is not None:
            await self.house.keys.ensure([KeyId(key)])
        id_ = EventId(derived("story", next(self._numbers)))
        at = {subject: await last_of(self.house.nc, EVENTS, str(subject))}
        made = Draft(subject, id_, event, KeyId(key) if key else None)
        seq = await self.house.log.append([made], CAPTURE, at)
        await self.house.progress.reached(ALL, seq, seconds=PATIENCE_SECONDS)
        return seq

    async def client(
        self,
        identity: IdentityId = BORIS,
        card: ClientId = BORIS_CARD,
        name: str = "Борис",
        value: str = "77",
    ) -> None:
        """Somebody wrote for the first time."""
        await self._claim(identity, name, value)
        new = ClientRegistered(client_id=card, identity_id=identity, name=name, why=_WHY)
        await self.tell(Subject("client", str(card)), new, identity)

    async def also(self, identity: IdentityId, card: ClientId, value: str) -> None:
        """A second address came onto the card."""
        await self._claim(identity, "", value)
        linked = IdentityLinked(client_id=card, identity_id=identity, why=_WHY)
        await self.tell(Subject("client", str(card)), linked)

    async def _claim(self, identity: IdentityId, name: str, value: str) -> None:
        claimed = IdentityClaimed(
            identity_id=identity, kind=AddressKind.TELEGRAM, value=value, name=name
        )
        await self.tell(Subject("identity", str(identity)), claimed, identity)

    async def writes(
        self,
        text: str = "Здравствуйте",
        talk: ConversationId = TALK,
        identity: IdentityId = BORIS,
        **more: Any,
    ) -> MessageId:
        """The client writes, in a conversation that is opened where there was none."""
        subject = Subject("conversation", str(talk))
        if await last_of(self.house.nc, EVENTS, str(subject)) == 0:
            opened = ConversationOpened(
                conversation_id=talk, identity_id=identity, channel="telegram", account="shop"
            )
            await self.tell(subject, opened, identity)
        number = next(self._numbers)
        id_ = MessageId(derived("said", number))
        received = MessageReceived(
            conversation_id=talk,
            message_id=id_,
            identity_id=identity,
            inbound=number + 1,
            key=str(number),
            text=text,
            arrived_at=NOON,
            reply_ref="7",
            threaded=Threaded(rule=ThreadRule.CHAT),
            **more,
        )
        await self.tell(subject, received, identity)
        return id_

    async def waits(
        self, message: MessageId, talk: ConversationId = TALK, minutes: int = 0
    ) -> None:
        """A clock starts, so many minutes after noon."""
        started = ClockStarted(
            conversation_id=talk,
            clock_id=ClockId(derived("clock", talk)),
            message_id=message,
            waiting_since=NOON + timedelta(minutes=minutes),
            steps=(_STEP,),
            spacing_seconds=60,
            policy=1,
        )
        await self.tell(Subject("conversation", str(talk)), started)

    async def employee(self, id_: EmployeeId = ANNA, name: str = "Анна") -> None:
        """Somebody works here."""
        event = EmployeeRegistered(employee_id=id_, name=name)
        await self.tell(Subject("employee", str(id_)), event, id_)

    async def alarm(self, told: EmployeeId = ANNA) -> UUID:
        """The chain climbs one step in the conversation."""
        escalation = escalation_id(CLOCK, 0)
        raised = EscalationRaised(
            conversation_id=TALK,
            clock_id=CLOCK,
            escalation_id=escalation,
            step=0,
            employee_id=told,
            via=(AddressKind.TELEGRAM,),
            due_at=NOON,
            waiting_since=NOON,
        )
        await self.tell(Subject("conversation", str(TALK)), raised)
        return escalation
