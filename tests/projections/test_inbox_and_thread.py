"""What the manager sees: the list of conversations, and what was said in one."""

from datetime import timedelta

import pytest

from contracts.conversation import (
    ConversationClosed,
    ConversationReopened,
    MessageAttempted,
    MessageBounced,
    MessageDelayed,
    MessageEdited,
    MessageFailed,
    MessageUncertain,
    NoteAdded,
)
from contracts.event import Event
from contracts.inbound import Machine
from projections.inbox import INBOX, InboxRow
from projections.kit import play
from projections.thread import THREAD, ThreadRow
from tests.domain.talk import assigned, opened, queued, received, sent
from tests.examples import ANNA, NOON, TALK, message_id, story

CLOSED = ConversationClosed(conversation_id=TALK)
ATTEMPTED = MessageAttempted(conversation_id=TALK, message_id=message_id(100), attempt=1)
DELAYED = MessageDelayed(
    conversation_id=TALK, message_id=message_id(100), attempt=1, until=NOON, reason="busy"
)
FAILED = MessageFailed(conversation_id=TALK, message_id=message_id(100), attempt=1, reason="no")
UNCERTAIN = MessageUncertain(
    conversation_id=TALK, message_id=message_id(100), attempt=1, reason="silent"
)
BOUNCED = MessageBounced(
    conversation_id=TALK, message_id=message_id(100), inbound=9, key="k", reason="no box"
)


def listed(*events: Event) -> InboxRow:
    (row,) = play(INBOX, story(*events)).values()
    assert isinstance(row, InboxRow)
    return row


def said(*events: Event) -> list[ThreadRow]:
    return list(play(THREAD, story(opened(), *events)).values())


def test_the_list_shows_what_was_said_last_and_by_whom() -> None:
    row = listed(opened(), received(text="Здравствуйте"), queued())

    assert (row.last_text, row.last_direction, row.messages) == ("Добрый день", "out", 2)
    assert row.last_at == NOON + timedelta(minutes=3)


def test_a_long_message_is_cut_in_the_list_alone() -> None:
    long = received(text="ы" * 300)

    assert listed(opened(), long).last_text == "ы" * 200
    assert said(long)[0].text == "ы" * 300


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([CLOSED], "closed"),
        ([CLOSED, received(2)], "open"),
        ([CLOSED, ConversationReopened(conversation_id=TALK)], "open"),
        ([CLOSED, received(2, machine=Machine.AUTO_REPLY)], "closed"),
        ([CLOSED, received(2, history=True)], "closed"),
        ([CLOSED, queued()], "closed"),
    ],
)
def test_a_closed_conversation_is_open_once_a_person_writes(
    events: list[Event], status: str
) -> None:
    assert listed(opened(), *events).status == status


def test_the_list_shows_who_holds_it() -> None:
    assert listed(opened(), assigned(ANNA)).assignee_id == ANNA
    assert listed(opened(), assigned(ANNA), assigned(None)).assignee_id is None


def test_an_answer_goes_to_where_the_last_message_said() -> None:
    with_ref = received(1).model_copy(update={"reply_ref": "first"})

    assert listed(opened(), with_ref, received(2)).reply_ref == "first"


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], "queued"),
        ([ATTEMPTED], "attempted"),
        ([ATTEMPTED, DELAYED], "delayed"),
        ([ATTEMPTED, DELAYED, ATTEMPTED, sent()], "sent"),
        ([ATTEMPTED, FAILED], "failed"),
        ([ATTEMPTED, UNCERTAIN], "uncertain"),
        ([ATTEMPTED, sent(), BOUNCED], "bounced"),
    ],
)
def test_the_thread_shows_how_an_answer_fares(events: list[Event], state: str) -> None:
    (row,) = said(queued(), *events)

    assert row.state == state


def test_the_reason_of_a_delay_is_gone_once_the_answer_is_sent() -> None:
    (row,) = said(queued(), DELAYED, ATTEMPTED, sent())

    assert (row.reason, row.until) == (None, None)


def test_other_words_replace_the_first_and_are_marked() -> None:
    edit = MessageEdited(
        conversation_id=TALK, message_id=message_id(1), inbound=2, key="k", text="Нет"
    )

    (row,) = said(received(1, text="Да"), edit)

    assert (row.text, row.edited_at) == ("Нет", NOON + timedelta(minutes=3))


def test_the_thread_stands_in_the_order_of_the_log() -> None:
    note = NoteAdded(conversation_id=TALK, message_id=message_id(50), text="Звонил", by=ANNA)

    rows = said(received(1), note, queued())

    assert [(row.seq, row.direction) for row in rows] == [(2, "in"), (3, "note"), (4, "out")]
