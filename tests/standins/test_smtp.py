"""Does the sink behave as a mail server, seen by aiosmtplib?"""

import asyncio
from email.message import EmailMessage

import aiosmtplib
import pytest

from hub.standins.smtp import Cut, CutInside, Delay, Hang, Reply, SmtpSink, Verb
from tests.story import PATIENCE_SECONDS

ANNA, BORIS, CLARA = "anna@omnihub.test", "boris@example.test", "clara@example.test"
RAW = b"From: anna@omnihub.test\r\nSubject: hello\r\n\r\n.\r\n..dots\r\nand caf\xc3\xa9\r\n"
LATER, NEVER = Reply(451, "4.3.0 later"), Reply(550, "5.1.1 never")


def client(sink: SmtpSink) -> aiosmtplib.SMTP:
    return aiosmtplib.SMTP(
        hostname=sink.host,
        port=sink.port,
        username=ANNA,
        password="secret",
        timeout=PATIENCE_SECONDS,
        start_tls=False,
    )


async def send(sink: SmtpSink, *recipients: str, raw: bytes = RAW) -> None:
    async with client(sink) as smtp:
        await smtp.sendmail(ANNA, recipients or [BORIS], raw)


async def test_a_mail_is_kept_byte_for_byte_with_its_envelope(sink: SmtpSink) -> None:
    await send(sink, BORIS, CLARA)

    (mail,) = sink.mails
    assert (mail.mail_from, mail.rcpt_to, mail.user) == (ANNA, (BORIS, CLARA), ANNA)
    assert mail.raw == RAW
    assert sink.mails_to(CLARA) == [mail]


async def test_an_empty_mail_is_a_mail(sink: SmtpSink) -> None:
    reader, writer = await asyncio.open_connection(sink.host, sink.port)
    writer.write(
        b"EHLO x\r\nAUTH PLAIN AGFubmFAb21uaWh1Yi50ZXN0AHNlY3JldA==\r\n"
        b"MAIL FROM:<>\r\nRCPT TO:<boris@example.test>\r\nDATA\r\n.\r\nQUIT\r\n"
    )
    answer = await reader.read(-1)
    writer.close()

    assert answer.endswith(b"221 2.0.0 bye\r\n")
    assert [mail.raw for mail in sink.mails] == [b""]


async def test_thirty_megabytes_pass_and_more_than_the_limit_does_not(sink: SmtpSink) -> None:
    large = b"Subject: large\r\n\r\n" + (b"x" * 76 + b"\r\n") * 400_000
    await send(sink, raw=large)
    with pytest.raises(aiosmtplib.SMTPSenderRefused, match="exceeds"):
        await send(sink, raw=large[:20_000_000] * 2)

    assert [mail.raw == large for mail in sink.mails] == [True]


@pytest.mark.parametrize("mechanism", ["auth_plain", "auth_login"])
async def test_nobody_sends_without_logging_in(sink: SmtpSink, mechanism: str) -> None:
    async with aiosmtplib.SMTP(hostname=sink.host, port=sink.port, start_tls=False) as smtp:
        with pytest.raises(aiosmtplib.SMTPSenderRefused, match="authentication required"):
            await smtp.sendmail(ANNA, [BORIS], RAW)
        with pytest.raises(aiosmtplib.SMTPAuthenticationError):
            await getattr(smtp, mechanism)(ANNA, "wrong")
        await getattr(smtp, mechanism)(ANNA, "secret")
        await smtp.sendmail(ANNA, [BORIS], RAW)

    assert len(sink.mails) == 1
    assert "secret" not in repr(list(sink.commands))


async def test_an_address_beyond_ascii_needs_smtputf8(sink: SmtpSink) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = ANNA, "борис@example.test", "hello"
    async with client(sink) as smtp:
        await smtp.send_message(message)

    assert [mail.rcpt_to for mail in sink.mails] == [("борис@example.test",)]


@pytest.mark.parametrize("reply", [LATER, NEVER], ids=["4xx", "5xx"])
@pytest.mark.parametrize("verb", ["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "DOT"])
async def test_every_verb_can_be_refused_and_nothing_is_kept(
    sink: SmtpSink, verb: Verb, reply: Reply
) -> None:
    sink.fail_next(verb, reply, times=None)  # a client may try another way to log in
    with pytest.raises(aiosmtplib.SMTPException) as refused:
        await send(sink)

    assert str(reply.code) in repr(refused.value)
    assert list(sink.mails) == []
    assert reply.code in [spoken.code for spoken in sink.commands]


async def test_one_recipient_can_be_refused_and_the_other_served(sink: SmtpSink) -> None:
    sink.fail_next("RCPT", NEVER, address=CLARA)
    async with client(sink) as smtp:
        refused, _ = await smtp.sendmail(ANNA, [BORIS, CLARA], RAW)

    assert [refused[CLARA].code, *refused] == [550, CLARA]
    assert [mail.rcpt_to for mail in sink.mails] == [(BORIS,)]


@pytest.mark.parametrize("fault", [Cut(recorded=True), Hang(recorded=True)])
async def test_after_the_final_dot_the_outcome_can_be_unknown(
    sink: SmtpSink, fault: Cut | Hang
) -> None:
    sink.fail_next("DOT", fault)
    sending = asyncio.create_task(send(sink))
    await sink.wait_for(lambda: len(sink.mails) == 1, PATIENCE_SECONDS)
    await sink.stop()
    with pytest.raises(aiosmtplib.SMTPServerDisconnected):
        await sending

    assert [mail.raw for mail in sink.mails] == [RAW]
    assert [spoken.code for spoken in sink.commands if spoken.verb == "DOT"] == [False]


@pytest.mark.parametrize(
    ("verb", "fault"),
    [("DOT", Cut()), ("DATA", Cut()), ("BODY", CutInside(100_000)), ("CONNECT", Cut())],
)
async def test_a_line_cut_before_the_final_dot_leaves_no_mail(
    sink: SmtpSink, verb: Verb, fault: Cut | CutInside
) -> None:
    sink.fail_next(verb, fault)
    with pytest.raises((aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPConnectError)):
        await send(sink, raw=RAW * 5_000)

    assert list(sink.mails) == []


async def test_a_restart_keeps_port_and_ledger_and_a_delay_only_delays(sink: SmtpSink) -> None:
    await send(sink)
    port = sink.port
    await sink.stop()
    with pytest.raises(aiosmtplib.SMTPConnectError):
        await send(sink)
    await sink.start()
    sink.fail_next("MAIL", Delay(0.05))
    await send(sink)
    await sink.wait_for(lambda: len(sink.mails_to(BORIS)) == 2, PATIENCE_SECONDS)

    assert sink.port == port
