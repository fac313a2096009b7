"""Joining and parting cards: each is one append that expects both cards where they were."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from contracts.client import LinkRule, Why
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Subject
from contracts.ids import ClientId, IdentityId, drawn
from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import card_of, reachable
from hub.api.access import Action, Allowed, HouseOf, actor
from hub.api.cards import standing
from hub.api.queries import clients as asked
from hub.api.words import Body
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.domain import joining
from hub.domain.joining import Apart, OnCard
from hub.house import House

router = APIRouter(prefix="/clients/{client_id}", tags=["clients"])
_SHOWN = ("cards", "clients")
Worker = Annotated[Bearer, Depends(Allowed(Action.WORK_CLIENTS))]


class MergeBody(Body):
    """The card to take over. `merge_id`: chosen by the caller, the same one is one merge."""

    other_client_id: UUID
    merge_id: UUID | None = None


class UnmergeBody(Body):
    """The merge to undo."""

    merge_id: UUID


class NeverBody(Body):
    """Two identities that are different people; the first is on this card."""

    identity_id: UUID
    other_identity_id: UUID


class Merged(BaseModel):
    """The merge, by the name under which it can be undone."""

    merge_id: UUID
    seq: int


class Parted(BaseModel):
    """The card that the identity stands on now."""

    client_id: UUID
    seq: int


def _subject(client: UUID) -> Subject:
    return Subject("client", str(client))


def _on_cards(facts: Sequence[OnCard]) -> list[OnSubject]:
    return [(_subject(card), event) for card, event in facts]


def _by_hand(bearer: Bearer) -> Why:
    return Why(rule=LinkRule.BY_HAND, by=actor(bearer))


@router.post("/merge")
async def merge(house: HouseOf, bearer: Worker, client_id: UUID, body: MergeBody) -> Merged:
    """Move everything of another card onto this one; it can be undone."""
    if body.other_client_id == client_id:
        raise Invalid("a card cannot be merged with itself", field="other_client_id")
    await reachable(house, bearer, Module.CLIENTS, clients=[body.other_client_id])
    merge_id = body.merge_id or drawn()
    await _refuse_used(house, merge_id, client_id, body.other_client_id)
    into, other = _subject(client_id), _subject(body.other_client_id)
    never: set[frozenset[IdentityId]] = set()

    async def learn(position: int) -> None:
        """What was said never to belong together, as of these positions at least."""
        await house.progress.reached(["cards"], position)
        async with house.views.connect() as connection:
            never.update(await asked.never_pairs(connection, [client_id, body.other_client_id]))

    def decide(states: States) -> list[OnSubject]:
        why = _by_hand(bearer)
        return _on_cards(joining.merge(states[into], states[other], merge_id, never, why))

    written = await write(
        house, bearer, merge_id, [into, other], decide, reads=_SHOWN, before=learn
    )
    return Merged(merge_id=merge_id, seq=written.seq)


async def _refuse_used(house: House, merge_id: UUID, into: UUID, other: UUID) -> None:
    async with house.views.connect() as connection:
        known = await asked.merge_named(connection, merge_id)
    if known and (known.undone_at or (known.client_id, known.absorbed_id) != (into, other)):
        raise Conflict("another merge has this id already", field="merge_id")


@router.post("/unmerge")
async def unmerge(house: HouseOf, bearer: Worker, client_id: UUID, body: UnmergeBody) -> Written:
    """Undo a merge: what had moved goes back, with all that was said since."""
    async with house.views.connect() as connection:
        known = await asked.merge_named(connection, body.merge_id)
    if known is None or known.client_id != client_id:
        raise NotFound("there is no such merge on this card")
    card = _subject(client_id)

    def decide(states: States) -> list[OnSubject]:
        return _on_cards(joining.unmerge(states[card], body.merge_id, _by_hand(bearer)))

    both = [card, _subject(known.absorbed_id)]
    return await write(house, bearer, drawn(), both, decide, reads=_SHOWN)


@router.post("/identities/{identity_id}/unlink")
async def unlink(house: HouseOf, bearer: Worker, client_id: UUID, identity_id: UUID) -> Parted:
    """Take an identity off this card, onto a new one of its own."""
    card, to = _subject(client_id), ClientId(drawn())

    def decide(states: States) -> list[OnSubject]:
        why = _by_hand(bearer)
        return _on_cards(joining.unlink(standing(states[card]), IdentityId(identity_id), to, why))

    written = await write(house, bearer, drawn(), [card, _subject(to)], decide, reads=_SHOWN)
    return Parted(client_id=to, seq=written.seq)


@router.post("/never")
async def never_link(house: HouseOf, bearer: Worker, client_id: UUID, body: NeverBody) -> Written:
    """Say that two identities are different people, whatever a rule may think."""
    there = await _card_of(house, bearer, body.other_identity_id)
    if there is None:
        raise Invalid("this identity is on no card", field="other_identity_id")
    card, other = _subject(client_id), _subject(there)
    one, two = IdentityId(body.identity_id), IdentityId(body.other_identity_id)

    def decide(states: States) -> list[OnSubject]:
        apart = Apart(one, states[card], two, states[other])
        _refuse_elsewhere(apart)
        return _on_cards(joining.never_link(apart, _by_hand(bearer)))

    return await write(house, bearer, drawn(), [card, other], decide, reads=_SHOWN)


async def _card_of(house: House, bearer: Bearer, identity: UUID) -> UUID | None:
    try:
        return await card_of(house, bearer, Module.CLIENTS, "identity_id", identity)
    except NotFound:
        return None


def _refuse_elsewhere(apart: Apart) -> None:
    if apart.identity not in standing(apart.card).identities:
        raise Invalid("this identity is not on this card", field="identity_id")
    if apart.other not in apart.other_card.identities:
        raise Conflict("the other identity has just moved to another card")
