"""What channels brought in and took out is counted where it happens."""

import re
from collections.abc import AsyncGenerator

from contracts.conversation import MessageAttempted
from contracts.errors import Undeliverable
from contracts.inbound import Inbound
from hub.accounts.receive import Receiver
from hub.doors import Doors
from hub.house import House
from hub.metrics.scrape import scrape
from hub.vault.channels import Account
from tests.capture.arriving import chat
from tests.examples import NOON, TALK
from tests.ops.watcher import numbers, scraped
from tests.sender.test_sender import ANSWER, Provider, anna_answers, sender
from tests.story import TALKING, boris_writes, happened, projecting, running, until

ACCOUNT = Account("tg", "telegram", {}, NOON)


class Twice(Provider):
    """A provider from which two messages come, and then no more."""

    async def receive(self) -> AsyncGenerator[Inbound]:
        yield chat("1")
        yield chat("2")


async def test_what_arrived_is_counted_by_channel_and_account(house: House) -> None:
    before = await scraped(house)
    doors = Doors(house.addresses.nats_url)

    async with doors.open():
        await Receiver(house, ACCOUNT, doors.inbounds("telegram")).run(Twice())
    after = await scraped(house)

    name = "omnihub_inbounds_accepted_total/tg/telegram"
    assert after[name] - before.get(name, 0) == 2


async def ended(house: House, provider: Provider, outcome: str) -> bool:
    """Whether the sender counts one more of these."""
    name = f"omnihub_outbounds_total/telegram/{outcome}"
    before = await scraped(house)

    async def counted() -> bool:
        return (await scraped(house)).get(name, 0) - before.get(name, 0) == 1

    async with running(sender(house, provider)):
        return bool(await until(counted))


async def test_what_was_sent_and_what_failed_is_counted(house: House) -> None:
    async with projecting(house):
        await boris_writes(house)
        await anna_answers(house)
        assert await ended(house, Provider([Undeliverable("blocked")]), "failed")


async def test_an_attempt_that_nobody_brought_to_an_end_is_counted_too(house: House) -> None:
    async with projecting(house):
        await boris_writes(house)
        await anna_answers(house)
        died = MessageAttempted(conversation_id=TALK, message_id=ANSWER, attempt=1)
        await happened(house, TALKING, died)
        assert await ended(house, Provider(), "uncertain")


async def test_numbers_name_nobody(house: House) -> None:
    async with projecting(house):
        await boris_writes(house)
        await anna_answers(house)
        assert await ended(house, Provider(), "sent")

    text = (await scrape(house.condition, house)).decode()

    labels = {label for name in numbers(text) for label in name.split("/")[1:]}
    assert all(name.startswith(("omnihub_", "process_")) for name in numbers(text))
    assert "77" not in labels
    assert not re.search(r"@|[А-я]|\d{7}|-[0-9a-f]{4}-", " ".join(labels))
