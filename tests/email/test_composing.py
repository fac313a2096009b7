"""Outbound mail: the headers are those we meant, whatever we are given."""

import json
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest

from channels.email.compose import Composed, compose
from channels.email.parse import clean
from contracts.channel import Button, Outbound
from contracts.errors import Undeliverable
from contracts.ids import MessageId
from contracts.inbound import Address, AddressKind
from tests.email.accounts import account
from tests.email.mails import BORIS

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MESSAGE_ID = "<1.2@firm.test>"
HEADERS = ["Message-ID", "Date", "From", "To", "Subject", "Content-Type"]
HEADERS += ["Content-Transfer-Encoding", "MIME-Version"]
INJECTIONS = [
    "a\r\nBcc: evil@evil.test",
    "a\nBcc: evil@evil.test",
    "a\rBcc: evil@evil.test",
    "a\r\n\r\nbody",
    "a\r\n.\r\nMAIL FROM:<evil@evil.test>",
    "a\0b",
    "a\x0bb",
    "a\x0cb",
    "a\x1bb",
    "a\x7fb",
    "\r\n",
    "a\n",
    "\x08a",
    "a\r\n Bcc: evil@evil.test",
]


def composed(
    *,
    to: str = BORIS,
    subject: str | None = None,
    answered: dict[str, object] | None = None,
    theirs: str | None = None,
    text: str = "Ten roubles.",
    name: str = "Anna",
) -> Composed:
    message = Outbound(
        id=MessageId(UUID(int=7)),
        to=Address(kind=AddressKind.EMAIL, value=to),
        text=text,
        subject=subject,
        reply_ref=json.dumps((answered or {}) | ({"subject": theirs} if theirs else {})),
        buttons=(Button(label="I see to it", data="ack"),),
    )
    settings = account().model_copy(update={"name": name})
    return compose(message, settings, MESSAGE_ID, NOW)


def seen(mail: Composed) -> EmailMessage:
    parsed = message_from_bytes(mail.raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


@pytest.mark.parametrize("payload", INJECTIONS)
@pytest.mark.parametrize("field", ["to", "subject", "name", "theirs"])
def test_no_field_brings_a_line_of_its_own(field: str, payload: str) -> None:
    given: dict[str, Any] = {field: payload}

    with pytest.raises(Undeliverable):
        composed(**given)


@pytest.mark.parametrize("payload", INJECTIONS)
def test_a_forged_reference_is_left_out(payload: str) -> None:
    mail = seen(
        composed(subject="Price", answered={"message_id": payload, "references": [payload]})
    )

    assert mail.keys() == HEADERS


@pytest.mark.parametrize(
    "to",
    ["boris", "boris@", "@client.test", "a b@client.test", "<a@b.test>", "a@b.test>,<c@d.test"],
)
def test_what_is_no_address_is_not_written_to(to: str) -> None:
    with pytest.raises(Undeliverable):
        composed(to=to)


def test_an_answer_refers_to_what_it_answers() -> None:
    ids = [f"{n}.{'x' * 150}@client.test" for n in range(30)]

    mail = composed(answered={"message_id": ids[-1], "references": ids, "subject": "Цена"})

    unfolded = mail.raw.replace(b"\r\n ", b" ")
    assert f"\r\nIn-Reply-To: <{ids[-1]}>\r\n".encode() in unfolded
    assert " ".join(f"<{name}>" for name in ids[-20:]).encode() in unfolded
    assert seen(mail)["Subject"] == "Re: Цена"


@pytest.mark.parametrize("theirs", ["Re: Price", "RE: Price", "Aw: Price", "Re[2]: Price"])
def test_an_answer_to_an_answer_says_re_once(theirs: str) -> None:
    mail = composed(answered={"message_id": "1@client.test", "subject": theirs})

    assert seen(mail)["Subject"] == theirs


@pytest.mark.parametrize("broken", ["", "no json", "[]", '{"message_id": 7, "references": "x"}'])
def test_a_broken_reference_to_what_is_answered_does_no_harm(broken: str) -> None:
    address = Address(kind=AddressKind.EMAIL, value=BORIS)
    message = Outbound(id=MessageId(UUID(int=7)), to=address, text="x", reply_ref=broken)

    assert "In-Reply-To" not in seen(compose(message, account(), MESSAGE_ID, NOW))


@pytest.mark.parametrize(
    "text", ["Ten roubles.", "Десять рублей.\n", "x" * 5000, ".\n..\n.x", "🙂" * 999, "a\0b\x1bc"]
)
def test_the_text_arrives_in_seven_bits_and_whole(text: str) -> None:
    mail = composed(text=text)

    assert mail.raw.isascii()
    assert max(map(len, mail.raw.split(b"\r\n"))) <= 998
    assert seen(mail).get_content().splitlines() == clean.text(text).splitlines()


def test_the_same_message_makes_the_same_bytes() -> None:
    assert composed(text="Привет") == composed(text="Привет")


def test_an_address_in_another_alphabet_needs_a_server_that_can() -> None:
    assert composed(to="boris@клиент.рф").recipient == "boris@xn--e1affem4a.xn--p1ai"
    assert not composed(to="boris@клиент.рф").needs_smtputf8
    assert composed(to="борис@client.test").needs_smtputf8
