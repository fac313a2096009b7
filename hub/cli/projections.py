"""`omnihub projections list`: every projection, and how far it is."""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.cli.session import in_house
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from hub.looking.readers import projections_at
from hub.projector.builds import Build, live_builds
from hub.projector.columns import view_of
from hub.projector.hashing import hash_of
from hub.wiring import PROJECTIONS
from projections.kit import Projection

Row = dict[str, Any]


def list_(
    with_hash: Annotated[
        bool, typer.Option("--hash", help="Hash every row: slow where there are many.")
    ] = False,
    json: Json = False,
    data: Data = None,
) -> None:
    """Every projection: what it answers, which build serves, how far it is, how many rows."""
    found = in_house(data, lambda house: _all(house, with_hash))
    if json:
        print_json(found)
        return
    columns = ["name", "version", "build", "position", "lag", "rows", "parked"]
    columns += ["hash", "question"] if with_hash else ["question"]
    rows = ([row[column] for column in columns] for row in found)
    print_table([column.upper() for column in columns], rows)


async def _all(house: House, with_hash: bool) -> list[Row]:
    head = await last_seq(house.nc, EVENTS)
    by_name = {projection.name: projection for projection in PROJECTIONS}
    async with house.views.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        builds = await live_builds(connection, PROJECTIONS)
        return [
            {
                "question": by_name[at.name].question,
                **asdict(at),
                **await _content(connection, builds[at.name], with_hash),
            }
            for at in await projections_at(connection, head)
            if at.name in by_name
        ]


async def _content(connection: AsyncConnection, build: Build, with_hash: bool) -> Row:
    """Nothing of a build of another version: this code does not know its tables."""
    if build.version != build.projection.version:
        return {"rows": None, "hash": None}
    rows = await _rows(connection, build.projection)
    return {"rows": rows, "hash": await hash_of(connection, build) if with_hash else None}


async def _rows(connection: AsyncConnection, projection: Projection) -> int:
    """Over all of its tables."""
    total = 0
    for table in projection.tables:
        count = text(f"SELECT count(*) FROM {view_of(table).name}")  # noqa: S608 - the code's own name
        total += (await connection.execute(count)).scalar_one()
    return total
