"""What is known of a parked inbound: as it is kept on INBOUND, and what was done about it."""

from dataclasses import dataclass
from datetime import datetime

from contracts.event import Event, Recorded
from contracts.inbound import Inbound
from hub.domain.parking import subject_of
from hub.house import House
from hub.log.codec import Stored, decode
from hub.log.inbounds import decode_inbound
from hub.log.jetstream import message_at
from hub.log.sealing import BrokenSeal
from hub.log.streams import EVENTS, INBOUND


@dataclass(frozen=True, slots=True)
class Kept:
    """`size` in bytes, sealed; `inbound` is None where `unreadable` says why."""

    arrived_at: datetime
    size: int
    inbound: Inbound | None
    unreadable: str | None = None


async def kept(house: House, inbound: int) -> Kept | None:
    """What stands at this position of INBOUND; None where it was erased."""
    stored = await message_at(house.nc, INBOUND, {"seq": inbound})
    return None if stored is None else _read(house, stored)


def _read(house: House, stored: Stored) -> Kept:
    size = len(stored.body)
    try:
        return Kept(stored.time, size, decode_inbound(stored, house.secret).inbound)
    except BrokenSeal:
        why = "its seal does not open: it was damaged, or sealed with another deployment's secret"
    except ValueError:
        why = "it is none that this version can read"
    return Kept(stored.time, size, None, why)


async def done_about(house: House, inbound: int) -> list[Recorded[Event]]:
    """Every request, answer and discard, in order."""
    subject, found, after = str(subject_of(inbound)), list[Recorded[Event]](), 0
    while stored := await message_at(house.nc, EVENTS, {"seq": after + 1, "next_by_subj": subject}):
        after = stored.seq
        if recorded := decode(stored, house.keys):
            found.append(recorded)
    return found
