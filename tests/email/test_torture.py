"""Mails made to break the reader: the hub lives, and the mail is kept."""

import os
import resource
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from channels.email.parser import TOO_COSTLY, TOO_LARGE, Parser
from hub.standins.dovecot import Dovecot
from tests.email.accounts import account, reading
from tests.email.host import FakeHost
from tests.email.mails import ANNA, BORIS, HELLO, mail

MEGABYTE = 1024 * 1024


def nested(depth: int) -> bytes:
    opened = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth)
    )
    return f"From: {BORIS}\r\nSubject: Price\r\n{opened}\r\nhello\r\n".encode()


def of_empty_parts(count: int) -> bytes:
    return mail(b"--b\r\n\r\n" * count, Content_Type="multipart/mixed; boundary=b")


def parameters(count: int) -> str:
    return "text/plain; " + "; ".join(f"name*{n}*=x" for n in range(count))


@pytest.fixture
async def parser() -> AsyncIterator[Parser]:
    parser = Parser(ANNA)
    yield parser
    await parser.close()


async def test_no_mail_breaks_the_reader(parser: Parser) -> None:
    tortures = {
        "parentheses": mail(sender="(" * 400 + BORIS),
        "nested": nested(1000),
        "parts": of_empty_parts(100_000),
        "addresses": mail(To=", ".join(f"a{n}@x.test" for n in range(8000))),
        "header": mail(X_Large="x" * MEGABYTE),
        "header lines": b"X: y\r\n" * 20_000 + mail(),
        "parameters": mail(Content_Type=parameters(4000)),
        "nuls": mail(b"\0" * 1000, Subject="\0" * 1000),
        "bad charset": mail(b"\xff\xfe\xe9", Content_Type="text/plain; charset=\x01\xff"),
        "bad base64": mail(b"=====" * 1000, Content_Transfer_Encoding="base64"),
        "html": mail(b"<div>" * 100_000 + b"words", Content_Type="text/html"),
        "encoded words": mail(Subject="=?utf-8?b?" * 20_000),
        "garbage": bytes(range(256)) * 4096,
        "nothing": b"",
    }
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    read = {name: (await parser.read(raw))[0] for name, raw in tortures.items()}

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * 1024 < 50 * MEGABYTE
    assert read["addresses"].text == HELLO.decode().strip()
    assert {name for name, parsed in read.items() if parsed.unreadable} == {
        "nested",
        "parts",
        "header",
        "header lines",
        "parameters",
        "garbage",
    }
    assert {name for name, parsed in read.items() if parsed.envelope.sender is None} == {
        "header lines",
        "garbage",
        "nothing",
    }


async def test_a_mail_that_costs_too_much_is_given_up_and_the_next_is_read(parser: Parser) -> None:
    costly, _ = await parser.read(mail(b"\n" * 24_000_000))
    plain, _ = await parser.read(mail())

    assert (costly.unreadable, costly.envelope.sender) == (TOO_COSTLY, BORIS)
    assert plain.text == HELLO.decode().strip()


async def test_a_killed_reader_is_replaced(parser: Parser) -> None:
    await parser.read(mail())
    assert parser._process is not None
    os.kill(parser._process.pid, signal.SIGKILL)

    first, _ = await parser.read(mail())
    second, _ = await parser.read(mail())

    assert first.envelope.sender == second.envelope.sender == BORIS
    assert second.text == HELLO.decode().strip()


def environment_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


async def test_the_reader_knows_no_secrets(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMNIHUB_SECRET", "canary")

    await parser.read(mail())

    assert parser._process is not None
    assert b"canary" not in environment_of(parser._process.pid)


async def test_a_mail_over_the_cap_is_kept_whole_and_shown_by_its_headers(
    dovecot: Dovecot, host: FakeHost
) -> None:
    huge = mail(b"x" * 998 + b"\r\n", Subject="Huge") + (b"y" * 998 + b"\r\n") * 30_000
    dovecot.deliver(ANNA, huge)

    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        inbound = await anext(inbounds)

    assert inbound.raw is not None
    assert host.blobs[inbound.raw] == huge
    assert (inbound.subject, inbound.unreadable) == ("Huge", TOO_LARGE)
