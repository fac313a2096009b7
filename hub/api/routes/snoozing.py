"""Snoozing: out of sight until its time, or until the client writes."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from contracts.errors import Invalid
from hub.api.access import HouseOf
from hub.api.conversing import Worker, act
from hub.api.moments import Moment
from hub.api.words import Body
from hub.api.writing import Written
from hub.domain.snoozing import PutOff, Wake

router = APIRouter(prefix="/conversations/{conversation_id}", tags=["conversations"])


class SnoozeBody(Body):
    """Until when; None: until the client writes, which wakes it in any case."""

    until: Moment | None


@router.post("/snooze")
async def snooze(
    house: HouseOf, bearer: Worker, conversation_id: UUID, body: SnoozeBody
) -> Written:
    """Out of sight; the clock of a client who waits runs on."""
    refuse_past(house.clock(), body.until)
    return await act(house, bearer, conversation_id, PutOff(body.until, bearer.employee_id))


@router.post("/wake")
async def wake(house: HouseOf, bearer: Worker, conversation_id: UUID) -> Written:
    """In sight again, before its time."""
    return await act(house, bearer, conversation_id, Wake())


def refuse_past(now: datetime, until: datetime | None) -> None:
    """Whether that is still to come.

    Raises:
        Invalid: it is not.
    """
    if until is not None and until <= now:
        raise Invalid("this moment has passed", field="until")
