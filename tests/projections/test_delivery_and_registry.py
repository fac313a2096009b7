"""What is still to be brought out; and what became of everything that arrived."""

import pytest

from contracts.capture import AsideReason, InboundParked, InboundRepeated, InboundSetAside
from contracts.conversation import MessageAttempted, MessageDelayed, MessageEdited, MessageFailed
from contracts.event import Event
from projections.delivery import DELIVERY
from projections.kit import play
from projections.registry import OUTCOMES, PLACES, REFERENCES, SEEN
from tests.domain.talk import queued, received, sent
from tests.examples import NOON, TALK, TALKING, message_id, story

ATTEMPTED = MessageAttempted(conversation_id=TALK, message_id=message_id(100), attempt=1)
DELAYED = MessageDelayed(
    conversation_id=TALK, message_id=message_id(100), attempt=1, until=NOON, reason="busy"
)
FAILED = MessageFailed(conversation_id=TALK, message_id=message_id(100), attempt=1, reason="no")
EDITED = MessageEdited(conversation_id=TALK, message_id=message_id(1), inbound=1, key="key 1")
ASIDE = InboundSetAside(
    inbound=1, channel="telegram", account="shop", key="key 1", reason=AsideReason.MACHINE
)
PARKED = InboundParked(inbound=1, channel="telegram", account="shop", reason="?")
REPEATED = InboundRepeated(inbound=1, channel="telegram", account="shop", first=0)


def test_an_answer_waits_where_its_words_stand() -> None:
    row = play(DELIVERY, story(queued(), after=6))[(message_id(100),)]

    assert (row.queued_seq, row.subject, row.account) == (7, str(TALKING), "shop")


@pytest.mark.parametrize(
    ("events", "status", "until"),
    [
        ([ATTEMPTED], "attempted", None),
        ([ATTEMPTED, DELAYED], "delayed", NOON),
        ([ATTEMPTED, DELAYED, ATTEMPTED], "attempted", None),
    ],
)
def test_what_was_tried_is_still_there(events: list[Event], status: str, until: object) -> None:
    row = play(DELIVERY, story(queued(), *events))[(message_id(100),)]

    assert (row.status, row.until, row.attempt) == (status, until, 1)


@pytest.mark.parametrize("outcome", [sent(), FAILED], ids=["sent", "failed"])
def test_what_is_done_is_nobodys_work(outcome: Event) -> None:
    assert play(DELIVERY, story(queued(), ATTEMPTED, outcome)) == {}


@pytest.mark.parametrize("event", [received(), EDITED, ASIDE], ids=lambda e: e.event_name)
def test_a_second_delivery_is_known_for_ever(event: Event) -> None:
    assert play(SEEN, story(event))[("key 1",)].seq == 1


@pytest.mark.parametrize(
    ("event", "outcome"),
    [
        (received(), "conversation"),
        (EDITED, "edit"),
        (ASIDE, "aside"),
        (PARKED, "parked"),
        (REPEATED, "repeat"),
    ],
    ids=["message", "edit", "aside", "parked", "repeated"],
)
def test_every_inbound_shows_what_became_of_it(event: Event, outcome: str) -> None:
    assert play(OUTCOMES, story(event))[(1,)].outcome == outcome


def test_a_providers_name_stays_with_the_message_that_had_it_first() -> None:
    """A later one may be forged."""
    first, later = (received(n).model_copy(update={"own": "name"}) for n in (1, 2))

    rows = play(REFERENCES, story(first, later))

    assert rows[("name",)].message_id == message_id(1)


def test_an_answer_is_known_by_our_name_and_by_the_providers() -> None:
    out = story(queued(), sent().model_copy(update={"own": "name"}))

    assert play(PLACES, out)[(message_id(100),)].conversation_id == TALK
    assert play(REFERENCES, out)[("name",)].message_id == message_id(100)
