"""The projector: every projection from one log, live and as rebuilds."""

from statistics import median
from typing import Any

from sqlalchemy import text

from bench.engines import Ground, empty_house, same_house_without_views
from bench.figures import Figure
from bench.scale import Scale
from bench.shown import Say
from bench.story import tell
from bench.working import NAMES, Watch, at_work, projector, timed
from hub.house import House
from hub.log.read import Reader
from hub.log.streams import EVENTS
from hub.projector.builds import new_build
from hub.projector.rebuild import Rebuilder
from hub.projector.statements import physical, row_arrays, row_from, statements
from hub.projector.worker import events_of
from hub.vault.keys import DataKeys
from hub.wiring import PROJECTIONS
from projections.kit import Table

_ROWS = 1_000
_LIMIT = "reading, decoding, and writing the rows they leave in bulk"


async def measure(on: Ground, scale: Scale, say: Say) -> list[Figure]:
    """Events a second through all projections together, beside the rows alone."""
    live, again, raw = list[Watch](), list[Watch](), list[Watch]()
    async with empty_house(on) as house:
        say(f"a log of {scale.log} events")
        end = await tell(house, scale.log, scale.people, scale.seed)
        for number in range(1, scale.rounds + 1):
            async with same_house_without_views(on, house) as fresh:
                say(f"live, run {number}")
                live.append(await _live(fresh, end))
                say(f"reading, decoding, writing, run {number}")
                raw.append(await _raw(fresh, end))
                say(f"rebuilding, run {number}")
                again.append(await _rebuilt(fresh))
    return [
        _figure("projector, live, all projections at once", end, live, raw, {}),
        _figure(
            "rebuild of all projections, one after the other",
            end,
            again,
            raw,
            {"events per second and projection": end * len(NAMES) / median(w.wall for w in again)},
        ),
    ]


def _figure(
    name: str, end: int, ours: list[Watch], raw: list[Watch], beside: dict[str, float]
) -> Figure:
    cpu = {"events per second of CPU": end / median(one.cpu for one in ours)}
    values, limits = [end / one.wall for one in ours], [end / one.wall for one in raw]
    return Figure(name, "events/s", values, _LIMIT, limits, cpu | beside)


async def _live(house: House, end: int) -> Watch:
    with timed() as watch:
        async with at_work(projector(house)):
            await house.progress.reached(NAMES, end, seconds=600)
    return watch


async def _rebuilt(house: House) -> Watch:
    rebuilder = Rebuilder(house.nc, house.views, DataKeys(house.vault, house.secret))
    with timed() as watch:
        for projection in PROJECTIONS:
            await rebuilder.rebuild(projection, lambda _, __: None)
    return watch


async def _raw(house: House, end: int) -> Watch:
    """The rows are known before the clock starts; what is left is to read and to write."""
    rows = {table: await _rows(house, table) for one in PROJECTIONS for table in one.tables}
    keys = DataKeys(house.vault, house.secret)
    await _new_tables(house)
    with timed() as watch:
        async with Reader(house.nc, EVENTS, 0) as reader:
            async for batch in reader.batches():
                await events_of(batch, keys)
                if reader.position >= end:
                    break
        for table, written in rows.items():
            await _write(house, table, written)
    return watch


async def _rows(house: House, table: Table[Any]) -> list[list[list[Any]]]:
    """All that a table holds, as parameters of its bulk write."""
    async with house.views.connect() as connection:
        found = await connection.execute(text(f"SELECT * FROM {physical(table, 1)}"))  # noqa: S608 - the code's own name
        rows = [row_from(table, record) for record in found.mappings()]
    return [row_arrays(table, rows[begin : begin + _ROWS]) for begin in range(0, len(rows), _ROWS)]


async def _new_tables(house: House) -> None:
    """A second build of each; the rebuild that is measured later clears them away."""
    async with house.views.begin() as connection:
        for projection in PROJECTIONS:
            await new_build(connection, projection)


async def _write(house: House, table: Table[Any], batches: list[list[list[Any]]]) -> None:
    sql = statements(table, 2).write
    for arrays in batches:
        async with house.views.begin() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await connection.execute(text("SELECT 1"))
            await driver.execute(sql, *arrays)
