"""Is it alive, is it ready, and why not?"""

import pytest

from contracts.errors import Misconfigured
from hub.addresses import Addresses
from hub.condition import Condition, Level, RoleState
from hub.house import open_house
from hub.looking.engines import Answering
from hub.ops.ready import reasons
from hub.ops.serve import ops
from hub.settings import Settings
from tests.faults.lines import lines
from tests.ops.watcher import watching
from tests.story import until

ALL_ANSWER = Answering(nats=True, jetstream=True, views=True, vault=True)
ENGINES = ("nats", "jetstream", "views", "vault")


@pytest.fixture
def listening(settings: Settings) -> Settings:
    return settings.model_copy(update={"ops_port": 0})


async def test_a_process_is_alive_before_its_engines_are_and_says_so(listening: Settings) -> None:
    async with ops(listening, Condition()) as told, watching(told) as watcher:
        live, ready = await watcher.asks("/health/live"), await watcher.asks("/health/ready")
        numbers = await watcher.scrapes()

    assert live == (200, {"alive": True})
    why = ["The engines were not reached yet.", "The databases are not prepared yet."]
    assert ready == (503, {"ready": False, "reasons": why})
    assert numbers["omnihub_engine_up/views"] == 0


@pytest.mark.parametrize(
    ("line", "sentence", "engines"),
    [
        ("database", "PostgreSQL does not answer.", [1, 1, 0, 0]),
        ("log", "nats-server does not answer.", [0, 0, 1, 1]),
    ],
)
async def test_an_engine_that_goes_away_is_said_until_it_is_back(
    listening: Settings, where: Addresses, line: str, sentence: str, engines: list[int]
) -> None:
    async with (
        lines(where) as between,
        open_house(listening, between.addresses(where)) as house,
        ops(listening, house.condition) as told,
        watching(told) as watcher,
    ):
        cutter = {"log": between.log, "database": between.database}[line]
        with told.opened(house):
            before = await watcher.asks("/health/ready")
            await cutter.stop()
            away = await until(watcher.reasons)
            numbers = await watcher.scrapes()
            await cutter.start()
            back = await until(watcher.is_ready)

    assert before == (200, {"ready": True, "reasons": []})
    assert (away, back) == ([sentence], True)
    assert [numbers[f"omnihub_engine_up/{name}"] for name in ENGINES] == engines
    assert ("omnihub_stream_head/EVENTS" in numbers) == (line != "log")
    assert ("omnihub_deliveries_open" in numbers) == (line != "database")


def test_a_fault_s_own_words_are_told_to_nobody() -> None:
    condition = Condition(prepared=True)
    condition.enter("capture", RoleState.FAILING, "INSERT ('boris@client.example') at 10.0.0.7")
    condition.enter("watchdog", RoleState.STANDBY)
    condition.stores["log"] = Level.FULL

    assert reasons(condition, ALL_ANSWER) == [
        "capture fails: see its log.",
        "The store log is full: nothing is accepted.",
    ]


async def test_a_taken_port_is_the_operators_to_repair(listening: Settings) -> None:
    async with ops(listening, Condition()) as told:
        same = listening.model_copy(update={"ops_port": told.port})

        with pytest.raises(Misconfigured, match="OMNIHUB_OPS_PORT"):
            async with ops(same, Condition()):
                pass


async def test_without_a_port_nothing_listens(settings: Settings) -> None:
    async with ops(settings, Condition()) as told:
        assert told.port is None
