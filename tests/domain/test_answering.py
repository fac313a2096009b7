"""What an employee may do with a conversation; given again, a command changes nothing."""

import pytest

from contracts.conversation import MessageQueued
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Event
from contracts.inbound import Machine
from hub.domain.answering import (
    Acknowledge,
    Assign,
    Close,
    Command,
    Note,
    Reopen,
    Reply,
    WaiveAnswer,
    decide,
)
from hub.domain.conversation import Conversation, Status
from hub.domain.escalation import escalation_id
from tests.domain.talk import acknowledged, after, clock, clock_id, opened, raised, received
from tests.examples import ANNA, GLEB, message_id, story

REPLY = Reply(message_id(100), "Добрый день", ANNA)
TAKE_ON = Acknowledge(clock_id(1), escalation_id(clock_id(1), 0), ANNA)
GIVEN = (opened(), received(), clock(1), raised())


def given(*events: Event) -> Conversation:
    return after(story(*events))


@pytest.mark.parametrize(
    "command",
    [REPLY, Note(message_id(101), "Звонил", ANNA), Assign(ANNA), Close(), WaiveAnswer(), TAKE_ON],
    ids=lambda command: type(command).__name__,
)
def test_a_command_that_is_given_twice_is_done_once(command: Command) -> None:
    once = decide(given(*GIVEN), command)

    assert len(once) == 1
    assert decide(given(*GIVEN, *once), command) == []


def test_an_answer_goes_back_where_the_question_came_from() -> None:
    (event,) = decide(given(*GIVEN), REPLY)

    assert isinstance(event, MessageQueued)
    assert (event.channel, event.account) == ("telegram", "shop")


def test_a_conversation_that_is_open_cannot_be_reopened() -> None:
    assert decide(given(opened()), Reopen()) == []


def test_a_closed_conversation_reopens_when_the_client_writes_again() -> None:
    closed = decide(given(*GIVEN), Close())

    assert given(*GIVEN, *closed, received(2)).status is Status.OPEN


@pytest.mark.parametrize(
    "silent", [received(2, machine=Machine.AUTO_REPLY), received(2, history=True)]
)
def test_what_no_person_writes_now_reopens_nothing(silent: Event) -> None:
    closed = decide(given(*GIVEN), Close())

    assert given(*GIVEN, *closed, silent).status is Status.CLOSED


def test_what_somebody_took_on_is_not_taken_from_them() -> None:
    other = Acknowledge(TAKE_ON.clock_id, TAKE_ON.escalation_id, GLEB)

    with pytest.raises(Conflict):
        decide(given(*GIVEN, acknowledged()), other)


def test_an_answer_without_words_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        decide(given(*GIVEN), Reply(message_id(100), " \n", ANNA))

    assert refused.value.field == "text"


def test_an_answer_longer_than_the_channel_takes_is_refused() -> None:
    with pytest.raises(Invalid):
        decide(given(*GIVEN), Reply(message_id(100), "12345", ANNA, text_limit=4))


def test_a_conversation_that_never_was_cannot_be_answered() -> None:
    with pytest.raises(NotFound):
        decide(Conversation(), REPLY)
