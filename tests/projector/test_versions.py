"""Code of two versions at once: whoever is older leaves alone what is newer."""

from dataclasses import replace

from hub.house import House
from hub.projector.prepare import prepare
from hub.projector.rebuild import Rebuilder
from hub.projector.worker import Worker
from projections.kit import Projection
from tests.projector.notes import COUNTS, NOTES, live, table, write
from tests.story import running

OTHERS = Projection("others", version=1, question="?", tables=(table("other_counts"),))


async def test_an_older_worker_folds_nothing_into_a_newer_build(house: House) -> None:
    await prepare(house.views, [NOTES, OTHERS])
    older = Worker(house.nc, house.views, house.keys, [NOTES, OTHERS])
    newer = replace(NOTES, version=2, tables=(COUNTS,))
    async with running(older.run):
        seq = await write(house, range(20))
        await house.progress.reached(["notes", "others"], seq)
        await Rebuilder(house.nc, house.views, house.keys).rebuild(newer, lambda _, __: None)

        later = await write(house, range(20, 40))
        await house.progress.reached(["others"], later)

    assert (await live(house, newer)).seq == seq
