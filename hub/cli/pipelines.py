"""`omnihub pipelines`: the stages that deals go through."""

from hub.api.models.sales import Pipeline
from hub.api.queries import pipelines as asked
from hub.cli.options import Data, Json
from hub.cli.output import print_json, print_table
from hub.cli.session import in_house
from hub.house import House


def list_(json: Json = False, data: Data = None) -> None:
    """Every pipeline and its stages, in their order."""

    async def work(house: House) -> list[Pipeline]:
        async with house.views.connect() as connection:
            return await asked.pipelines(connection)

    found = in_house(data, work)
    if json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    lines = (
        (one.name, one.title, number, stage.name, stage.title)
        for one in found
        for number, stage in enumerate(one.stages, 1)
    )
    print_table(("PIPELINE", "TITLE", "", "STAGE", "TITLE"), lines)
