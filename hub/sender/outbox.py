"""What the sender finds to do, and the words of it, read from the log where they stand."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select

from contracts.confirmation import ConfirmationQueued
from contracts.conversation import MessageQueued
from contracts.errors import NotFound
from contracts.event import Event, Recorded, Subject
from contracts.identity import IdentityClaimed
from contracts.ids import IdentityId
from contracts.inbound import Address
from contracts.notice import NoticeQueued
from hub.house import House
from hub.log.codec import Stored, decode
from hub.log.jetstream import message_at
from hub.log.streams import EVENTS
from hub.projector.columns import view_of
from hub.views.read import rows
from projections.delivery import DELIVERY, DeliveryRow

Going = MessageQueued | NoticeQueued | ConfirmationQueued
"""What goes out: an answer, a notice, a confirmation."""

_MOST = 100


@dataclass(frozen=True, slots=True)
class Queued:
    """Something to bring out, since when, and where its history stands; `trace` is its header."""

    message_id: UUID
    subject: Subject
    event: Going
    attempt: int
    at: datetime
    trace: str | None = None


async def due(house: House, account: str) -> list[DeliveryRow]:
    """What is queued for an account and may be tried now, in the order it was queued."""
    view = view_of(DELIVERY)
    ready = or_(view.c.until.is_(None), view.c.until <= house.clock())
    query = select(view).where(view.c.account == account, ready)
    async with house.views.connect() as connection:
        return await rows(connection, DELIVERY, query.order_by(view.c.queued_seq).limit(_MOST))


async def next_try(house: House, account: str) -> datetime | None:
    """When something that waits for it may be tried; None if nothing does."""
    view = view_of(DELIVERY)
    query = select(func.min(view.c.until)).where(view.c.account == account)
    async with house.views.connect() as connection:
        at: datetime | None = (await connection.execute(query)).scalar_one()
        return at


async def queued(house: House, row: DeliveryRow) -> Queued:
    """The message that a row stands for.

    Raises:
        NotFound: the log has something else there.
    """
    stored = await message_at(house.nc, EVENTS, {"seq": row.queued_seq})
    recorded = await _read(house, stored)
    if stored is None or recorded is None or not isinstance(recorded.event, Going):
        raise NotFound("what was queued is not on the log")
    return Queued(
        row.message_id, recorded.subject, recorded.event, row.attempt, recorded.at, stored.trace
    )


async def address_of(house: House, identity: IdentityId) -> Address | None:
    """Where an identity is reached; None where it was erased."""
    subject = str(Subject("identity", str(identity)))
    recorded = await _event(house, {"last_by_subj": subject})
    event = recorded.event if recorded else None
    if not isinstance(event, IdentityClaimed) or event.value is None:
        return None
    return Address(kind=event.kind, value=event.value, name=event.name)


async def _event(house: House, query: dict[str, object]) -> Recorded[Event] | None:
    return await _read(house, await message_at(house.nc, EVENTS, query))


async def _read(house: House, stored: Stored | None) -> Recorded[Event] | None:
    if stored is None:
        return None
    await house.keys.load([stored.key] if stored.key else [])
    return decode(stored, house.keys)
