"""Answers handed to a real SMTP server; what it saw is the judge."""

import asyncio
import re
import ssl
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from channels.email import smtp
from channels.email.channel import EmailChannel
from channels.email.token import proved
from contracts.channel import Outbound, State
from contracts.errors import HubError, Misconfigured, Transient, Uncertain, Undeliverable
from contracts.ids import MessageId
from contracts.inbound import Address, AddressKind
from hub.standins.certificate import write_certificate
from hub.standins.dovecot import Dovecot
from hub.standins.smtp import Cut, CutInside, Hang, Reply, SmtpSink, Verb
from tests.email.accounts import account
from tests.email.host import FakeHost
from tests.email.mails import ANNA, BORIS

ID = MessageId(UUID(int=7))


def answer(text: str = "Ten roubles.", *, to: str = BORIS, automatic: bool = False) -> Outbound:
    address = Address(kind=AddressKind.EMAIL, value=to)
    return Outbound(id=ID, to=address, text=text, subject="Price", automatic=automatic)


async def send(sink: SmtpSink, message: Outbound, **settings: Any) -> None:
    await EmailChannel(account(smtp_port=sink.port, **settings), FakeHost()).send(message)


async def test_an_answer_goes_out_signed_by_its_message_id(sink: SmtpSink, host: FakeHost) -> None:
    receipt = await EmailChannel(account(smtp_port=sink.port), host).send(answer())

    (taken,) = sink.mails
    assert (taken.mail_from, taken.rcpt_to) == (ANNA, (BORIS,))
    seen = message_from_bytes(taken.raw, policy=policy.default)
    assert seen["Message-ID"] == receipt.provider_id
    assert proved(host, str(seen["Message-ID"])) == ID
    assert receipt.own == host.digest("mid", str(receipt.provider_id)[1:-1])


async def test_mail_of_a_machine_says_so_and_has_nobody_to_bounce_to(sink: SmtpSink) -> None:
    await send(sink, answer(automatic=True))

    (taken,) = sink.mails
    seen = message_from_bytes(taken.raw)
    assert taken.mail_from == ""
    assert seen["Auto-Submitted"] == "auto-generated"
    assert seen["X-Auto-Response-Suppress"] == "All"
    assert seen["X-Omnihub-Loop"] == "1"


async def test_a_server_that_refuses_the_empty_sender_is_given_ours(sink: SmtpSink) -> None:
    sink.fail_next("MAIL", Reply(553, "5.1.7 sender address required"))

    await send(sink, answer(automatic=True))

    assert [mail.mail_from for mail in sink.mails] == [ANNA]


@pytest.mark.parametrize(
    ("verb", "fault", "outcome"),
    [
        ("CONNECT", Reply(421, "4.3.2 not now"), Transient),
        ("CONNECT", Cut(), Transient),
        ("EHLO", Cut(), Transient),
        ("AUTH", Reply(535, "5.7.8 wrong"), Misconfigured),
        ("AUTH", Reply(454, "4.7.0 not now"), Transient),
        ("MAIL", Reply(451, "4.3.0 not now"), Transient),
        ("MAIL", Reply(553, "5.7.1 not your address"), Misconfigured),
        ("MAIL", Cut(), Transient),
        ("RCPT", Reply(450, "4.2.1 greylisted"), Transient),
        ("RCPT", Reply(550, "5.1.1 unknown"), Undeliverable),
        ("RCPT", Cut(), Transient),
        ("DATA", Reply(452, "4.3.1 full"), Transient),
        ("DATA", Reply(554, "5.6.0 no"), Undeliverable),
        ("DATA", Cut(), Transient),
        ("DOT", Reply(451, "4.7.1 not now"), Transient),
        ("DOT", Reply(554, "5.7.1 spam"), Undeliverable),
        ("DOT", Cut(), Uncertain),
        ("DOT", Cut(recorded=True), Uncertain),
    ],
)
async def test_who_must_act_follows_from_the_verb_that_failed(
    sink: SmtpSink, verb: Verb, fault: Reply | Cut, outcome: type[HubError]
) -> None:
    # Every login that is tried meets the fault.
    sink.fail_next(verb, fault, times=None)

    with pytest.raises(outcome) as caught:
        await send(sink, answer())

    assert type(caught.value) is outcome


