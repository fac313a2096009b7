import asyncio
from typing import Any

import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg

from contracts.conversation import AnswerWaived, ConversationClosed, NoteAdded
from contracts.errors import StaleStream
from contracts.event import Draft, Subject
from contracts.ids import KeyId
from hub.house import House
from hub.log.append import EventLog
from hub.log.codec import decode
from hub.log.jetstream import last_seq, message_at
from hub.log.streams import EVENTS
from tests.examples import BORIS, BY_ANNA, TALK, draft, message_id
from tests.story import PATIENCE_SECONDS

TALKING = Subject("conversation", str(TALK))
ELSEWHERE = Subject("conversation", "elsewhere")


def closed(number: int = 0, subject: Subject = TALKING) -> Draft:
    return draft(ConversationClosed(conversation_id=TALK), subject, number)


class Deaf:
    """A connection that loses answers on their way back, as a cut cable does."""

    def __init__(self, nc: Client, lost: int) -> None:
        self._nc = nc
        self._lost = lost

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nc, name)

    async def request(self, subject: str, *args: Any, **kwargs: Any) -> Msg:
        answer = await self._nc.request(subject, *args, **kwargs)
        if subject.startswith("ev.") and self._lost:
            self._lost -= 1
            raise TimeoutError
        return answer


async def test_an_event_comes_back_as_it_went_in(house: House) -> None:
    await house.keys.ensure([KeyId(BORIS)])
    event = NoteAdded(conversation_id=TALK, message_id=message_id(1), text="Звонил Борис")

    seq = await house.log.append([draft(event, TALKING, key=BORIS)], BY_ANNA, {TALKING: 0})

    stored = await message_at(house.nc, EVENTS, {"seq": seq})
    assert stored is not None
    recorded = decode(stored, house.keys)
    assert recorded is not None
    assert recorded.event == event
    assert recorded.actor == BY_ANNA.actor


async def test_no_personal_word_is_readable_on_the_log(house: House) -> None:
    await house.keys.ensure([KeyId(BORIS)])
    event = NoteAdded(conversation_id=TALK, message_id=message_id(1), text="канарейка")

    seq = await house.log.append([draft(event, TALKING, key=BORIS)], BY_ANNA, {TALKING: 0})

    stored = await message_at(house.nc, EVENTS, {"seq": seq})
    assert stored is not None
    assert "канарейка" not in repr((stored.headers, stored.body.decode()))


async def test_who_decided_on_an_old_position_is_refused(house: House) -> None:
    await house.log.append([closed(1)], BY_ANNA, {TALKING: 0})

    with pytest.raises(StaleStream):
        await house.log.append([closed(2)], BY_ANNA, {TALKING: 0})

    assert await last_seq(house.nc, EVENTS) == 1


async def test_a_batch_is_written_whole_or_not_at_all(house: House) -> None:
    await house.log.append([closed(1)], BY_ANNA, {TALKING: 0})

    with pytest.raises(StaleStream):
        await house.log.append(
            [closed(1, ELSEWHERE), closed(2)], BY_ANNA, {ELSEWHERE: 0, TALKING: 0}
        )

    assert await last_seq(house.nc, EVENTS) == 1


@pytest.mark.parametrize("size", [1, 3])
async def test_a_lost_answer_is_resolved_by_reading_the_log(house: House, size: int) -> None:
    deaf = EventLog(Deaf(house.nc, lost=1), house.keys)  # type: ignore[arg-type]  # a connection in all that is used

    seq = await deaf.append([closed(n) for n in range(size)], BY_ANNA, {TALKING: 0})

    assert seq == size
    assert await last_seq(house.nc, EVENTS) == size


async def test_our_event_is_found_behind_somebody_elses(house: House) -> None:
    """The answer was lost, and before we looked another wrote after us on the same subject."""
    first, others = closed(1), draft(AnswerWaived(conversation_id=TALK), TALKING, 9)
    await house.log.append([first], BY_ANNA, {TALKING: 0})
    await house.log.append([others], BY_ANNA, {TALKING: 1})

    again = await house.log.append([first], BY_ANNA, {TALKING: 0})

    assert again == 1
    assert await last_seq(house.nc, EVENTS) == 2


async def test_of_many_at_once_one_wins_and_the_others_know(house: House) -> None:
    tries = [house.log.append([closed(n)], BY_ANNA, {TALKING: 0}) for n in range(8)]

    results = await asyncio.gather(*tries, return_exceptions=True)

    assert [type(r) for r in results].count(int) == 1
    assert [type(r) for r in results].count(StaleStream) == 7


async def test_a_reply_from_somebody_else_is_not_taken_for_the_logs(house: House) -> None:
    """A core subscriber sees the append as a request, and may be quicker to answer it."""

    async def meddle(message: Msg) -> None:
        await message.respond(b"")

    await house.nc.subscribe("ev.conversation.*", cb=meddle)

    seq = await house.log.append([closed()], BY_ANNA, {TALKING: 0})

    assert seq == await last_seq(house.nc, EVENTS) == 1


class Slow:
    """A connection on which an append arrives only while its fate is being looked up."""

    def __init__(self, nc: Client) -> None:
        self._nc = nc
        self._held: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._nc, name)

    async def request(self, subject: str, payload: bytes, **kwargs: Any) -> Msg:
        if subject.startswith("ev."):
            self._held.append((subject, payload, kwargs))
            raise TimeoutError
        if b"last_by_subj" in payload and self._held:
            late, said, how = self._held.pop()
            await self._nc.request(late, said, PATIENCE_SECONDS, headers=how["headers"])
        return await self._nc.request(subject, payload, **kwargs)


async def test_what_arrives_while_it_is_looked_for_is_ours(house: House) -> None:
    """Or an answer that was never sent would be told as uncertain, by who wrote it themselves."""
    slow = EventLog(Slow(house.nc), house.keys)  # type: ignore[arg-type]  # a connection in all that is used

    assert await slow.append([closed(1)], BY_ANNA, {TALKING: 0}) == 1
