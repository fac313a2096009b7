"""Writing: a command carried out in the caller's name, and a short wait until it can be read."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import structlog
from pydantic import BaseModel

from contracts.event import Event, Subject
from contracts.ids import KeyId
from hub.access.bearer import Bearer
from hub.api.access import actor
from hub.commands import OnSubject, States, carry_out
from hub.domain import answering
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.log.codec import By

_PATIENCE_SECONDS = 5.0

log = structlog.get_logger()


class Written(BaseModel):
    """It is on the log; `seq` is the position up to which it stands there."""

    seq: int


async def write(
    house: House,
    bearer: Bearer,
    command_id: UUID,
    subjects: Sequence[Subject],
    decide: Callable[[States], Sequence[OnSubject]],
    *,
    reads: Sequence[str],
    key: KeyId | None = None,
    before: Callable[[int], Awaitable[None]] | None = None,
) -> Written:
    """Carry it out, and wait until these projections show it."""
    by = By(actor(bearer), house.clock())
    seq = await carry_out(house, command_id, by, subjects, decide, key=key, before=before)
    await shown(house, reads, seq)
    return Written(seq=seq)


async def shown(house: House, reads: Sequence[str], seq: int) -> None:
    """Until the caller can read it; what the log has is accepted, shown or not."""
    try:
        wanted = ["aggregates", "holdings", *reads]
        await house.progress.reached(wanted, seq, seconds=_PATIENCE_SECONDS)
    except ENGINE_FAULTS as error:
        log.warning("views.behind", seq=seq, reason=type(error).__name__)


def about(
    subject: Subject, command: answering.Command
) -> Callable[[States], list[tuple[Subject, Event]]]:
    """What the rules say about a command to one conversation."""

    def decide(states: States) -> list[tuple[Subject, Event]]:
        return [(subject, event) for event in answering.decide(states[subject], command)]

    return decide
