"""A mailbox on a real Dovecot, a server that takes mail, and the channel that has both."""

from collections.abc import AsyncIterator

import pytest

from hub.standins.dovecot import Dovecot, available
from hub.standins.smtp import SmtpSink
from tests.email.host import FakeHost
from tests.email.mails import ANNA
from tests.story import PATIENCE_SECONDS


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be read is read however slow the machine is; the parser's CPU limit stays."""
    monkeypatch.setattr("channels.email.parser.PARSE_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr("channels.email.parser.START_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr("channels.email.imap_line.CONNECT_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr("channels.email.smtp.CONNECT_SECONDS", PATIENCE_SECONDS)


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
async def sink() -> AsyncIterator[SmtpSink]:
    async with SmtpSink({ANNA: "secret"}) as server:
        yield server


@pytest.fixture
async def dovecot() -> AsyncIterator[Dovecot]:
    if not available():
        pytest.skip("no Dovecot 2.3 on this machine")
    async with Dovecot({ANNA: "secret"}) as server:
        yield server
