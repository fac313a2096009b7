"""The town around a hub on bad lines: Boris asks and is answered, Vera waits until Gleb is told."""

import contextlib
from collections import Counter
from datetime import time
from itertools import count

from channels.loopback.outside import Outside, outside_of
from contracts.company import (
    REPLY_POLICY,
    CalendarSet,
    EmployeeBound,
    EmployeeRegistered,
    Interval,
    PolicySet,
    Step,
)
from contracts.conversation import EscalationRaised, MessageReceived
from contracts.event import Event, Subject
from contracts.ids import KeyId, drawn
from contracts.inbound import AddressKind
from hub.accounts import state
from hub.commands import States, carry_out
from hub.domain import answering
from hub.domain.answering import Reply
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.log.codec import By
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from hub.vault.channels import Account
from tests.clock import Hands
from tests.examples import ANNA, GLEB, message_id
from tests.story import ALL, PATIENCE_SECONDS, happened, history, until

WELL_SECONDS = 50.0
"""Long enough for a slow machine; less than it takes until what hangs is started anew."""

_WAITS_SECONDS = 600
_ALWAYS = CalendarSet(
    name="always", timezone="UTC", week=((Interval(start=time(0), end=time(0)),),) * 7
)
_POLICY = PolicySet(
    name=REPLY_POLICY,
    calendar="always",
    steps=(Step(after_seconds=_WAITS_SECONDS, level=0, via=(AddressKind.VISITOR,)),),
    on_duty=GLEB,
)
_GLEB_HIMSELF = "gleb-himself"
_numbers = count(1)


class Town:
    """What happens is told to the hub through its channel; what came of it a witness reads."""

    def __init__(self, witness: House, hands: Hands) -> None:
        self._witness = witness
        self._hands = hands
        self._account = f"town-{next(_numbers)}"
        self._said: list[str] = []
        self._answered: list[str] = []
        self.outside: Outside = outside_of(self._account)

    async def settle(self) -> None:
        """The account is connected, Gleb is on duty, and Boris and Vera have written once."""
        witness = self._witness
        account = Account(self._account, "loopback", {"echo": False}, witness.clock())
        await witness.channel_settings.put(account)
        await state.connected(witness, account, "test")
        await happened(witness, Subject("calendar", "always"), _ALWAYS)
        await happened(witness, Subject("policy", "main"), _POLICY)
        here = EmployeeRegistered(employee_id=GLEB, name="Глеб")
        reached = EmployeeBound(
            employee_id=GLEB, kind=AddressKind.VISITOR, value=_GLEB_HIMSELF, digest="gleb"
        )
        await happened(witness, Subject("employee", str(GLEB)), here, reached, key=GLEB)
        self.says("boris", "1")
        self.says("vera", "2")
        await self.received()
        await self._projected()

    def says(self, who: str, text: str) -> None:
        """A client writes, whatever the hub's lines are like."""
        self._said.append(text)
        self.outside.says(who, text)

    async def goes_on(self) -> None:
        """An answer is queued, Vera has waited for too long, and two more write."""
        await self._anna_answers()
        self._hands.forward(seconds=_WAITS_SECONDS + 1)
        self.says("boris", str(len(self._said) + 1))
        self.says("daria", str(len(self._said) + 1))

    async def received(self) -> None:
        """Everything that was said has been understood."""
        await until(self._all_received)

    async def taken(self) -> None:
        """Every word is on the log, though nobody may know yet what it means."""

        async def nothing_waits() -> bool:
            return self.outside.waiting == 0

        await until(nothing_waits)

    async def is_well(self, seconds: float = WELL_SECONDS) -> None:
        """Everything has come to its end, once; what is said now arrives as well."""
        self.says("boris", str(len(self._said) + 1))
        try:
            await until(self._all_is_done, seconds)
        except TimeoutError as error:
            raise AssertionError(await self._missing()) from error
        await self._projected()
        assert await self._received() == Counter(self._said)
        assert self._brought("boris") == self._answered
        assert set(Counter(await self._raised()).values()) == {1}
        assert len(self._brought(_GLEB_HIMSELF)) == len(set(self._brought(_GLEB_HIMSELF)))

    async def _anna_answers(self) -> None:
        events = await history(self._witness)
        (asked, *_) = (e for e in events if _text(e.event) == "1")
        talk = asked.subject
        text = f"answer {len(self._answered)}"
        reply = Reply(message_id(1000 + next(_numbers)), text, ANNA)

        def answer(found: States) -> list[tuple[Subject, Event]]:
            return [(talk, event) for event in answering.decide(found[talk], reply)]

        by = By("anna", self._witness.clock())
        key = KeyId(asked.key) if asked.key else None
        await carry_out(self._witness, drawn(), by, [talk], answer, key=key)
        self._answered.append(text)

    async def _projected(self) -> None:
        head = await last_seq(self._witness.nc, EVENTS)
        await self._witness.progress.reached(ALL, head, seconds=PATIENCE_SECONDS)

    async def _received(self) -> Counter[str]:
        """What was said, as the hub understood it; the channel's own greeting left out."""
        texts = (_text(one.event) for one in await history(self._witness))
        return Counter(text for text in texts if text in self._said)

    async def _all_is_done(self) -> bool:
        """The witness, too, may find an engine away."""
        with contextlib.suppress(*ENGINE_FAULTS):
            answered = len(self._brought("boris")) >= len(self._answered)
            return answered and self._gleb_is_told() and await self._all_received()
        return False

    async def _all_received(self) -> bool:
        return (await self._received()).keys() >= set(self._said)

    async def _raised(self) -> list[object]:
        events = [one.event for one in await history(self._witness)]
        return [e.clock_id for e in events if isinstance(e, EscalationRaised)]

    def _gleb_is_told(self) -> bool:
        return any("vera" in text for text in self._brought(_GLEB_HIMSELF))

    def _brought(self, whom: str) -> list[str]:
        return [one.text for one in self.outside.brought if one.to.value == whom]

    async def _missing(self) -> str:
        brought = [(one.to.value, one.text) for one in self.outside.brought]
        received = await self._received()
        return f"said {self._said}, received {received}, answers {self._answered}, {brought=}"


def _text(event: Event) -> str | None:
    return event.text if isinstance(event, MessageReceived) else None
