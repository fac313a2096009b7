"""Who calls a channel: what is promised to them, and what never is."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from hub.accounts import state
from hub.accounts.hooks import Hooks
from hub.house import House
from hub.log.inbounds import Arrived, decode_inbound
from hub.log.jetstream import last_seq, message_at
from hub.log.streams import INBOUND
from hub.roles import Role, run_roles
from projections.channels import CHANNELS, ChannelRow
from tests.conformance.replay import anna_answers, talk_about
from tests.hooks import doorbell
from tests.hooks.conftest import answers, connect
from tests.story import PATIENCE_SECONDS, running, table, until


async def recorded(house: House) -> list[str]:
    """The texts that the log has, in its order."""
    end = await last_seq(house.nc, INBOUND)
    return [(await _at(house, seq)).inbound.text for seq in range(1, end + 1)]


async def _at(house: House, seq: int) -> Arrived:
    stored = await message_at(house.nc, INBOUND, {"seq": seq})
    assert stored is not None
    return decode_inbound(stored, house.secret)


async def test_whoever_is_told_yes_is_on_the_log(house: House, door: AsyncClient) -> None:
    told = await door.post("/bell/", content="Is anybody there?")

    assert (told.status_code, told.text) == (200, "recorded")
    assert await recorded(house) == ["Is anybody there?"]


async def test_the_channel_sees_what_the_caller_wrote(door: AsyncClient) -> None:
    headers = [("X-Signed", "b"), ("x-signed", "a")]
    await door.post("/bell/a%2Fb/c?q=%20x&q=y", content=b"\x00\xff", headers=headers)

    asked = doorbell.ASKED[-1]
    assert asked.url == f"{door.base_url}bell/a%2Fb/c?q=%20x&q=y"
    assert (asked.method, asked.path) == ("POST", "a/b/c")
    assert asked.query == (("q", " x"), ("q", "y"))
    assert asked.body == b"\x00\xff"
    assert [value for name, value in asked.headers if name == "x-signed"] == ["b", "a"]
    assert asked.remote == "127.0.0.1"


async def test_the_channels_headers_go_out_and_the_hubs_stay(door: AsyncClient) -> None:
    told = await door.get("/bell/script.js")

    assert told.headers["cache-control"] == "public, max-age=300"
    assert told.headers["access-control-allow-origin"] == "*"
    assert told.headers["x-content-type-options"] == "nosniff"
    assert told.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "x-split" not in told.headers


@pytest.mark.parametrize("account", ["nobody", "bot", "..", "x" * 300])
async def test_there_is_nothing_behind_other_names(
    house: House, door: AsyncClient, account: str
) -> None:
    await connect(house, "bot", "telegram")

    told = await door.post(f"/{account}/x")

    assert told.status_code == 404


async def test_a_paused_account_accepts_nothing_and_goes_on_where_it_was(
    house: House, door: AsyncClient
) -> None:
    await state.paused(house, "bell", "holiday", "test")
    await until(lambda: answers(door, 503), PATIENCE_SECONDS)
    refused = await door.post("/bell", content="one")
    await state.resumed(house, "bell", "test")
    await until(lambda: answers(door, 200), PATIENCE_SECONDS)
    taken = await door.post("/bell", content="one")

    assert (refused.status_code, taken.status_code) == (503, 200)
    assert "retry-after" in refused.headers
    assert await recorded(house) == ["one"]


async def test_a_request_without_an_answer_is_told_to_come_again(door: AsyncClient) -> None:
    mute = asyncio.create_task(door.post("/bell/mute"))
    await until(lambda: _asked("mute"), PATIENCE_SECONDS)

    next_one = await door.post("/bell", content="next")

    assert next_one.status_code == 200
    assert (await mute).status_code == 503


async def _asked(path: str) -> bool:
    return any(request.path == path for request in doorbell.ASKED)


async def test_a_channel_that_breaks_lets_everybody_go_at_once_and_is_opened_again(
    house: House, door: AsyncClient
) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):  # for want of an answer it takes longer
        told = await asyncio.gather(
            door.post("/bell/break"), *(door.post("/bell", content=str(n)) for n in range(3))
        )
    await until(lambda: answers(door, 200), PATIENCE_SECONDS)
    again = await door.post("/bell", content="again")

    assert told[0].status_code == 503
    assert {one.status_code for one in told} <= {200, 503}
    assert again.status_code == 200
    assert len(await recorded(house)) == sum(one.status_code == 200 for one in told) + 1


async def test_what_only_the_operator_can_repair_pauses_the_account(
    house: House, door: AsyncClient
) -> None:
    told = await door.post("/bell/unset")
    (paused,) = await until(lambda: _paused(house), PATIENCE_SECONDS)

    assert (told.status_code, paused.remedy) == (503, "Set it.")
    assert (await door.post("/bell", content="x")).status_code == 503


async def _paused(house: House) -> list[ChannelRow]:
    return [row for row in await table(house, CHANNELS) if row.state == "paused"]


async def test_a_caller_who_leaves_holds_no_place(hooks: Hooks, door: AsyncClient) -> None:
    ahead = asyncio.create_task(door.post("/bell/hang"))
    await until(lambda: _asked("hang"), PATIENCE_SECONDS)
    behind = asyncio.create_task(door.post("/bell", content="leaves"))
    await until(lambda: _waiting(hooks, 1), PATIENCE_SECONDS)

    behind.cancel()
    await until(lambda: _waiting(hooks, 0), PATIENCE_SECONDS)

    assert [request.path for request in doorbell.ASKED] == ["hang"]
    ahead.cancel()


async def _waiting(hooks: Hooks, count: int) -> bool:
    return hooks.must_be_open("bell").waiting == count


async def test_what_is_called_is_sent_through_as_well(house: House, door: AsyncClient) -> None:
    """The role `channels` has the other half; here both are in one process."""
    await door.post("/bell", content="Is anybody there?")
    async with running(lambda: run_roles(house, [Role.CAPTURE, Role.CHANNELS])):
        talk = await until(lambda: talk_about(house, "Is anybody there?"), PATIENCE_SECONDS)
        await anna_answers(house, talk, "Coming!", 1)
        await until(lambda: _sent(1), PATIENCE_SECONDS)
        told = await door.post("/bell", content="Good.")

    assert [message.text for message in doorbell.SENT] == ["Coming!"]
    assert told.status_code == 200


async def _sent(count: int) -> bool:
    return len(doorbell.SENT) >= count


async def test_a_body_that_is_too_large_is_refused_before_the_channel_sees_it(
    door: AsyncClient,
) -> None:
    announced = await door.post("/bell", content=b"x" * 1_000_001)
    trickled = await door.post("/bell", content=_pieces())

    assert (announced.status_code, trickled.status_code) == (413, 413)
    assert doorbell.ASKED == []


async def _pieces() -> AsyncIterator[bytes]:
    for _ in range(11):
        yield b"x" * 100_000
