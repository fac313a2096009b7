"""One SMTP conversation, by RFC 5321, 4954 (AUTH), 1870 (SIZE) and 6531 (SMTPUTF8)."""

import asyncio
import base64
from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from hub.standins import smtp_words as words
from hub.standins.faults import Cut, Delay, Hang, Script
from hub.standins.smtp_envelope import Envelope, address
from hub.standins.smtp_wire import Gone, Wire
from hub.standins.smtp_words import CutInside, Fault, Mail, Reply, Spoken, Store

Handle = Callable[[str], Awaitable[Reply]]


class Session:
    """One client on the line, from the greeting to the end, whoever makes it."""

    def __init__(
        self, reader: StreamReader, writer: StreamWriter, store: Store, script: Script[Fault]
    ) -> None:
        self._wire = Wire(reader, writer)
        self._store = store
        self._script = script
        self._user = ""
        self._envelope = Envelope(store.size_bytes)
        self._verbs: dict[str, Handle] = {
            "EHLO": self._ehlo,
            "HELO": self._done,
            "AUTH": self._auth,
            "MAIL": self._mail,
            "RCPT": self._rcpt,
            "DATA": self._data,
            "RSET": self._reset,
            "NOOP": self._done,
            "QUIT": self._quit,
        }

    async def run(self) -> None:
        """Serve until somebody ends it."""
        with suppress(Gone):
            greeting = await self._turn("CONNECT", "", self._greet)
            while greeting is words.GREETING:
                await self._obey(await self._wire.line())

    async def _obey(self, line: str) -> None:
        verb, _, argument = line.partition(" ")
        handle = self._verbs.get(verb.upper(), self._unknown)
        if await self._turn(verb.upper(), argument, handle) is words.GO_AHEAD:
            await self._receive()

    async def _turn(self, verb: str, argument: str, handle: Handle) -> Reply:
        """Answer one verb, or fail at it as planned; both are written down."""
        shown = argument.partition(" ")[0] if verb == "AUTH" else argument
        spoken = Spoken(verb, shown, code=False, at=self._store.clock())
        position = await self._store.commands.record(spoken)
        reply = await self._decide(verb, argument, handle)
        await self._store.commands.amend(position, replace(spoken, code=reply.code))
        await self._say(reply)
        return reply

    async def _decide(self, verb: str, argument: str, handle: Handle) -> Reply:
        occasion = "EHLO" if verb == "HELO" else verb
        fault = self._script.take(occasion, address(argument))
        match fault:
            case Reply():
                return fault
            case Cut() | Hang():
                if fault.recorded:
                    await handle(argument)
                await self._lose(fault)
            case CutInside():
                await self._lose(fault)
            case Delay():
                await asyncio.sleep(fault.seconds)
            case None:
                pass
        return await handle(argument)

    async def _lose(self, fault: Cut | CutInside | Hang) -> None:
        if isinstance(fault, Hang):
            await self._wire.silence()
        self._wire.cut()
        raise Gone

    async def _say(self, reply: Reply) -> None:
        *more, last = reply.text.split("\n")
        for line in more:
            await self._wire.say(f"{reply.code}-{line}")
        await self._wire.say(f"{reply.code} {last}")
        if reply.code in words.CLOSING:
            raise Gone

    async def _greet(self, _: str) -> Reply:
        return words.GREETING

    async def _ehlo(self, _: str) -> Reply:
        self._forget()
        return Reply(
            250,
            f"standin\nSIZE {self._store.size_bytes}\n8BITMIME\nSMTPUTF8\n"
            "AUTH PLAIN LOGIN\nENHANCEDSTATUSCODES",
        )

    async def _auth(self, argument: str) -> Reply:
        mechanism, _, initial = argument.partition(" ")
        try:
            match mechanism.upper():
                case "PLAIN":
                    _, user, password = (await self._given(initial, "")).split("\0")
                case "LOGIN":
                    user = await self._given(initial, "Username:")
                    password = await self._given("", "Password:")
                case _:
                    return words.NO_SUCH_MECHANISM
        except ValueError:
            return words.SYNTAX
        return self._log_in(user, password)

    async def _given(self, initial: str, question: str) -> str:
        """What the client gave unasked, or answers now; raises ValueError where it is no base64."""
        if not initial:
            asked = base64.b64encode(question.encode()).decode()
            await self._wire.say(f"{words.CHALLENGE} {asked}")
            initial = await self._wire.line()
        return base64.b64decode(initial, validate=True).decode()

    def _log_in(self, user: str, password: str) -> Reply:
        if self._store.accounts.get(user) != password:
            return words.WRONG_PASSWORD
        self._user = user
        return words.LOGGED_IN

    async def _mail(self, argument: str) -> Reply:
        return self._envelope.open(argument) if self._user else words.LOG_IN_FIRST

    async def _rcpt(self, argument: str) -> Reply:
        return self._envelope.add(argument)

    async def _data(self, _: str) -> Reply:
        return words.GO_AHEAD if self._envelope.recipients else words.DISORDER

    async def _receive(self) -> None:
        fault = self._script.take("BODY")
        if isinstance(fault, CutInside):
            await self._wire.swallow(fault.after_bytes)
            await self._lose(fault)
        raw = await self._wire.mail()

        async def take(_: str) -> Reply:
            return await self._take(raw)

        await self._turn("DOT", "", take)
        self._forget()

    async def _take(self, raw: bytes) -> Reply:
        if len(raw) > self._store.size_bytes:
            return words.TOO_BIG
        sender, recipients = self._envelope.sender or "", tuple(self._envelope.recipients)
        mail = Mail(sender, recipients, raw, user=self._user, at=self._store.clock())
        await self._store.mails.record(mail)
        return words.DONE

    async def _reset(self, _: str) -> Reply:
        self._forget()
        return words.DONE

    async def _done(self, _: str) -> Reply:
        return words.DONE

    async def _quit(self, _: str) -> Reply:
        return words.BYE

    async def _unknown(self, _: str) -> Reply:
        return words.UNKNOWN

    def _forget(self) -> None:
        self._envelope = Envelope(self._store.size_bytes)
