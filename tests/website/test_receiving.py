"""When a visitor is thanked, and what happens to those who wait."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from channels.website import provider
from channels.website.settings import Settings
from contracts.channel import Channel, Outbound, State
from contracts.errors import Transient, Undeliverable
from contracts.ids import MessageId, derived
from contracts.inbound import Address, AddressKind, Inbound
from tests.story import PATIENCE_SECONDS
from tests.website.examples import SCRIPTED, as_json, asked, site
from tests.website.host import Call, SiteHost


@pytest.fixture
def host() -> SiteHost:
    return SiteHost()


@pytest.fixture
def channel(host: SiteHost) -> Channel:
    return provider.open(Settings.model_validate(site()), host)


def calls(host: SiteHost, count: int) -> list[Call]:
    waiting = [Call(as_json(SCRIPTED | {"name": f"Борис {number}"})) for number in range(count)]
    for call in waiting:
        host.queue.put_nowait(call)
    return waiting


async def take(receiving: AsyncGenerator[Inbound]) -> Inbound:
    async with asyncio.timeout(PATIENCE_SECONDS):
        return await anext(receiving)


async def test_a_visitor_is_thanked_only_when_the_hub_goes_on(
    channel: Channel, host: SiteHost
) -> None:
    (first, second) = calls(host, 2)
    receiving = channel.receive()
    await take(receiving)
    before = list(first.answers)
    await take(receiving)

    assert before == []
    assert [answer.status for answer in first.answers] == [200]
    assert second.answers == []
    await receiving.aclose()


async def test_forms_arrive_in_their_order(channel: Channel, host: SiteHost) -> None:
    calls(host, 5)
    receiving = channel.receive()
    told = [await take(receiving) for _ in range(5)]

    assert [inbound.sender[0].name for inbound in told] == [f"Борис {n}" for n in range(5)]
    await receiving.aclose()


async def test_who_was_not_recorded_is_not_thanked(channel: Channel, host: SiteHost) -> None:
    (call,) = calls(host, 1)
    receiving = channel.receive()
    await take(receiving)
    await receiving.aclose()

    assert call.answers == []


async def test_where_nothing_can_be_kept_the_visitor_is_told_to_try_again(
    channel: Channel, host: SiteHost
) -> None:
    (call,) = calls(host, 1)
    host.is_full = True
    with pytest.raises(Transient):
        await take(channel.receive())

    assert [answer.status for answer in call.answers] == [503]
    assert ("retry-after", "5") in call.answers[0].headers
    assert ("access-control-allow-origin", "https://shop.example") in call.answers[0].headers


async def test_what_was_not_kept_is_the_same_when_it_comes_again(host: SiteHost) -> None:
    settings = Settings.model_validate(site())
    first, again = (provider.open(settings, host) for _ in range(2))
    calls(host, 2)

    assert (await take(first.receive())).provider_id == (await take(again.receive())).provider_id


async def test_questions_that_leave_nothing_are_answered_at_once(
    channel: Channel, host: SiteHost
) -> None:
    asking = Call(asked("GET", "embed.js"))
    host.queue.put_nowait(asking)
    calls(host, 1)
    receiving = channel.receive()
    await take(receiving)

    assert [answer.status for answer in asking.answers] == [200]
    await receiving.aclose()


async def test_a_site_that_is_closed_ends(channel: Channel) -> None:
    going_on = asyncio.ensure_future(anext(channel.receive()))
    await asyncio.sleep(0)
    await channel.close()

    with pytest.raises(StopAsyncIteration):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await going_on


async def test_nobody_is_reached_through_a_form(channel: Channel) -> None:
    message = Outbound(
        id=MessageId(derived("message", 1)),
        to=Address(kind=AddressKind.PHONE, value="+79161234567"),
        text="Здравствуйте",
    )

    with pytest.raises(Undeliverable):
        await channel.send(message)


async def test_a_site_says_how_many_forms_it_has(channel: Channel) -> None:
    health = await channel.health()

    assert health.state is State.UP
    assert "2 forms" in health.message


def test_the_manifest_says_what_a_form_cannot() -> None:
    manifest = provider.manifest

    assert (manifest.name, manifest.called, manifest.sends) == ("website", True, False)
    assert manifest.identity_kinds == ()
