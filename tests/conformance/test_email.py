"""E-mail keeps what every channel has to keep, on a real IMAP server."""

from base64 import b64decode
from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from channels.email import provider
from contracts.errors import Misconfigured, Transient, Uncertain, Undeliverable
from contracts.inbound import Address, AddressKind
from hub.conformance import ChannelConformance, Harness
from hub.standins.cutter import Cutter
from hub.standins.dovecot import Dovecot, available
from hub.standins.smtp import Cut, Reply, SmtpSink, Verb
from tests.conformance.replay import ReplayConformance
from tests.email.conftest import patient
from tests.email.mails import ANNA, BORIS, mail

__all__ = ["patient"]

ENDLESS = b"X-Endless: head\r\n" * 2000 + mail(b"Can you read this?\r\n")
"""A mail with more of a head than anybody reads."""


class EmailHarness(Harness):
    provider = provider
    client = Address(kind=AddressKind.EMAIL, value=BORIS)
    personal = (BORIS, "boris", "client.test")
    acknowledges = False

    def __init__(self, dovecot: Dovecot, line: Cutter, sink: SmtpSink) -> None:
        self._dovecot = dovecot
        self._line = line
        self._sink = sink
        self._last = b""
        self.settings = {
            "address": ANNA,
            "imap_host": line.host,
            "imap_port": line.port,
            "imap_tls": "none",
            "smtp_port": sink.port,
            "smtp_tls": "none",
            "user": ANNA,
            "password": "secret",
            "poll_seconds": 1,
        }
        self.wrong_settings = {"password": "of another house"}
        self.faults = {
            Undeliverable: lambda: self._fail("RCPT", Reply(550, "5.1.1 no such user")),
            Transient: lambda: self._fail("DOT", Reply(451, "4.3.0 later")),
            Misconfigured: lambda: self._fail("AUTH", Reply(535, "5.7.8 not you")),
            Uncertain: lambda: self._fail("DOT", Cut(recorded=True)),
        }

    def _fail(self, verb: Verb, fault: Reply | Cut) -> None:
        # a login is tried in more than one way
        self._sink.fail_next(verb, fault, times=None if verb == "AUTH" else 1)

    async def say(self, text: str) -> None:
        self._last = mail(text.encode() + b"\r\n", Message_ID=f"<{text}@client.test>")
        self._dovecot.deliver(ANNA, self._last)

    async def say_again(self) -> None:
        self._dovecot.deliver(ANNA, self._last)

    async def say_strange(self) -> None:
        self._dovecot.deliver(ANNA, ENDLESS)

    async def slow_down(self) -> None:
        self._line.delay(0.05)

    async def go_away(self) -> None:
        await self._line.stop()

    async def come_back(self) -> None:
        await self._line.start()

    def unacknowledged(self) -> int:
        return 0

    def brought(self) -> list[str]:
        bodies = [one.get_body(("plain",)) or one for one in self._mails()]
        return [str(one.get_content()).strip() for one in bodies]

    def files(self) -> list[tuple[str, bytes]]:
        parts = [part for one in self._mails() for part in one.iter_attachments()]
        return [(part.get_filename() or "", b64decode(str(part.get_payload()))) for part in parts]

    def _mails(self) -> list[EmailMessage]:
        return [message_from_bytes(one.raw, policy=policy.default) for one in self._sink.mails]


@pytest.fixture
async def harness() -> AsyncIterator[Harness]:
    if not available():
        pytest.skip("no Dovecot 2.3 on this machine")
    async with (
        Dovecot({ANNA: "secret"}) as dovecot,
        Cutter(dovecot.host, dovecot.port) as line,
        SmtpSink({ANNA: "secret"}) as sink,
    ):
        yield EmailHarness(dovecot, line, sink)


class TestEmail(ChannelConformance):
    pass


class TestEmailReplay(ReplayConformance):
    pass
