"""The doctor at real engines: what is wrong is found, and what is well is left alone."""

import asyncio
from dataclasses import replace

from aiohttp import web
from aiohttp.test_utils import TestServer

from contracts.errors import Misconfigured
from hub.addresses import Addresses
from hub.configuration.reading import Reading
from hub.doctor.checks import CHECKS
from hub.doctor.examine import Check, examine, in_trouble
from hub.doctor.finding import Finding, State, ok
from hub.doctor.patient import patient
from hub.doctor.presence import Presence, presence
from hub.engines.lock import only_hub
from hub.house import House
from hub.log.jetstream import ask
from hub.log.streams import STREAMS
from hub.settings import Settings
from hub.standins.bot_api import BotApi
from hub.vault.channels import Account
from tests.clock import Hands
from tests.doctor.conftest import Look, looked

WRONG = "654321:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"


def bad(findings: list[Finding]) -> list[str]:
    return [one.said for one in findings if one.state is State.TROUBLE]


async def test_a_hub_that_is_well_is_in_no_trouble_and_stays_as_it_was(
    look: Look, settings: Settings
) -> None:
    before = sorted(settings.data.rglob("*"))
    found = await look()

    assert set(found) == {check.name for check in CHECKS}
    assert {name: said for name, all_ in found.items() if (said := bad(all_))} == {}
    assert [one for all_ in found.values() for one in all_ if "not be checked" in one.said] == []
    assert [one.state for one in found["streams"]] == [State.OK] * 5
    assert sorted(settings.data.rglob("*")) == before


async def test_a_stream_that_somebody_edited_is_named_with_what_was_changed(
    look: Look, house: House
) -> None:
    loosened = {**STREAMS["INBOUND"], "discard": "old", "num_replicas": 1}
    await ask(house.nc, "STREAM.UPDATE.INBOUND", {k: v for k, v in loosened.items() if v != ""})
    (found,) = bad((await look("streams"))["streams"])

    assert found.startswith("discard of INBOUND is 'old', not 'new'")


async def test_a_log_that_lost_its_end_is_noticed_by_those_who_had_read_further(
    look: Look, house: House
) -> None:
    async with house.views.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE builds.checkpoints SET seq = 7 WHERE projection = 'inbox'"
        )
    (found,) = bad((await look("streams"))["streams"])

    assert found == "inbox has read EVENTS up to 7, and EVENTS ends at 0."


async def test_another_secret_than_the_vault_was_made_with_is_noticed(
    look: Look, settings: Settings
) -> None:
    (settings.data / "secret").write_text("ab" * 32)
    (found,) = bad((await look("secret"))["secret"])

    assert "is not the one that this vault was made with" in found


async def test_a_secret_that_is_gone_is_not_drawn_anew(look: Look, settings: Settings) -> None:
    (settings.data / "secret").unlink()
    (found,) = bad((await look("secret"))["secret"])

    assert found.endswith("and the hub was started before.")
    assert not (settings.data / "secret").exists()


async def test_a_secret_that_others_can_read_is_trouble_with_its_remedy(
    look: Look, settings: Settings
) -> None:
    path = settings.data / "secret"
    path.chmod(0o644)
    found = (await look("permissions"))["permissions"]

    (trouble,) = [one for one in found if one.state is State.TROUBLE]
    assert "mode 0644" in trouble.said
    assert f"chmod 600 {path}" in trouble.remedy


async def test_a_database_that_is_away_is_said_once_and_the_log_is_looked_at_all_the_same(
    house: House, where: Addresses, hands: Hands
) -> None:
    nowhere = "postgresql://anna:secret@127.0.0.1:1"
    gone = replace(where, views=f"{nowhere}/views", vault=f"{nowhere}/vault")
    found = await looked(house.settings, gone, hands)

    assert len(bad(found["PostgreSQL"])) == 2
    assert "secret" not in str(found["PostgreSQL"])
    others = [said for name, all_ in found.items() if name != "PostgreSQL" for said in bad(all_)]
    assert others == []
    assert [one.state for one in found["accounts"]] == [State.SKIPPED]
    assert found["streams"][0].state is State.OK


async def test_a_log_that_is_away_is_trouble(house: House, where: Addresses, hands: Hands) -> None:
    gone = replace(where, nats_url="nats://127.0.0.1:1", nats_monitor_url="http://127.0.0.1:1")
    found = await looked(house.settings, gone, hands)

    assert {name for name, all_ in found.items() if bad(all_)} == {"nats-server"}
    assert [one.state for one in found["streams"]] == [State.SKIPPED]


