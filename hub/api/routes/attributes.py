"""Attributes of a card: what colleagues should know of a client, in a name and a value."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from pydantic import AfterValidator, StringConstraints

from contracts.client import ClientDescribed
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Subject
from contracts.ids import ClientId, IdentityId, KeyId, drawn
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.cards import standing
from hub.api.models.attributes import Attribute, Attributes
from hub.api.queries.attributes import said_of, united
from hub.api.queries.clients import cards_of, client
from hub.api.words import Body, Line, clean
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.house import House
from projections.attributes import AttributeRow

router = APIRouter(prefix="/clients/{client_id}/attributes", tags=["clients"])
_MOST = 100
AttributeName = Annotated[
    str,
    Path(description="In any case: City is city."),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=40),
    AfterValidator(clean),
]


class AttributeBody(Body):
    """What it is; None: nobody knows any more."""

    value: Line | None


@router.get("", dependencies=[Depends(Allowed(Action.SEE_CLIENTS))])
async def list_attributes(house: HouseOf, client_id: UUID) -> Attributes:
    """What is written down about a client; where merged cards differ, the last word."""
    async with house.views.connect() as connection:
        if await client(connection, client_id) is None:
            raise NotFound("there is no such client")
        said = await said_of(connection, client_id)
    shown = [Attribute.model_validate(row, from_attributes=True) for row in united(said)]
    return Attributes(items=shown)


@router.put("/{attribute}")
async def describe_client(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.WORK_CLIENTS))],
    client_id: UUID,
    attribute: AttributeName,
    body: AttributeBody,
) -> Written:
    """Write something down about a client, or take it back."""
    subject = Subject("client", str(client_id))
    said, first = await _said(house, client_id)
    facts = _facts(ClientId(client_id), attribute, body.value, said, first)

    def decide(states: States) -> list[OnSubject]:
        here = standing(states[subject]).identities
        if any(fact.identity_id not in here for fact in facts):
            raise Conflict("this card was just parted or merged: look again")
        return [(subject, fact) for fact in facts]

    key = KeyId(facts[0].identity_id) if facts else None
    reads = ("attributes",)
    return await write(house, bearer, drawn(), [subject], decide, reads=reads, key=key)


async def _said(house: House, client_id: UUID) -> tuple[list[AttributeRow], IdentityId | None]:
    async with house.views.connect() as connection:
        cards = await cards_of(connection, client_id)
        said = await said_of(connection, client_id)
    return said, cards[0].identity_id if cards else None


def _facts(
    client_id: ClientId,
    attribute: str,
    value: str | None,
    said: list[AttributeRow],
    first: IdentityId | None,
) -> list[ClientDescribed]:
    """A new word stands on who had the last one, else on the first identity; taking back is of all.

    Raises:
        Invalid: there is more on this card than anybody reads.
    """
    same = [row for row in said if row.folded == attribute.casefold()]
    on = [row.identity_id for row in same] if value is None else _last(same, first)
    if value is not None and not same and len(said) >= _MOST:
        raise Invalid(f"a card holds at most {_MOST} attributes", field="attribute")
    if value is not None and same and (same[0].value, same[0].attribute) == (value, attribute):
        return []
    return [
        ClientDescribed(client_id=client_id, identity_id=one, attribute=attribute, value=value)
        for one in on
    ]


def _last(same: list[AttributeRow], first: IdentityId | None) -> list[IdentityId]:
    if same:
        return [same[0].identity_id]
    return [first] if first else []
