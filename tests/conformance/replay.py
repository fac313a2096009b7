"""Replay never sends: the views are lost, come again from the log, and nobody hears of it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from contracts.conversation import MessageQueued
from contracts.event import Subject
from hub.accounts import state
from hub.conformance import Harness
from hub.house import House
from hub.roles import Role, run_roles
from hub.tasks import ended
from hub.vault.channels import Account
from projections.delivery import DELIVERY
from projections.inbox import INBOX, InboxRow
from tests.examples import ANNA, message_id
from tests.story import PATIENCE_SECONDS, happened, table, until

ROLES = (Role.CAPTURE, Role.PROJECTOR, Role.CHANNELS)


class ReplayConformance:
    """For channels that send; a subclass provides the fixture `harness`."""

    @pytest.mark.timeout(300)
    async def test_a_replay_sends_nothing(self, house: House, harness: Harness) -> None:
        await connect(house, harness)
        async with at_work(house):
            await harness.say("1")
            talk = await until(lambda: talk_about(house, "1"), PATIENCE_SECONDS)
            await anna_answers(house, talk, "7", 1)
            await until(lambda: is_done(house, harness, 1), PATIENCE_SECONDS)
        await throw_views_away(house)

        async with at_work(house):
            await until(lambda: talk_about(house, "7"), PATIENCE_SECONDS)
            await anna_answers(house, talk, "8", 2)
            await until(lambda: is_done(house, harness, 2), PATIENCE_SECONDS)

        assert harness.brought() == ["7", "8"]


async def connect(house: House, harness: Harness) -> None:
    channel = harness.provider.manifest.name
    account = Account(harness.account, channel, dict(harness.settings), house.clock())
    await house.channel_settings.put(account)
    await state.connected(house, account, "test")


@contextlib.asynccontextmanager
async def at_work(house: House) -> AsyncIterator[None]:
    roles = asyncio.create_task(run_roles(house, ROLES))
    try:
        yield
    finally:
        await ended([roles])


async def throw_views_away(house: House) -> None:
    async with house.views.begin() as connection:
        await connection.execute(text("DROP SCHEMA builds, public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await house.preparing.outdated()


async def talk_about(house: House, said: str) -> InboxRow | None:
    return next((row for row in await table(house, INBOX) if said == row.last_text), None)


async def anna_answers(house: House, talk: InboxRow, words: str, number: int) -> None:
    queued = MessageQueued(
        conversation_id=talk.conversation_id,
        message_id=message_id(number),
        channel=talk.channel,
        account=talk.account,
        text=words,
        reply_ref=talk.reply_ref,
        by=ANNA,
    )
    subject = Subject("conversation", str(talk.conversation_id))
    await happened(house, subject, queued, key=talk.identity_id)


async def is_done(house: House, harness: Harness, count: int) -> bool:
    """So many reached the client, and the hub knows it."""
    return len(harness.brought()) >= count and not await table(house, DELIVERY)
