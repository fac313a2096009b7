"""While the hub is full nothing is appended; what has arrived is, once there is room."""

import asyncio
from collections.abc import AsyncGenerator

from contracts.inbound import Inbound, InboundKind
from hub.accounts.receive import Receiver
from hub.condition import Level
from hub.doors import Doors
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import INBOUND
from hub.room.door import LOG
from hub.vault.channels import Account
from tests.examples import NOON
from tests.story import until


class Two:
    """A channel of which two contacts come; `acknowledged` counts those it could go on from."""

    def __init__(self) -> None:
        self.acknowledged = 0

    async def receive(self) -> AsyncGenerator[Inbound]:
        for number in range(2):
            yield Inbound(kind=InboundKind.MESSAGE, provider_id=str(number), arrived_at=NOON)
            self.acknowledged += 1


async def test_a_full_hub_leaves_it_with_the_provider_and_takes_it_once_there_is_room(
    house: House,
) -> None:
    doors, channel = Doors(house.addresses.nats_url), Two()
    account = Account("shop", "telegram", {}, NOON)
    receiver = Receiver(house, account, doors.inbounds("telegram"))
    house.condition.stores[LOG] = Level.FULL
    async with doors.open():
        running = asyncio.create_task(receiver.run(channel))  # type: ignore[arg-type]  # all of a channel that is received from
        await asyncio.wait({running}, timeout=0.5)
        while_full = (channel.acknowledged, await last_seq(house.nc, INBOUND))
        house.condition.stores[LOG] = Level.ROOMY
        await until(lambda: _has(house, 2))
        await running

    assert while_full == (0, 0)
    assert (channel.acknowledged, await last_seq(house.nc, INBOUND)) == (2, 2)


async def _has(house: House, count: int) -> bool:
    return await last_seq(house.nc, INBOUND) == count
