"""One instance works, another stands by and takes over."""

import asyncio

import pytest

from contracts.errors import Invalid, Undeliverable
from hub.leases import Leases
from hub.leases.bucket import STREAM, Bucket
from hub.leases.hearing import Hearing
from hub.leases.lease import Lease
from hub.log.jetstream import ask, last_seq
from tests.engines.witnesses import eventually
from tests.leases.instance import NAME, Start, connected


async def test_one_instance_works_and_the_other_stands_by(start: Start) -> None:
    anna = await start("anna")
    await eventually(lambda: anna.works)
    boris = await start("boris")
    await eventually(lambda: boris.stands_by)

    assert anna.leases.holds(NAME)
    assert not boris.leases.holds(NAME)
    assert await boris.leases.holders() == {NAME: "anna"}
    assert boris.diary == []


async def test_each_account_has_a_lease_of_its_own(start: Start) -> None:
    anna, boris = await start("anna"), await start("boris")
    await eventually(lambda: anna.works or boris.works)
    stands_by = boris if anna.works else anna
    mail = asyncio.create_task(stands_by.leases.while_held("channel.mail", stands_by.work))
    await eventually(lambda: stands_by.leases.holds("channel.mail"))
    holders = await stands_by.leases.holders()
    mail.cancel()
    await asyncio.wait([mail])

    assert holders["channel.mail"] == stands_by.who
    assert holders[NAME] != stands_by.who


@pytest.mark.usefixtures("given_back")
async def test_a_lease_that_is_given_back_is_taken_over_at_once(start: Start) -> None:
    """At once: whoever stands by looks every 50 seconds otherwise."""
    diary: list[str] = []
    anna = await start("anna", seconds=200, diary=diary)
    await eventually(lambda: anna.works)
    boris = await start("boris", seconds=200, diary=diary)
    await eventually(lambda: boris.stands_by)
    await anna.stop()
    await eventually(lambda: boris.works, within=30)

    assert diary == ["anna works", "anna stopped", "boris works"]


async def test_work_that_takes_its_time_to_end_keeps_its_lease_until_it_has(start: Start) -> None:
    """Whoever supervises tells it to stop more than once."""
    diary: list[str] = []
    anna = await start("anna", seconds=4, diary=diary)
    await eventually(lambda: anna.works)
    boris = await start("boris", seconds=4, diary=diary)
    await eventually(lambda: boris.stands_by)
    anna.may_end.clear()
    while await last_seq(anna.nc, STREAM) < 6:  # renewals: they take longer than the lease lasts
        anna.tell_to_stop()
    still = anna.leases.holds(NAME)
    anna.may_end.set()
    await eventually(lambda: boris.works)

    assert still
    assert diary == ["anna works", "anna stopped", "boris works"]


async def test_a_lease_is_taken_over_when_its_holder_dies(start: Start) -> None:
    diary: list[str] = []
    anna = await start("anna", diary=diary)
    await eventually(lambda: anna.works)
    boris = await start("boris", diary=diary)
    await eventually(lambda: boris.stands_by)
    await anna.die()
    await eventually(lambda: boris.works)

    assert diary == ["anna works", "anna stopped", "boris works"]  # before the server let it go
    assert anna.stands_by is True


@pytest.mark.usefixtures("given_back")
async def test_the_work_ends_and_so_does_the_lease(start: Start) -> None:
    anna = await start("anna")
    await eventually(lambda: anna.works)

    async def little() -> None:
        assert anna.leases.holds("watchdog")

    async def wrong() -> None:
        raise Undeliverable("it cannot be done")

    await anna.leases.while_held("watchdog", little)
    with pytest.raises(Undeliverable):
        await anna.leases.while_held("watchdog", wrong)

    assert not anna.leases.holds("watchdog")
    assert await anna.leases.holders() == {NAME: "anna"}


async def test_a_renewal_whose_answer_was_lost_is_known_again(url: str) -> None:
    nc = await connected(url)
    lease = Lease(Bucket(nc, 60, 1), NAME, "anna", 60)
    assert await lease.take(await lease.free() or 0)
    await lease._bucket.write(NAME, lease._entry, lease._seq)  # stands there, unanswered

    assert await lease._renewed()
    assert lease.held
    await nc.close()


async def test_whoever_was_away_listens_first(url: str) -> None:
    """A bucket may have been made anew meanwhile, and its holder is about to take it again."""
    nc = await connected(url)
    hearing = Hearing(nc, 60)
    await hearing.listen()
    assert hearing.left(NAME) < 0
    nc.stats["reconnects"] += 1

    assert 30 < hearing.left(NAME) <= 60
    await nc.close()


@pytest.mark.usefixtures("given_back")
async def test_two_tries_of_one_instance_are_two(url: str) -> None:
    nc = await connected(url)
    first, second = (Lease(Bucket(nc, 60, 1), NAME, "anna", 60) for _ in range(2))
    assert await first.take(await first.free() or 0)

    assert await second.free() is None
    await second.give_back()
    assert await second.free() is None
    await first.give_back()
    assert await second.take(await second.free() or 0)
    await nc.close()


@pytest.mark.parametrize("name", ["", "почта", "a b", "a..b", ".a", "a.", "a*", "a>", "a\n", "$a"])
async def test_no_other_characters_stand_in_a_name(url: str, name: str) -> None:
    nc = await connected(url)
    with pytest.raises(Invalid):
        await Leases(nc, "anna").while_held(name, asyncio.Event().wait)  # type: ignore[arg-type]  # never awaited
    await nc.close()


async def test_nobody_who_only_asks_makes_a_bucket(url: str) -> None:
    nc = await connected(url)

    assert await Leases(nc, "doctor").holders() == {}
    assert (await ask(nc, "STREAM.NAMES"))["streams"] is None
    await nc.close()


async def test_keys_live_as_long_as_the_longest_lease(start: Start) -> None:
    anna = await start("anna", seconds=20.0)
    await eventually(lambda: anna.works)
    boris = await start("boris", seconds=8.0)
    await eventually(lambda: boris.stands_by)

    config = (await ask(anna.nc, f"STREAM.INFO.{STREAM}"))["config"]
    assert config["max_age"] == 20_000_000_000
    assert config["storage"] == "memory"
