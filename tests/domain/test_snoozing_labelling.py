"""Out of sight until its time, and words by which it is found."""

from datetime import timedelta

import pytest

from contracts.conversation import ConversationLabelled
from contracts.errors import Conflict, Invalid
from contracts.event import Event
from contracts.inbound import Machine
from hub.domain.answering import Close, decide
from hub.domain.conversation import Conversation, Snooze
from hub.domain.labelling import MOST_LABELS, Label, Unlabel
from hub.domain.snoozing import PutOff, Wake
from tests.domain.talk import after, clock, opened, received
from tests.examples import ANNA, NOON, TALK, story

PUT_OFF = PutOff(NOON + timedelta(days=1), ANNA)


def given(*events: Event) -> Conversation:
    return after(story(opened(), received(1), clock(1), *events))


def test_a_snoozed_conversation_wakes_by_the_client_and_not_by_a_machine() -> None:
    snoozed = decide(given(), PUT_OFF)

    assert given(*snoozed).snooze == Snooze(PUT_OFF.until)
    assert given(*snoozed, received(2, machine=Machine.LIST)).snooze is not None
    assert given(*snoozed, received(2)).snooze is None


def test_the_clock_of_a_snoozed_conversation_runs_on() -> None:
    snoozed = decide(given(), PUT_OFF)

    assert given(*snoozed).waiting == given().waiting


def test_snoozing_and_waking_twice_is_done_once() -> None:
    snoozed = decide(given(), PUT_OFF)
    woken = decide(given(*snoozed), Wake())

    assert (len(snoozed), len(woken)) == (1, 1)
    assert decide(given(*snoozed), PUT_OFF) == []
    assert decide(given(*snoozed, *woken), Wake()) == []


def test_what_is_closed_is_neither_snoozed_nor_stays_so() -> None:
    snoozed = decide(given(), PUT_OFF)
    closed = decide(given(*snoozed), Close())

    assert given(*snoozed, *closed).snooze is None
    with pytest.raises(Conflict):
        decide(given(*closed), PUT_OFF)


def test_labels_that_differ_in_their_case_alone_are_one() -> None:
    hung = decide(given(), Label("  Срочно   сегодня "))

    assert hung == [ConversationLabelled(conversation_id=TALK, label="Срочно сегодня")]
    assert decide(given(*hung), Label("срочно СЕГОДНЯ")) == []
    taken = decide(given(*hung), Unlabel("СРОЧНО сегодня"))
    assert given(*hung, *taken).labels == ()


@pytest.mark.parametrize("word", ["", "  ", "я" * 41, "a\u202eb", "a\u200bb"])
def test_a_label_is_short_and_can_be_seen(word: str) -> None:
    with pytest.raises(Invalid):
        decide(given(), Label(word))


def test_labels_have_an_end() -> None:
    hung = [ConversationLabelled(conversation_id=TALK, label=str(n)) for n in range(MOST_LABELS)]

    with pytest.raises(Conflict):
        decide(given(*hung), Label("one more"))
