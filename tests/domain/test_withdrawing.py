"""Taking back, sending again, send and done: what becomes of the conversation and of its clock."""

import pytest

from contracts.conversation import (
    ConversationClosed,
    MessageAttempted,
    MessageDelayed,
    MessageFailed,
    MessageQueued,
    MessageUncertain,
    MessageWithdrawn,
)
from contracts.errors import Conflict, Invalid
from contracts.event import Event
from contracts.inbound import Attachment
from hub.domain.answering import Reply, decide
from hub.domain.conversation import Conversation, Status
from hub.domain.withdrawing import Withdraw
from tests.domain.talk import after, clock, opened, queued, received, sent
from tests.examples import ANNA, GLEB, NOON, TALK, message_id, story

ID = message_id(100)
GIVEN = (opened(), received(1), clock(1))
WITHDRAW = Withdraw(ID, ANNA)
WITHDRAWN = MessageWithdrawn(conversation_id=TALK, message_id=ID, by=ANNA)
ATTEMPTED = MessageAttempted(conversation_id=TALK, message_id=ID, attempt=1)
DELAYED = MessageDelayed(conversation_id=TALK, message_id=ID, attempt=1, until=NOON, reason="busy")
FAILED = MessageFailed(conversation_id=TALK, message_id=ID, attempt=1, reason="blocked")
UNCERTAIN = MessageUncertain(conversation_id=TALK, message_id=ID, attempt=1, reason="silence")
AGAIN = Reply(message_id(101), "Добрый день", ANNA, again=ID)


def given(*events: Event) -> Conversation:
    return after(story(*GIVEN, *events))


@pytest.mark.parametrize("way", [(), (ATTEMPTED, DELAYED)], ids=["queued", "delayed"])
def test_what_nobody_has_yet_can_be_taken_back_once(way: tuple[Event, ...]) -> None:
    once = decide(given(queued(), *way), WITHDRAW)

    assert once == [WITHDRAWN]
    assert decide(given(queued(), *way, *once), WITHDRAW) == []


@pytest.mark.parametrize(
    "way",
    [(ATTEMPTED,), (ATTEMPTED, sent()), (ATTEMPTED, FAILED), (ATTEMPTED, UNCERTAIN)],
    ids=["attempted", "sent", "failed", "uncertain"],
)
def test_what_is_on_its_way_cannot_be_taken_back(way: tuple[Event, ...]) -> None:
    with pytest.raises(Conflict, match="too late"):
        decide(given(queued(), *way), WITHDRAW)


def test_the_clock_goes_on_from_the_original_message_when_the_answer_is_taken_back() -> None:
    before = given().waiting.running

    assert given(queued()).waiting.running is None
    assert before is not None
    assert given(queued(), WITHDRAWN).waiting.running == before


def test_send_and_done_closes_with_the_answer() -> None:
    command = Reply(ID, "Добрый день", ANNA, closes=True)

    queued_, closed = decide(given(), command)

    assert isinstance(queued_, MessageQueued)
    assert closed == ConversationClosed(conversation_id=TALK, answer=ID)
    done = given(queued_, closed, ATTEMPTED, sent())
    assert (done.status, done.waiting.clocks) == (Status.CLOSED, ())


@pytest.mark.parametrize("end", [WITHDRAWN, FAILED, UNCERTAIN], ids=lambda e: e.event_name)
def test_what_was_closed_with_an_answer_waits_again_when_that_never_arrives(end: Event) -> None:
    closed = ConversationClosed(conversation_id=TALK, answer=ID)

    state = given(queued(), closed, end)

    assert state.status is Status.OPEN
    assert state.waiting.running == given().waiting.running


def test_what_was_closed_by_hand_stays_closed_when_an_old_answer_fails() -> None:
    state = given(queued(), ConversationClosed(conversation_id=TALK), FAILED)

    assert (state.status, state.waiting.clocks) == (Status.CLOSED, ())


@pytest.mark.parametrize("end", [FAILED, UNCERTAIN], ids=lambda e: e.event_name)
def test_a_person_may_send_again_what_did_not_arrive(end: Event) -> None:
    (event,) = decide(given(queued(), ATTEMPTED, end), AGAIN)

    assert isinstance(event, MessageQueued)
    assert (event.message_id, event.again) == (message_id(101), ID)


@pytest.mark.parametrize("way", [(), (ATTEMPTED,), (ATTEMPTED, sent()), (WITHDRAWN,)])
def test_what_may_arrive_yet_is_not_sent_again(way: tuple[Event, ...]) -> None:
    with pytest.raises(Conflict):
        decide(given(queued(), *way), AGAIN)


def test_a_file_needs_no_words_and_an_answer_without_both_is_none() -> None:
    file = Attachment(name="счёт.pdf", media_type="application/pdf", size=3, blob="b")

    assert len(decide(given(), Reply(ID, "", GLEB, attachments=(file,)))) == 1
    with pytest.raises(Invalid):
        decide(given(), Reply(ID, " ", GLEB))