async def test_accounts_are_asked_without_taking_an_update_from_the_hub(
    look: Look, house: House
) -> None:
    async with BotApi() as api:
        api.says(7, "Is it still there?")
        for name, token in (("bot", api.token), ("shop", WRONG)):
            settings = {"token": token, "api_base": api.base_url}
            account = Account(name, "telegram", settings, house.clock())
            await house.channel_settings.put(account)
        found = (await look("accounts"))["accounts"]
        asked = [call.method for call in api.calls]

    assert [one.state for one in found] == [State.OK, State.TROUBLE], found
    assert found[1].said.startswith("shop is down. Telegram does not know this bot")
    assert "BotFather" in found[1].remedy
    assert WRONG not in str(found)
    assert set(asked) == {"getMe"}


async def test_of_an_account_that_is_paused_nobody_expects_that_it_works(
    look: Look, house: House
) -> None:
    settings = {"token": "1:a", "api_base": "http://127.0.0.1:1"}
    await house.channel_settings.put(Account("bot", "telegram", settings, house.clock()))
    async with house.views.begin() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO channel_accounts (account, channel, state, connected_at, changed_at) "
            "VALUES ('bot', 'telegram', 'paused', now(), now())"
        )
    (found,) = (await look("accounts"))["accounts"]

    assert found.state is State.WARNING
    assert "It is paused." in found.said


async def test_a_port_that_a_stranger_has_is_trouble(
    settings: Settings, where: Addresses, hands: Hands
) -> None:
    def hangs_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(hangs_up, "127.0.0.1", 0) as stranger:
        port = stranger.sockets[0].getsockname()[1]
        at = settings.model_copy(update={"api_port": port})
        (found,) = bad((await looked(at, where, hands, "ports"))["ports"])

    assert found == f"Another program listens on 127.0.0.1:{port} (API)."


async def test_a_port_that_a_hub_has_is_no_strangers(
    settings: Settings, where: Addresses, hands: Hands
) -> None:
    async def health(_: web.Request) -> web.Response:
        return web.json_response({"status": "degraded"})

    app = web.Application()
    app.router.add_get("/health", health)
    async with TestServer(app) as hub:
        at = settings.model_copy(update={"api_port": hub.port})
        (found,) = (await looked(at, where, hands, "ports"))["ports"]
        expected = ok(f"A hub listens on 127.0.0.1:{hub.port} (API).")

    assert found == expected


def test_a_hub_is_here_while_it_holds_the_folder_and_is_not_kept_from_it(
    settings: Settings,
) -> None:
    data = settings.data
    assert presence(settings) is Presence.NEVER
    data.mkdir()
    (data / "engines.json").write_text("{}")
    assert presence(settings) is Presence.AWAY
    with only_hub(data / "lock"):
        assert presence(settings) is Presence.HERE
    assert presence(settings) is Presence.AWAY
    with only_hub(data / "lock"):
        assert presence(settings) is Presence.HERE


async def test_a_clock_that_is_wrong_is_noticed(look: Look, hands: Hands) -> None:
    hands.at = hands.at.replace(year=1970)
    found = (await look("clocks"))["clocks"]

    assert bad(found) == ["This machine says that it is the year 1970."]
    assert [one.state for one in found[1:3]] == [State.WARNING] * 2


async def test_settings_that_cannot_be_read_are_trouble_and_the_rest_is_looked_at() -> None:
    wrong = Misconfigured("OMNIHUB_API_PORT: it is no number.", remedy="Correct it, or unset it.")
    async with patient(Reading(None, (wrong,))) as found:
        seen = [each async for each in examine(found, CHECKS)]
    states = {each.check: {one.state for one in each.findings} for each in seen}

    assert in_trouble(seen)
    assert states["settings"] == {State.TROUBLE}
    assert states["versions"] == {State.OK}
    assert states["ports"] == {State.SKIPPED}


async def test_a_check_that_breaks_hides_no_other(settings: Settings) -> None:
    async def breaks(_: object) -> list[Finding]:
        raise ZeroDivisionError

    checks = (Check("odd", breaks), *(one for one in CHECKS if one.name == "versions"))
    async with patient(Reading(settings, ())) as found:
        seen = {each.check: each.findings async for each in examine(found, checks)}

    assert seen["odd"][0].said == "could not be checked: ZeroDivisionError"
    assert seen["odd"][0].state is State.TROUBLE
    assert seen["versions"][0].state is State.OK
