"""What an update means."""

import json
from datetime import UTC, datetime

import pytest

from channels.telegram import translate
from contracts.inbound import Address, AddressKind, Inbound, InboundKind, Strength
from tests.telegram.memory_host import NOON, digest
from tests.telegram.updates import BORIS, GROUP, OWN_CONTACT, ROOM, Update, edited, message, press


def translated(update: object) -> Inbound:
    return translate.inbound(update, raw="blob", digest=digest, now=NOON)


def test_a_text_is_a_message_of_the_person_who_wrote_it() -> None:
    inbound = translated(message(text="Hello"))

    assert inbound.kind is InboundKind.MESSAGE
    assert inbound.text == "Hello"
    assert inbound.unreadable is None
    assert inbound.sender == (Address(kind=AddressKind.TELEGRAM, value="77", name="Boris Ivanov"),)
    assert inbound.arrived_at == datetime.fromtimestamp(1780000000, UTC)
    assert inbound.raw == "blob"
    assert inbound.cursor == "500"
    assert not inbound.history


def test_an_answer_knows_its_chat_and_what_it_answers() -> None:
    inbound = translated(message(text="Yes", reply_to_message={"message_id": 8}, chat=GROUP))

    assert inbound.thread.chat == digest("chat", "-1001")
    assert inbound.thread.own == digest("tg", "-1001", "9")
    assert inbound.thread.refs == (digest("tg", "-1001", "8"),)
    assert json.loads(inbound.reply_ref or "") == {"chat_id": -1001, "message_id": 9}


def test_an_answer_to_a_topic_goes_to_the_topic() -> None:
    update = message(text="Yes", chat=GROUP, message_thread_id=5, is_topic_message=True)

    assert json.loads(translated(update).reply_ref or "")["topic"] == 5


def test_the_code_of_a_link_is_a_touch() -> None:
    inbound = translated(message(text="/start spring_2026"))

    assert [touch.code for touch in inbound.touches] == ["spring_2026"]
    assert inbound.touches[0].at == inbound.arrived_at


@pytest.mark.parametrize("text", ["/start", "/start two words", "/started x", "say /start x"])
def test_other_words_are_no_code_of_a_link(text: str) -> None:
    assert translated(message(text=text)).touches == ()


def test_somebody_without_a_first_name_goes_by_the_user_name() -> None:
    inbound = translated(message(text="Hi", **{"from": {"id": 77, "username": "boris"}}))

    assert inbound.sender[0].name == "boris"


@pytest.mark.parametrize(
    ("content", "text", "is_whole"),
    [
        ({"photo": [{}], "caption": "Broken"}, "[photo]\nBroken", False),
        ({"document": {"file_name": "a\x00ct\n.pdf"}}, "[file: act .pdf]", False),
        ({"voice": {"duration": 3}}, "[voice message]", False),
        ({"animation": {}, "document": {}}, "[animation]", False),
        ({"dice": {"emoji": "🎲", "value": 6}}, "[dice: 🎲 6]", True),
        ({"location": {"latitude": 55.75, "longitude": 37.6}}, "[location: 55.75 37.6]", True),
        ({"venue": {"title": "Shop"}, "location": {}}, "[place: Shop]", True),
        ({"hologram": {"depth": 3}}, "[message]", False),
        ({"text": "\x00\x07"}, "", False),
    ],
)
def test_what_is_no_text_is_said_in_words(content: Update, text: str, is_whole: bool) -> None:
    inbound = translated(message(**content))

    assert inbound.kind is InboundKind.MESSAGE
    assert inbound.text == text
    assert (inbound.unreadable is None) is is_whole


def test_an_edit_refers_to_the_message_it_changes() -> None:
    first, inbound = translated(message(text="Hello")), translated(edited(text="Hello!"))

    assert inbound.kind is InboundKind.EDIT
    assert inbound.thread.refs == (first.thread.own,)
    assert inbound.text == "Hello!"
    assert inbound.arrived_at == datetime.fromtimestamp(1780000060, UTC)


def test_a_pressed_button_says_what_it_carried_and_what_it_said() -> None:
    inbound = translated(press())

    assert inbound.kind is InboundKind.BUTTON
    assert (inbound.button, inbound.text) == ("ack:1", "Mine")
    assert inbound.sender[0].value == "77"
    assert inbound.thread.refs == (digest("tg", "77", "9"),)
    assert inbound.arrived_at == NOON


def test_a_button_of_a_message_that_is_gone_still_counts() -> None:
    inbound = translated(press(message={"chat": ROOM, "message_id": 9, "date": 0}))

    assert (inbound.kind, inbound.button) == (InboundKind.BUTTON, "ack:1")
    assert inbound.thread.chat == digest("chat", "77")


def test_the_own_phone_is_vouched_for() -> None:
    inbound = translated(message(contact=OWN_CONTACT))

    assert inbound.sender[1] == Address(
        kind=AddressKind.PHONE, value="+79161234567", strength=Strength.VOUCHED
    )


@pytest.mark.parametrize(
    "other", [{"user_id": 78}, {"user_id": None}, {"user_id": True}, {"phone_number": "call me"}]
)
def test_the_phone_of_somebody_else_is_but_text(other: Update) -> None:
    inbound = translated(message(contact=OWN_CONTACT | other))

    assert [address.kind for address in inbound.sender] == [AddressKind.TELEGRAM]
    assert inbound.text.startswith("[contact: Boris ")


@pytest.mark.parametrize(
    "update",
    [
        message(text="Hi", **{"from": BORIS | {"is_bot": True}}),
        message(text="Hi", sender_chat=GROUP),
        message(new_chat_members=[BORIS], chat=GROUP),
        message(text="Hi", chat={"id": True}),
        message(text="Hi", message_id=None),
        press(data=None, game_short_name="chess"),
        {"update_id": 1, "channel_post": {"text": "News"}},
        {"update_id": 1, "business_message": message(text="Hi")["message"]},
        {"update_id": 1, "message": "no object"},
        {"update_id": 1},
        {},
        [],
        None,
    ],
)
def test_where_no_person_wrote_there_is_still_an_inbound(update: object) -> None:
    inbound = translated(update)

    assert inbound.kind is InboundKind.UNSUPPORTED
    assert inbound.sender == ()
    assert inbound.unreadable


def test_what_nobody_can_read_is_taken_out_of_the_text() -> None:
    inbound = translated(message(text="a\x00b\r\nc\ud83d\ude00d\ud800e\x9ff\tg"))

    assert inbound.text == "ab\nc😀d\ufffdef\tg"


@pytest.mark.parametrize("date", [None, 0, -5, "now", 1e9, 10**20, True])
def test_an_impossible_date_is_now(date: object) -> None:
    assert translated(message(text="Hi", date=date)).arrived_at == NOON


def test_the_second_delivery_of_an_update_has_the_same_id() -> None:
    update = message(text="Hello")

    assert translated(update).provider_id == translated(json.loads(json.dumps(update))).provider_id


def test_another_message_under_a_number_that_was_used_before_has_another_id() -> None:
    ids = {
        translated(update).provider_id
        for update in (message(text="Hi"), message(text="Hi", message_id=10), edited(500, text="o"))
    }

    assert len(ids) == 3


def test_what_has_no_number_has_an_id_of_its_own() -> None:
    one, two = translated({"message": {}}), translated({"message": []})

    assert one.cursor is two.cursor is None
    assert one.provider_id != two.provider_id


@pytest.mark.parametrize("number", [-1, "7", 7.0, True, 2**70])
def test_a_number_that_is_none_is_no_cursor(number: object) -> None:
    assert translated({"update_id": number, "message": {}}).cursor is None
