"""The words of SMTP: what is said to the sink, what it answers, what it keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from hub.clock import Clock
from hub.standins.faults import Cut, Delay, Hang
from hub.standins.ledger import Ledger

Verb = Literal["CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "BODY", "DOT"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server says: a three-digit code and words. 421 also ends the session."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class CutInside:
    """The line is cut once so many bytes of the mail have come; for the verb `BODY` only."""

    after_bytes: int = 1


Fault = Reply | Cut | CutInside | Hang | Delay


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail the server took responsibility for.

    Attributes:
        mail_from: The envelope's sender, empty for a bounce.
        rcpt_to: The envelope's accepted recipients.
        raw: The mail as it was before dots were stuffed.
        user: Who had logged in.
        at: When the final dot had come.
    """

    mail_from: str
    rcpt_to: tuple[str, ...]
    raw: bytes
    user: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Spoken:
    """One verb and the code that answered it; passwords are left out.

    `code` is False where no answer was given.
    """

    verb: str
    argument: str
    code: int | Literal[False]
    at: datetime


@dataclass(frozen=True, slots=True)
class Store:
    """What the sessions of one server share."""

    accounts: Mapping[str, str]
    size_bytes: int
    mails: Ledger[Mail]
    commands: Ledger[Spoken]
    clock: Clock


BYE = Reply(221, "2.0.0 bye")
CHALLENGE = 334
CLOSING = frozenset({221, 421})
DONE = Reply(250, "2.0.0 OK")
DISORDER = Reply(503, "5.5.1 bad sequence of commands")
GO_AHEAD = Reply(354, "end with <CRLF>.<CRLF>")
GREETING = Reply(220, "standin ESMTP")
LOGGED_IN = Reply(235, "2.7.0 authentication successful")
LOG_IN_FIRST = Reply(530, "5.7.0 authentication required")
NO_SUCH_MECHANISM = Reply(504, "5.5.4 unrecognized authentication type")
NO_UTF8 = Reply(553, "5.6.7 address needs SMTPUTF8")
SYNTAX = Reply(501, "5.5.4 syntax error in parameters")
TOO_BIG = Reply(552, "5.3.4 message size exceeds limit")
UNKNOWN = Reply(500, "5.5.2 command not recognized")
WRONG_PASSWORD = Reply(535, "5.7.8 authentication credentials invalid")
