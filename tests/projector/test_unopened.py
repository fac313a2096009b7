"""An event whose seal does not open stops what is folded from it, and says where it stands."""

import pytest

from contracts.errors import Transient
from contracts.ids import KeyId
from hub.house import House
from hub.log.jetstream import message_at
from hub.log.streams import EVENTS
from hub.projector.worker import events_of
from hub.vault.keys import DataKeys
from tests.capture.arriving import chat
from tests.capture.working import captured, capturing, projecting, put


class AnotherVault(DataKeys):
    """Every key is there, and is another one."""

    def get(self, key: KeyId) -> bytes:
        _ = key
        return bytes(32)


async def test_it_is_named_and_nothing_is_folded_past_it(house: House) -> None:
    async with projecting(house), capturing(house):
        await put(house, chat("1"))
        events = await captured(house)
    (received,) = (one for one in events if one.event.event_name == "message.received")
    stored = await message_at(house.nc, EVENTS, {"seq": received.seq})
    assert stored is not None

    with pytest.raises(Transient, match=f"the event at {received.seq} cannot be opened"):
        await events_of([stored], AnotherVault(house.vault, house.secret))
