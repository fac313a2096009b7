"""A mail server that takes mail for anybody and keeps it: SMTP with AUTH, faults, a ledger."""

from asyncio import StreamReader, StreamWriter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Self

from hub.clock import Clock, now
from hub.standins.faults import Cut, Delay, Hang, Script
from hub.standins.ledger import Ledger
from hub.standins.listener import HOST, Listener
from hub.standins.smtp_session import Session
from hub.standins.smtp_words import CutInside, Fault, Mail, Reply, Spoken, Store, Verb

__all__ = ["Cut", "CutInside", "Delay", "Hang", "Mail", "Reply", "SmtpSink", "Spoken", "Verb"]

ACCOUNTS: Mapping[str, str] = MappingProxyType({"anna@omnihub.test": "secret"})
SIZE_BYTES = 35 * 1024 * 1024


class SmtpSink:
    """An SMTP server on the loopback: AUTH PLAIN or LOGIN is required, no TLS.

    Its ledgers live in memory over any `stop` and `start`: `mails` is what it has taken
    responsibility for, `commands` is every verb that was spoken to it.

    Args:
        accounts: Passwords by user name.
        size_bytes: The largest mail it takes, announced as SIZE.
        clock: It dates what the ledger keeps.
    """

    def __init__(
        self,
        accounts: Mapping[str, str] = ACCOUNTS,
        *,
        size_bytes: int = SIZE_BYTES,
        clock: Clock = now,
    ) -> None:
        self.accounts = dict(accounts)
        self.mails: Ledger[Mail] = Ledger()
        self.commands: Ledger[Spoken] = Ledger()
        self._script: Script[Fault] = Script()
        self._size_bytes = size_bytes
        self._clock = clock
        self._listener = Listener(self._serve)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen: on a free port the first time, on the same one ever after."""
        await self._listener.start()

    async def stop(self) -> None:
        """Cut every connection and close the port; the ledgers stay."""
        await self._listener.stop()

    @property
    def host(self) -> str:
        """The loopback."""
        return HOST

    @property
    def port(self) -> int:
        """Plain SMTP; 0 before the first start."""
        return self._listener.port

    def mails_to(self, address: str) -> list[Mail]:
        """The mails this recipient has got, whether or not the sender was told so."""
        return [mail for mail in self.mails if address in mail.rcpt_to]

    def fail_next(
        self, verb: Verb, fault: Fault, *, address: str | None = None, times: int | None = 1
    ) -> None:
        """Let the next `times` such verbs fail so; None: all of them.

        Args:
            verb: `CONNECT` is the greeting, `EHLO` is HELO too, `BODY` is the mail under way (only
                `CutInside`), `DOT` the final dot: there `Cut(recorded=True)` and
                `Hang(recorded=True)` take the mail and leave the sender in the dark.
            fault: A `Reply` refuses, with 4xx for now or 5xx for good.
            address: Only for this recipient (of `RCPT`) or sender (of `MAIL`).
            times: How often.
        """
        self._script.plan(verb, fault, target=address, times=times)

    def heal(self) -> None:
        """Forget every fault that is still planned."""
        self._script.clear()

    async def wait_for(self, predicate: Callable[[], bool], seconds: float = 60.0) -> None:
        """Return as soon as the predicate holds; it is asked whenever a mail is taken.

        Raises:
            TimeoutError: it did not hold within `seconds`.
        """
        await self.mails.wait_for(predicate, seconds)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        store = Store(self.accounts, self._size_bytes, self.mails, self.commands, self._clock)
        await Session(reader, writer, store, self._script).run()
