"""A telephone exchange: the tests play who calls whom, the hub is told, the ledger is the judge."""

import asyncio
from typing import Self

from aiohttp import web

from hub.clock import Clock, now
from hub.standins.exchange_calls import Delivery, Event, Line
from hub.standins.exchange_delivery import Courier
from hub.standins.exchange_wire import Write, generic, twilio
from hub.standins.ledger import Ledger
from hub.standins.listener import HOST
from hub.tasks import ended

__all__ = ["Delivery", "Event", "Exchange", "generic", "twilio"]

SECRET = "a-secret-of-the-exchange"  # noqa: S105 - opens nothing but this
LINE = "+74951234567"


class Exchange:
    """One number of a company, whose calls are told to a URL in signed webhooks.

    What happens is told in order, from `start` on; an event that is not answered 2xx is told five
    times, after pauses that double from `pause` seconds on. Recordings are served at `media_host`.

    Args:
        url: Where events are told; it may be changed while it works (`Exchange.url`).
        secret: What they are signed with.
        write: The language, `generic` or `twilio`.
        line: The company's number.
        clock: It dates events, signatures and the ledger.
        pause: Seconds before the second try.
    """

    def __init__(
        self,
        url: str,
        secret: str = SECRET,
        *,
        write: Write = generic,
        line: str = LINE,
        clock: Clock = now,
        pause: float = 0.2,
    ) -> None:
        self.line = line
        self.recordings: dict[str, bytes] = {}
        self._courier = Courier(url, secret, write, clock, pause)
        self._clock = clock
        self._lines: dict[str, Line] = {}
        self._told: dict[str, int] = {}
        self._port = 0
        self._runner: web.AppRunner | None = None
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Tell what happens, and serve recordings: on a free port, then ever on the same one."""
        app = web.Application()
        app.router.add_get("/recordings/{call}", self._play)
        self._runner = web.AppRunner(app, shutdown_timeout=0.01, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        self._port = self._runner.addresses[0][1]
        self._running = asyncio.create_task(self._courier.run())

    async def stop(self) -> None:
        """Say nothing more; what was not told is told after the next start."""
        if self._running is not None:
            await ended([self._running])
            self._running = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        """Where events are told."""
        return self._courier.url

    @url.setter
    def url(self, url: str) -> None:
        self._courier.url = url

    @property
    def media_host(self) -> str:
        """Where recordings are: `host:port`."""
        return f"{HOST}:{self._port}"

    @property
    def deliveries(self) -> Ledger[Delivery]:
        """Every attempt to tell something, in order, and what the hub answered."""
        return self._courier.deliveries

    @property
    def acknowledged(self) -> set[str]:
        """The ids of the events that the hub took."""
        return {one.event.id for one in self.deliveries if one.is_acknowledged}

    async def settled(self, seconds: float = 60.0) -> None:
        """Return when everything was told, or given up.

        Raises:
            TimeoutError: something still waits after `seconds`.
        """
        await self._courier.settled(seconds)

    # What happens on the telephone.

    def rings(self, client: str, *, out: bool = False) -> str:
        """A client calls the company, or is called; the answer names the call."""
        name = f"call-{len(self._lines) + 1}-{client.removeprefix('+')}"
        parties = (self.line, client) if out else (client, self.line)
        self._lines[name] = Line(name, "out" if out else "in", *parties)
        self._happens(name, "ringing")
        return name

    def answers(self, call: str, extension: str | None = None) -> None:
        """A colleague picks up."""
        self._happens(call, "answered", extension=extension)

    def ends(self, call: str, seconds: int = 60) -> None:
        """They have spoken for so long."""
        self._happens(call, "ended", seconds=seconds)

    def misses(self, call: str) -> None:
        """Nobody picks up, and the caller gives up."""
        self._happens(call, "missed")

    def records(self, call: str, sound: bytes = b"ID3 good day") -> None:
        """What they said can be fetched now."""
        self.recordings[call] = sound
        url = f"http://{self.media_host}/recordings/{call}"
        self._happens(call, "recorded", recording_url=url)

    # What goes wrong.

    def repeat(self, times: int = 5) -> None:
        """Tell everything so many times from now on."""
        self._courier.times = times

    def forge(self, secret: str) -> None:
        """Sign with another secret from now on."""
        self._courier.secret = secret

    def hold(self) -> None:
        """Tell nothing until `release`."""
        self._courier.hold()

    def release(self, seed: int | None = None) -> None:
        """Tell what was held back: in its order, or in the one that follows from a seed."""
        self._courier.release(seed)

    def _happens(
        self,
        call: str,
        phase: str,
        *,
        extension: str | None = None,
        seconds: int | None = None,
        recording_url: str | None = None,
    ) -> None:
        line, number = self._lines[call], self._told.get(call, 0)
        self._told[call] = number + 1
        event = Event(
            id=f"{call}-{number}",
            number=number,
            call=call,
            phase=phase,
            direction=line.direction,
            caller=line.caller,
            called=line.called,
            at=self._clock(),
            extension=extension,
            seconds=seconds,
            recording_url=recording_url,
        )
        self._courier.bring(event)

    async def _play(self, request: web.Request) -> web.Response:
        sound = self.recordings.get(request.match_info["call"])
        if sound is None:
            raise web.HTTPNotFound
        return web.Response(body=sound, content_type="audio/mpeg")
