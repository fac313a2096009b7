"""Loading the calls that a batch tells of, each with its task, its lead, and whose it is.

News need not say who calls: those of a recording never do. What the call knew before counts.
"""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.event import Subject
from contracts.ids import IdentityId
from hub.capture.calls import call_of, lead_of
from hub.capture.picture import Picture
from hub.domain.call import call_back_of
from hub.log.inbounds import Arrived
from hub.views.read import rows_of, states
from projections.cards import CARDS


async def load_calls(
    connection: AsyncConnection, picture: Picture, arrived: Sequence[Arrived]
) -> None:
    """The calls as they stand, and the cards of those who are known to have called."""
    calls = {call_of(one, one.inbound.call) for one in arrived if one.inbound.call}
    if not calls:
        return
    subjects = {Subject("call", str(call)) for call in calls}
    subjects |= {Subject("task", str(call_back_of(call))) for call in calls}
    subjects |= {Subject("lead", str(lead_of(call))) for call in calls}
    await take_states(connection, picture, subjects)
    callers = {call.identity_id for call in picture.interest.calls.values() if call.identity_id}
    await _load_cards(connection, picture, callers - picture.cards.keys())


async def _load_cards(
    connection: AsyncConnection, picture: Picture, identities: set[IdentityId]
) -> None:
    found = await rows_of(connection, CARDS, "identity_id", identities)
    picture.cards.update({row.identity_id: row.client_id for row in found})
    cards = {row.client_id for row in found if row.client_id} - picture.clients.keys()
    subjects = {Subject("client", str(card)): card for card in cards}
    for subject, seq, state in await states(connection, subjects):
        picture.clients[subjects[subject]] = state
        picture.positions[subject] = seq


async def take_states(
    connection: AsyncConnection, picture: Picture, subjects: set[Subject]
) -> None:
    """Put where these stand into the picture, what happened longest ago first."""
    found = await states(connection, subjects)
    for subject, seq, state in sorted(found, key=lambda one: one[1]):
        picture.interest.take(subject.aggregate, subject.id, state)
        picture.positions[subject] = seq