@pytest.mark.parametrize(
    ("verb", "limit", "outcome"),
    [
        ("EHLO", "COMMAND_SECONDS", Transient),
        ("RCPT", "COMMAND_SECONDS", Transient),
        ("DATA", "COMMAND_SECONDS", Transient),
        ("DOT", "AFTER_DOT_SECONDS", Uncertain),
    ],
)
async def test_silence_is_uncertain_only_after_the_final_dot(
    sink: SmtpSink,
    verb: Verb,
    limit: str,
    outcome: type[HubError],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What comes before the dot has its time: it is to be heard.
    monkeypatch.setattr(smtp, limit, 0.2)
    sink.fail_next(verb, Hang(recorded=verb == "DOT"))

    with pytest.raises(outcome):
        await send(sink, answer())


async def test_a_line_cut_while_the_mail_is_under_way_is_tried_again(sink: SmtpSink) -> None:
    sink.fail_next("BODY", CutInside(after_bytes=1))

    with pytest.raises(Transient):
        await send(sink, answer("a long line\n" * 500_000))

    assert len(sink.mails) == 0


async def test_a_server_that_is_not_there_is_tried_again() -> None:
    with pytest.raises(Transient):
        await EmailChannel(account(), FakeHost()).send(answer())


async def test_a_server_without_a_login_for_us_must_be_repaired(sink: SmtpSink) -> None:
    with pytest.raises(Misconfigured, match="smtp_user"):
        await send(sink, answer(), smtp_user="")


@pytest.mark.parametrize("end", ["\n.\n", "\r\n.\r\n", "\r.\r", "\n.\r\n", ".\r\n", "\n..\n."])
async def test_no_text_ends_the_mail_early(sink: SmtpSink, end: str) -> None:
    text = f"before{end}MAIL FROM:<evil@evil.test>\nafter"

    await send(sink, answer(text))

    (taken,) = sink.mails
    body = message_from_bytes(taken.raw, policy=policy.default).get_content()
    assert body.splitlines() == text.splitlines()
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", taken.raw) is None
    assert [spoken.verb for spoken in sink.commands].count("MAIL") == 1


async def test_a_working_account_is_up(dovecot: Dovecot, sink: SmtpSink, host: FakeHost) -> None:
    settings = account(imap_port=dovecot.port, smtp_port=sink.port)

    health = await EmailChannel(settings, host).health()

    assert health.state is State.UP


async def test_an_account_that_cannot_send_is_down_and_says_what_to_do(
    dovecot: Dovecot, sink: SmtpSink, host: FakeHost
) -> None:
    settings = account(imap_port=dovecot.port, smtp_port=sink.port, smtp_password="wrong")

    health = await EmailChannel(settings, host).health()

    assert health.state is State.DOWN
    assert health.remedy is not None


async def test_a_large_answer_goes_out_under_tls(tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    write_certificate(certificate, key)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    sink = SmtpSink({ANNA: "secret"})
    # The sink knows no TLS of its own: its sessions are served from a port that does.
    server = await asyncio.start_server(sink._serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    settings = account(smtp_port=port, smtp_tls="tls", ca_file=certificate)

    async with server:
        await EmailChannel(settings, FakeHost()).send(answer("a long line\n" * 200_000))

    assert len(sink.mails) == 1


async def test_a_server_whose_certificate_nobody_vouches_for_must_be_repaired(
    dovecot: Dovecot,
) -> None:
    settings = account(smtp_port=dovecot.tls_port, smtp_tls="tls")

    with pytest.raises(Misconfigured, match="ca_file"):
        await EmailChannel(settings, FakeHost()).send(answer())
