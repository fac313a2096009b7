"""A story on real engines: facts are appended, the projector follows, questions are asked."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from contracts.client import ClientRegistered, LinkRule, Why
from contracts.conversation import ConversationOpened
from contracts.event import Event, Recorded, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import KeyId, drawn
from contracts.inbound import AddressKind
from hub.commands import carry_out
from hub.house import House
from hub.log.codec import By
from hub.log.jetstream import last_seq
from hub.log.read import Reader
from hub.log.streams import EVENTS
from hub.projector.columns import view_of
from hub.projector.worker import Worker, events_of
from hub.views.read import rows
from hub.wiring import PROJECTIONS
from projections.kit import Table
from tests.examples import BORIS, BORIS_CARD, TALK

R = TypeVar("R")

PATIENCE_SECONDS = 60.0
"""For what should happen: a success costs nothing, and the machine may be slow for a while."""

ALL = tuple(projection.name for projection in PROJECTIONS)
TALKING = Subject("conversation", str(TALK))


@contextlib.asynccontextmanager
async def projecting(house: House) -> AsyncIterator[None]:
    """The projector follows the log for as long as this lasts."""
    worker = Worker(house.nc, house.views, house.keys, PROJECTIONS)
    async with running(worker.run):
        yield


@contextlib.asynccontextmanager
async def running(run: Callable[[], Awaitable[None]]) -> AsyncIterator[asyncio.Task[None]]:
    """Something works in the background; what it raises is raised at the end."""
    task = asyncio.ensure_future(run())
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def happened(house: House, subject: Subject, *events: Event, key: UUID | None = None) -> int:
    """These facts come onto the log, and every projection knows them."""
    seq = 0
    for event in events:
        seq = await carry_out(
            house,
            drawn(),
            By("test", house.clock()),
            [subject],
            lambda _, event=event: [(subject, event)],  # type: ignore[misc]  # bound now
            key=KeyId(key) if key else None,
        )
        await house.progress.reached(ALL, seq, seconds=PATIENCE_SECONDS)
    return seq


async def boris_writes(house: House, account: str = "tg", channel: str = "telegram") -> None:
    """Boris has a card and a conversation."""
    why = Why(rule=LinkRule.FIRST_CONTACT, by="test")
    claimed = IdentityClaimed(
        identity_id=BORIS, kind=AddressKind.TELEGRAM, value="77", name="Борис"
    )
    await happened(house, Subject("identity", str(BORIS)), claimed, key=BORIS)
    card = ClientRegistered(client_id=BORIS_CARD, identity_id=BORIS, name="Борис", why=why)
    await happened(house, Subject("client", str(BORIS_CARD)), card, key=BORIS)
    opened = ConversationOpened(
        conversation_id=TALK, identity_id=BORIS, channel=channel, account=account
    )
    await happened(house, TALKING, opened, key=BORIS)


async def table(house: House, of: Table[R]) -> list[R]:
    """Every row."""
    async with house.views.connect() as connection:
        return await rows(connection, of, select(view_of(of)))


async def history(house: House, subject: Subject | None = None) -> list[Recorded[Event]]:
    """Everything on the log, or on one subject."""
    end, found = await last_seq(house.nc, EVENTS), []
    if end == 0:
        return []
    async with Reader(house.nc, EVENTS, 0) as reader:
        async for batch in reader.batches():
            found += await events_of(batch, house.keys)
            if reader.position >= end:
                break
    return [one for one in found if subject is None or one.subject == subject]


def names(events: Sequence[Recorded[Event]]) -> list[str]:
    """The wire names, in order."""
    return [one.event.event_name for one in events]


async def until(condition: Callable[[], Awaitable[Any]], seconds: float = PATIENCE_SECONDS) -> Any:
    """What the condition returns, as soon as it is true of something."""
    async with asyncio.timeout(seconds):
        while not (found := await condition()):  # noqa: ASYNC110 - the answer lies in a server
            await asyncio.sleep(0.02)
        return found
