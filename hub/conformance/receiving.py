"""What arrives: in order, once, and never acknowledged before the hub has it."""

import asyncio
import re

import pytest

from contracts.errors import Transient
from contracts.inbound import Inbound, InboundKind
from hub.conformance.desk import PATIENCE_SECONDS, Desk
from hub.conformance.harness import Harness
from hub.tasks import ended

_DIGEST = re.compile(r"[0-9a-f]{32,64}")
_OTHER_KEY = b"another key"


class Receiving:
    """Tests of `Channel.receive`."""

    async def test_what_is_said_arrives_in_its_order(self, harness: Harness) -> None:
        """What the hub has is what was said, in the order of the provider."""
        desk, said = Desk(harness), [str(number) for number in range(1, 6)]
        for text in said:
            await harness.say(text)

        async with desk.opened() as channel:
            await desk.receives(channel, len(said))

        assert desk.texts == said
        assert len({one.provider_id for one in desk.arrived}) == len(said)

    async def test_a_second_delivery_has_the_same_name(self, harness: Harness) -> None:
        """However often it comes, the hub has it once, at its place."""
        desk = Desk(harness)
        await harness.say("1")
        await harness.say_again()
        await harness.say("2")

        async with desk.opened() as channel:
            await desk.receives(channel, 2)

        assert desk.texts == ["1", "2"]

    async def test_nothing_is_acknowledged_before_the_hub_goes_on(self, harness: Harness) -> None:
        """The provider forgets when the generator is resumed, and not a moment before."""
        if not harness.acknowledges:
            pytest.skip("this provider is told nothing: where the hub is, its log says")
        desk = Desk(harness)
        await harness.say("1")

        async with desk.opened() as channel:
            await desk.dies_with(channel, recorded=False)
            before = harness.unacknowledged()
        async with desk.opened() as channel:
            await desk.receives(channel, 1)

        assert (before, harness.unacknowledged()) == (1, 0)

    async def test_what_the_hub_did_not_record_comes_again(self, harness: Harness) -> None:
        """The hub died with it in its hands: it comes under the same name, before what follows."""
        desk = Desk(harness)
        await harness.say("1")
        async with desk.opened() as channel:
            lost = await desk.dies_with(channel, recorded=False)
        await harness.say("2")

        async with desk.opened() as channel:
            await desk.receives(channel, 2)

        assert desk.texts == ["1", "2"]
        assert desk.recorded[0].provider_id == lost.provider_id

    async def test_what_was_recorded_but_not_acknowledged_is_recognised(
        self, harness: Harness
    ) -> None:
        """The hub died between the record and the acknowledgement: nothing is lost or doubled."""
        desk = Desk(harness)
        await harness.say("1")
        async with desk.opened() as channel:
            await desk.dies_with(channel, recorded=True)
        await harness.say("2")

        async with desk.opened() as channel:
            await desk.receives(channel, 2)

        assert desk.texts == ["1", "2"]

    async def test_a_slow_provider_loses_nothing(self, harness: Harness) -> None:
        """It takes longer, and that is all."""
        desk = Desk(harness)
        await harness.slow_down()
        for text in ("1", "2", "3"):
            await harness.say(text)

        async with desk.opened() as channel:
            await desk.receives(channel, 3)

        assert desk.texts == ["1", "2", "3"]

    async def test_a_provider_that_goes_away_and_comes_back_loses_nothing(
        self, harness: Harness
    ) -> None:
        """The hub is told that it may try again; then what was said meanwhile is there."""
        desk = Desk(harness)
        await harness.say("1")
        async with desk.opened() as channel:
            await desk.receives(channel, 1)
        await harness.go_away()
        await harness.say("2")
        async with desk.opened() as channel:
            with pytest.raises(Transient):
                await desk.receives(channel, 2)

        await harness.come_back()
        async with desk.opened() as channel:
            await desk.receives(channel, 2)

        assert desk.texts == ["1", "2"]

    async def test_whatever_arrives_leaves_an_inbound(self, harness: Harness) -> None:
        """What the channel has no word for is said to be that, with its bytes; then it goes on."""
        desk = Desk(harness)
        await harness.say_strange()
        await harness.say("2")

        async with desk.opened() as channel:
            await desk.receives(channel, 2)

        strange = desk.recorded[0]
        assert strange.kind is InboundKind.UNSUPPORTED or strange.unreadable is not None
        assert desk.blobs[strange.raw or ""]
        assert desk.texts[1] == "2"

    async def test_names_tell_an_outsider_nothing(self, harness: Harness) -> None:
        """They are digests under the deployment's key: another key, other names."""
        await harness.say("1")
        names = []
        for key in (_OTHER_KEY, b"a key"):
            desk = Desk(harness, key)
            async with desk.opened() as channel:
                names.append(_names(await desk.dies_with(channel, recorded=False)))

        assert harness.personal
        assert all(_DIGEST.fullmatch(name) for name in names[0] | names[1])
        assert not names[0] & names[1]
        assert not any(canary in name for canary in harness.personal for name in names[0])

    async def test_closing_ends_receiving(self, harness: Harness) -> None:
        """Without an error, and without waiting for the provider."""
        desk = Desk(harness)
        await harness.say("1")
        async with desk.opened() as channel:
            arriving = channel.receive()
            async with asyncio.timeout(PATIENCE_SECONDS):
                await anext(arriving)
            going_on = asyncio.ensure_future(anext(arriving, None))

            await channel.close()
            await asyncio.wait({going_on}, timeout=PATIENCE_SECONDS)

            assert going_on.done()
            assert going_on.result() is None
            await ended([going_on])


def _names(inbound: Inbound) -> set[str]:
    thread = inbound.thread
    call = inbound.call.call if inbound.call else None
    own = {name for name in (thread.chat, thread.own, call) if name is not None}
    return {inbound.provider_id, *own, *thread.refs}
