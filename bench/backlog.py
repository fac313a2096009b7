"""Capture of a backlog: what waited while the hub was away, until all of it can be seen."""

from statistics import median

from bench.engines import Ground, empty_house
from bench.figures import Figure
from bench.people import contacts, sealed
from bench.raw import copies, drop_raw, everything, open_raw, put
from bench.scale import Scale
from bench.shown import Say
from bench.working import NAMES, Watch, at_work, capture, captured, employ, projector, timed
from hub.house import House
from hub.log.streams import EVENTS, INBOUND


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """Contacts a second, everything in one process, beside the same bytes moved raw."""
    ours, raw = list[Watch](), list[Watch]()
    events = 0
    for number in range(1, scale.rounds + 1):
        say(f"a backlog of {scale.backlog} contacts, run {number}")
        async with empty_house(on) as house:
            ours.append(await _captured(house, scale))
            watch, events = await _raw(house)
            raw.append(watch)
    return [
        Figure(
            "capture of a backlog",
            "contacts/s",
            [scale.backlog / one.wall for one in ours],
            "reading INBOUND, appending the same events raw",
            [scale.backlog / one.wall for one in raw],
            {
                "contacts per second of CPU": scale.backlog / median(one.cpu for one in ours),
                "events per contact": events / scale.backlog,
            },
        )
    ]


async def _captured(house: House, scale: Scale) -> Watch:
    waiting = contacts(scale.backlog, scale.people, scale.seed)
    await put(house.nc, [sealed(one, house.secret, house.clock()) for one in waiting])
    async with at_work(projector(house)):
        await house.progress.reached(NAMES, await employ(house))
        with timed() as watch:
            async with at_work(capture(house)):
                head = await captured(house, scale.backlog)
                await house.progress.reached(NAMES, head)
    return watch


async def _raw(house: House) -> tuple[Watch, int]:
    """The same once more, with nobody who thinks about it."""
    written = copies(await everything(house.nc, EVENTS))
    await open_raw(house.nc)
    with timed() as watch:
        await everything(house.nc, INBOUND)
        await put(house.nc, written)
    await drop_raw(house.nc)
    return watch, len(written)
