"""The doors on the broker wake, and never answer."""

import nats.errors
import pytest

from contracts.conversation import MessageQueued
from hub.doors import Doors
from hub.house import House
from hub.log.codec import HUB_TYPE
from hub.waking import Wake
from tests.story import PATIENCE_SECONDS


async def test_a_door_wakes_and_leaves_the_answer_to_the_log(house: House) -> None:
    doors, wake = Doors(house.addresses.nats_url), Wake()
    doors.sender(wake)
    headers = {HUB_TYPE: MessageQueued.event_name}

    inbox = house.nc.new_inbox()
    answers = await house.nc.subscribe(inbox)

    async with doors.open():
        await house.nc.publish("ev.conversation.nowhere", b"{}", reply=inbox, headers=headers)
        await wake.wait(5)
        first = await answers.next_msg(timeout=PATIENCE_SECONDS)

    assert b'"stream":"EVENTS"' in first.data
    with pytest.raises(nats.errors.TimeoutError):
        await answers.next_msg(timeout=0.3)
