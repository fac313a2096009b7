"""A firm with a chain of command, and a client who has written."""

from collections.abc import AsyncIterator

import pytest

from contracts.account import ChannelConnected
from contracts.conversation import ConversationAssigned
from contracts.event import Subject
from hub.house import House
from tests.clock import Hands
from tests.examples import ANNA, DARIA, GLEB, NOON, TALK
from tests.story import TALKING, boris_writes, happened, projecting
from tests.watchdog.story import employee


@pytest.fixture
async def firm(house: House, hands: Hands) -> AsyncIterator[House]:
    """Anna reports to Gleb, Gleb to Daria; Boris has written, and Anna holds it."""
    hands.at = NOON
    async with projecting(house):
        await boris_writes(house)
        connected = ChannelConnected(channel="telegram", account="tg", connected_at=NOON)
        await happened(house, Subject("channel", "tg"), connected)
        await employee(house, DARIA, None, "3")
        await employee(house, GLEB, DARIA, "2")
        await employee(house, ANNA, GLEB, "1")
        await happened(house, TALKING, ConversationAssigned(conversation_id=TALK, employee_id=ANNA))
        yield house
