"""Handing a mail in, verb by verb, because the phase in which it fails decides who must act.

Until the final dot is written the server cannot have taken the mail: the hub may try again. From
then until its answer nobody can say (RFC 1047): `Uncertain`.
"""

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import cast

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from channels.email.compose import Composed
from channels.email.settings import EmailSettings
from channels.email.smtp_failure import failure
from channels.email.tls import tls_context
from contracts.errors import Uncertain, Undeliverable

CONNECT_SECONDS = 10.0
COMMAND_SECONDS = 30.0
AFTER_DOT_SECONDS = 60.0

CHUNK_BYTES = 64 * 1024
_OUR_NAME = "[127.0.0.1]"
_GO_AHEAD = 354
_TAKEN = range(200, 300)
_REFUSED = range(400, 600)
_REFUSED_FOR_GOOD = range(500, 600)
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")
_DOT_AT_START = re.compile(rb"(?m)^\.")


async def hand_in(mail: Composed, settings: EmailSettings, *, automatic: bool) -> None:
    """Give the mail to the server, once.

    Raises:
        Transient: it was not taken, for now.
        Undeliverable: it was refused for good.
        Uncertain: it may have been taken.
        Misconfigured: the server does not let us in, or not write from this address.
    """
    async with session(settings) as smtp:
        await _envelope(smtp, mail, settings.address, automatic=automatic)
        await _data(smtp, mail.raw)


@asynccontextmanager
async def session(settings: EmailSettings) -> AsyncGenerator[SMTP]:
    """A session of somebody logged in.

    Raises:
        Transient: the server cannot be reached, or not now.
        Misconfigured: it is not the server of the settings, or refuses the login.
    """
    smtp = SMTP(
        hostname=settings.smtp_host or settings.imap_host,
        port=settings.smtp_port,
        use_tls=settings.smtp_tls == "tls",
        start_tls=settings.smtp_tls == "starttls",
        tls_context=None if settings.smtp_tls == "none" else tls_context(settings),
        local_hostname=_OUR_NAME,
        timeout=COMMAND_SECONDS,
    )
    try:
        await smtp.connect(timeout=CONNECT_SECONDS)
        await _log_in(smtp, settings)
        yield smtp
    except (SMTPException, OSError, UnicodeError) as error:
        raise failure(error) from error
    finally:
        _leave(smtp)


async def _log_in(smtp: SMTP, settings: EmailSettings) -> None:
    user = settings.user if settings.smtp_user is None else settings.smtp_user
    password = settings.smtp_password or settings.password
    if user:
        await smtp.login(user.encode(), password.get_secret_value().encode())
    else:
        await smtp.ehlo()


async def _envelope(smtp: SMTP, mail: Composed, address: str, *, automatic: bool) -> None:
    options = ["SMTPUTF8"] if mail.needs_smtputf8 else []
    if options and not smtp.supports_extension("smtputf8"):
        raise Undeliverable("Our mail server cannot write to addresses in this alphabet.")
    encoding = "utf-8" if options else "ascii"
    try:
        # What a machine wrote has nobody who could read a bounce: RFC 3834, 3.3.
        sender = "" if automatic else address
        await smtp.mail(sender, options=options, encoding=encoding)
    except SMTPSenderRefused as error:
        if not automatic or error.code not in _REFUSED_FOR_GOOD:
            raise
        # Some providers insist on the address that logged in.
        await smtp.mail(address, options=options, encoding=encoding)
    await smtp.rcpt(mail.recipient, encoding=encoding)


async def _data(smtp: SMTP, raw: bytes) -> None:
    response = await smtp.execute_command(b"DATA")
    if response.code != _GO_AHEAD:
        raise SMTPDataError(response.code, response.message)
    protocol = smtp.protocol
    if protocol is None or smtp.transport is None:
        raise SMTPServerDisconnected("Connection lost")
    # uvloop's transport is a WriteTransport in all but its class.
    transport = cast("asyncio.WriteTransport", smtp.transport)
    # So that drained means handed over; with 0 the TLS of asyncio never wakes who drains.
    transport.set_write_buffer_limits(high=1)
    writer = asyncio.StreamWriter(transport, protocol, None, asyncio.get_running_loop())
    body = _stuffed(raw)
    for start in range(0, len(body), CHUNK_BYTES):
        protocol.write(body[start : start + CHUNK_BYTES])
        async with asyncio.timeout(COMMAND_SECONDS):
            await writer.drain()
    protocol.write(b".\r\n")
    try:
        response = await protocol.read_response(timeout=AFTER_DOT_SECONDS)
    except (SMTPException, OSError) as error:
        raise Uncertain("The mail server fell silent when it had the whole mail.") from error
    if response.code in _REFUSED:
        raise SMTPDataError(response.code, response.message)
    if response.code not in _TAKEN:
        raise Uncertain("The mail server answered the whole mail with words we do not know.")


def _stuffed(raw: bytes) -> bytes:
    """The mail as DATA carries it: CRLF alone ends a line, a dot at its start is doubled."""
    lines = _LINE_ENDS.sub(b"\r\n", raw)
    whole = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return _DOT_AT_START.sub(b"..", whole)


def _leave(smtp: SMTP) -> None:
    """Say goodbye without waiting for an answer: a receipt must not hang on it."""
    if smtp.protocol is not None:
        with suppress(SMTPException):
            smtp.protocol.write(b"QUIT\r\n")
    smtp.close()
