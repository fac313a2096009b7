"""Which message of ours a mail answers, and when two mails are one."""

import json
from typing import Any
from uuid import UUID

import pytest

from channels.email.fingerprint import provider_id
from channels.email.parse import mail as parse
from channels.email.token import mid_digest, proved, signed_id
from channels.email.translate import Kept, inbound
from contracts.ids import MessageId
from contracts.inbound import Inbound
from tests.email.host import LONG_AGO, FakeHost
from tests.email.mails import ANNA, BORIS, bounce, mail

HOST = FakeHost()
ID = MessageId(UUID(int=7))
OURS = signed_id(HOST, ID, "firm.test")


def arrived(raw: bytes) -> Inbound:
    parsed, _ = parse.whole(raw, ANNA)
    kept = Kept("raw", None, [str(n) for n in range(len(parsed.files))])
    return inbound(parsed, kept, HOST, provider_id="p", arrived_at=LONG_AGO, cursor="1:1")


@pytest.mark.parametrize(
    "headers",
    [
        {"In_Reply_To": OURS},
        {"In_Reply_To": OURS.upper()},
        {"References": f"<other@client.test>\r\n {OURS} <third@client.test>"},
        {"References": OURS.strip("<>")},
    ],
)
def test_a_reply_proves_what_it_answers(headers: dict[str, Any]) -> None:
    assert arrived(mail(**headers)).thread.answers == (ID,)


@pytest.mark.parametrize(
    "forged",
    [
        OURS.replace(OURS[1], "f", 1),
        f"<{ID.hex}.{'0' * 16}@firm.test>",
        f"<{ID.hex}@firm.test>",
        f"<{ID.hex}.@firm.test>",
        signed_id(FakeHost(key=b"another key"), ID, "firm.test"),
    ],
)
def test_a_forged_reply_answers_nothing(forged: str) -> None:
    assert proved(HOST, forged) is None
    assert arrived(mail(In_Reply_To=forged, References=forged)).thread.answers == ()


def test_references_are_digests_nearest_first() -> None:
    thread = arrived(mail(In_Reply_To="<3@x.test>", References="<1@x.test> <2@x.test>")).thread

    assert thread.own == mid_digest(HOST, "<1@client.test>")
    assert thread.refs == tuple(mid_digest(HOST, f"<{n}@x.test>") for n in (3, 2, 1))


def test_a_bounce_names_the_message_that_came_back() -> None:
    returned = mail(sender=ANNA, Message_ID=OURS).partition(b"\r\n\r\n")[0]

    came_back = arrived(bounce(returned))

    assert came_back.thread.answers == (ID,)
    assert came_back.machine_reason == "5.1.1"


def test_a_forged_bounce_names_nothing() -> None:
    forged = f"<{ID.hex}.{'0' * 16}@firm.test>"

    assert arrived(bounce(f"Message-ID: {forged}\r\n".encode())).thread.answers == ()


def test_a_person_who_quotes_our_id_answers_nothing() -> None:
    assert arrived(mail(f"See {OURS}".encode())).thread.answers == ()


def test_an_answer_goes_to_from_and_a_differing_reply_to_is_noted() -> None:
    came = arrived(mail(Reply_To="evil@evil.test"))

    assert [address.value for address in came.sender] == [BORIS]
    assert json.loads(came.reply_ref or "")["reply_to"] == "evil@evil.test"


@pytest.mark.parametrize(
    ("again", "is_same"),
    [
        (b"Received: from mx\r\nDelivered-To: a@b.test\r\nReturn-Path: <>\r\n" + mail(), True),
        (mail().replace(b"\r\n", b"\n"), True),
        (mail() + b"\r\n", True),
        (mail().replace(b"Subject: Price", b"Subject:\r\n Price"), True),
        (mail(b"Other words"), False),
        (mail(Subject="Other"), False),
        (mail(Message_ID="<2@client.test>"), False),
        (mail(sender="x@client.test"), False),
    ],
)
def test_the_same_mail_is_known_by_its_content(again: bytes, is_same: bool) -> None:
    assert (provider_id(HOST, mail()) == provider_id(HOST, again)) is is_same


def test_mail_without_a_message_id_has_a_provider_id_too() -> None:
    nameless = mail().replace(b"Message-ID: <1@client.test>\r\n", b"")

    assert provider_id(HOST, nameless) == provider_id(HOST, nameless)
    assert arrived(nameless).thread.own is None
