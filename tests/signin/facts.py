"""The facts about an employee's signing in, as the log holds them."""

from uuid import UUID

from contracts.event import Event
from hub.house import House
from hub.log.codec import decode
from hub.log.jetstream import last_seq
from hub.log.read import Reader
from hub.log.streams import EVENTS


async def signin_facts(house: House, employee: UUID | None) -> list[Event]:
    """In their order."""
    subject = f"ev.signin.{employee or 'nobody'}"
    last, found = await last_seq(house.nc, EVENTS), list[Event]()
    async with Reader(house.nc, EVENTS, 0) as reader:
        async for batch in reader.batches():
            for stored in batch:
                recorded = decode(stored, house.keys) if stored.subject == subject else None
                found += [recorded.event] if recorded else []
            if batch and batch[-1].seq >= last:
                return found
    return found
