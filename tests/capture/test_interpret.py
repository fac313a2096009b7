"""What an inbound means, given what is known: who is it, where does it belong, who waits?"""

from datetime import timedelta

import pytest

from contracts.capture import AsideReason, InboundParked, InboundRepeated, InboundSetAside
from contracts.conversation import (
    ClockStarted,
    ConversationOpened,
    MessageEdited,
    MessageReceived,
    ThreadRule,
)
from contracts.event import Event
from contracts.ids import EmployeeId, IdentityId
from contracts.inbound import Address, AddressKind, Inbound, InboundKind, Machine
from hub.domain.conversation import evolve
from tests.capture.arriving import (
    BORIS_CHATS,
    BORIS_MAILS,
    FIRST_CONTACT,
    GLEB_CHATS,
    VERA_CHATS,
    VERA_MAILS,
    arrived,
    button,
    chat,
    edit,
    identity,
    letter,
    names,
    only,
    picture,
    said,
)
from tests.domain.talk import queued
from tests.examples import GLEB, NOON, recorded


def reason(events: list[Event]) -> AsideReason:
    (event,) = events
    assert isinstance(event, InboundSetAside)
    return event.reason


def test_whoever_writes_for_the_first_time_gets_a_card_a_conversation_and_a_clock() -> None:
    (first,) = said(picture(), chat("1"))

    assert names(first) == FIRST_CONTACT


def test_a_second_message_starts_no_second_clock() -> None:
    _, second = said(picture(), chat("1"), chat("2"))

    assert names(second) == ["message.received"]


def test_the_same_delivery_is_recognised_within_a_batch() -> None:
    _, again = said(picture(), chat("1"), chat("1"))

    assert only(again, InboundRepeated).first == 1


def test_what_was_parked_may_come_again() -> None:
    nobody = Inbound(kind=InboundKind.MESSAGE, provider_id="1", arrived_at=NOON)

    first, again = said(picture(), nobody, nobody)

    assert names(first) == names(again) == ["inbound.parked"]


def test_an_answer_is_where_the_question_is() -> None:
    first, answer = said(picture(), letter("1"), letter("2", BORIS_MAILS, "1"))

    there = only(first, ConversationOpened).conversation_id
    assert only(answer, MessageReceived).conversation_id == there
    assert only(answer, MessageReceived).threaded.rule is ThreadRule.REFERENCE


def test_a_stranger_who_quotes_us_opens_a_conversation_of_their_own() -> None:
    first, stranger = said(picture(), letter("1"), letter("2", VERA_MAILS, "1"))

    there = only(first, ConversationOpened).conversation_id
    assert only(stranger, ConversationOpened).conversation_id != there
    assert only(stranger, MessageReceived).threaded.suggests == there


def test_another_address_of_the_same_card_takes_part() -> None:
    first, _, answer = said(
        picture(),
        letter("1"),
        chat("2", VERA_CHATS, BORIS_MAILS),
        letter("3", VERA_CHATS, "1"),
    )

    there = only(first, ConversationOpened).conversation_id
    assert only(answer, MessageReceived).conversation_id == there


def test_what_quotes_another_account_does_not_go_there() -> None:
    known = picture()
    said(known, letter("1"), account="shop")

    (other,) = said(known, letter("2", BORIS_MAILS, "1"), account="support", after=1)

    assert "conversation.opened" in names(other)


@pytest.mark.parametrize("machine", list(Machine))
def test_what_a_machine_wrote_opens_nothing(machine: Machine) -> None:
    (events,) = said(picture(), letter("1", machine=machine))

    assert reason(events) is AsideReason.MACHINE


def test_an_auto_reply_is_noted_and_starts_no_clock() -> None:
    known = picture(policy=False)
    said(known, letter("1"))
    known.policy, known.working = picture().policy, picture().working

    (events,) = said(known, letter("2", BORIS_MAILS, "1", machine=Machine.AUTO_REPLY), after=1)

    assert names(events) == ["message.received"]


def test_history_starts_no_clock_and_is_no_lead() -> None:
    (events,) = said(picture(), letter("1", history=True))

    assert names(events) == FIRST_CONTACT[:-2]


def test_without_a_policy_no_clock_runs() -> None:
    (events,) = said(picture(policy=False), chat("1"))

    assert names(events) == [name for name in FIRST_CONTACT if name != "clock.started"]


def test_who_writes_while_an_answer_is_on_its_way_gets_a_clock_of_their_own() -> None:
    known = picture()
    (first,) = said(known, chat("1"))
    talk = only(first, ConversationOpened).conversation_id
    known.following += 1
    known.conversations[talk] = evolve(
        known.conversation(talk), recorded(queued(), known.following)
    )

    (second,) = said(known, chat("2"), after=1)

    assert names(second) == ["message.received", "clock.started"]


@pytest.mark.parametrize(
    ("minutes", "since"), [(-30, NOON - timedelta(minutes=30)), (30, NOON)], ids=["past", "future"]
)
def test_the_providers_clock_counts_unless_it_is_ahead_of_ours(minutes: int, since: object) -> None:
    (events,) = said(picture(), chat("1", arrived_at=NOON + timedelta(minutes=minutes)))

    assert only(events, ClockStarted).waiting_since == since


def test_other_words_change_the_message_and_nothing_else() -> None:
    first, edited = said(picture(), chat("1"), edit("2", "1", text="Нет"))

    assert names(edited) == ["message.edited"]
    assert only(edited, MessageEdited).message_id == only(first, MessageReceived).message_id


def test_other_words_for_what_we_never_had_are_a_message() -> None:
    (events,) = said(picture(), edit("2", "1"))

    assert names(events) == FIRST_CONTACT


def test_nobody_changes_the_words_of_another() -> None:
    _, forged = said(picture(), chat("1"), edit("2", "1", VERA_CHATS))

    assert "message.edited" not in names(forged)


def test_what_we_have_no_word_for_is_kept_and_opens_nothing() -> None:
    (events,) = said(picture(), chat("1", kind=InboundKind.UNSUPPORTED))

    assert reason(events) is AsideReason.UNSUPPORTED


def test_a_client_has_no_button_of_ours_to_press() -> None:
    (events,) = said(picture(), button("1", BORIS_CHATS, "ack:nonsense"))

    assert reason(events) is AsideReason.STALE_BUTTON


def test_what_an_employee_writes_is_no_lead() -> None:
    known = picture()
    known.bindings = {IdentityId(identity(GLEB_CHATS)): EmployeeId(GLEB)}

    (events,) = said(known, chat("1", GLEB_CHATS))

    assert reason(events) is AsideReason.EMPLOYEE


def test_without_an_address_of_a_sender_it_is_parked() -> None:
    (events,) = said(picture(), letter("1", Address(kind=AddressKind.EMAIL, value="nobody")))

    assert only(events, InboundParked).inbound == 1


def test_a_delivery_is_the_same_whatever_its_cursor() -> None:
    assert arrived(chat("1", cursor="a"), 1).key == arrived(chat("1", cursor="b"), 2).key
