"""Tokens: given once, shown once, narrowed if one likes, revoked by name."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId
from contracts.signin import TokenGiven, TokenRevoked
from hub.access.bearer import Bearer
from hub.access.known_roles import known_roles
from hub.access.rank import refuse_higher
from hub.api.access import Action, Allowed, HouseOf, actor
from hub.api.moments import Moment
from hub.api.words import Body, Line
from hub.house import House
from hub.signin.noting import note
from hub.signin.rank import refuse_above, refuse_narrowed
from hub.vault.tokens import Given
from hub.views.read import states

router = APIRouter(prefix="/tokens", tags=["tokens"])
_Keeper = Annotated[Bearer, Depends(Allowed(Action.KEEP_TOKENS))]
_EMPLOYEE = "employee"


class TokenBody(Body):
    """For whom, as what, for what, until when (None: until it is revoked).

    `role`: of the company's; `employee`, or none: whatever role the employee has. `scopes`: the
    only actions that it is good for.
    """

    name: Line
    role: Line = _EMPLOYEE
    employee_id: UUID | None = None
    scopes: list[Action] | None = None
    expires_at: Moment | None = None


class GivenToken(BaseModel):
    """The token in the clear: it is never shown again."""

    name: str
    token: str


class TokenShown(BaseModel):
    """A token that was given, without what it is."""

    name: str
    role: str
    employee_id: UUID | None
    scopes: list[str] | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class TokensShown(BaseModel):
    """Every token that was ever given, the oldest first."""

    items: list[TokenShown]


class Revoked(BaseModel):
    """How many tokens of this name are void now."""

    revoked: int


@router.post("", status_code=201)
async def give_token(house: HouseOf, bearer: _Keeper, body: TokenBody) -> GivenToken:
    """Give a token; an employee's needs the employee."""
    refuse_narrowed(bearer)
    who = EmployeeId(body.employee_id) if body.employee_id else None
    if body.role == _EMPLOYEE and who is None:
        raise Invalid("an employee's token says whose it is", field="employee_id")
    await _refuse_role(house, bearer, body.role)
    if who is not None:
        await _refuse_gone(house, who)
        await refuse_above(house, bearer, who)
    scopes = None if body.scopes is None else tuple(sorted(set(body.scopes)))
    token = await house.tokens.give(body.name, body.role, who, body.expires_at, scopes)
    event = TokenGiven(token=body.name, role=body.role, employee_id=who, scopes=scopes)
    await note(house, actor(bearer), event, who)
    return GivenToken(name=body.name, token=token)


async def _refuse_role(house: House, bearer: Bearer, role: str) -> None:
    """A token gives nothing that its giver has not got."""
    if role == _EMPLOYEE:
        return
    async with house.views.connect() as connection:
        known = (await known_roles(connection)).get(role)
    if known is None:
        raise Invalid("there is no such role", field="role")
    refuse_higher(bearer, known.grants)


async def _refuse_gone(house: House, who: EmployeeId) -> None:
    async with house.views.connect() as connection:
        found = await states(connection, [Subject("employee", str(who))])
    if not found:
        raise Invalid("nobody with this id works here", field="employee_id")
    if found[0][2].left:
        raise Conflict("this employee has left", field="employee_id")


@router.get("", dependencies=[Depends(Allowed(Action.KEEP_TOKENS))])
async def list_tokens(house: HouseOf) -> TokensShown:
    """Who has a token; never the tokens themselves."""
    return TokensShown(items=[_shown(one) for one in await house.tokens.all()])


def _shown(given: Given) -> TokenShown:
    return TokenShown.model_validate(given, from_attributes=True)


@router.delete("/{name}")
async def revoke_tokens(
    house: HouseOf, bearer: _Keeper, name: Annotated[str, Path(min_length=1, max_length=300)]
) -> Revoked:
    """Revoke every token of this name, at once."""
    revoked = await house.tokens.revoke(name)
    if not revoked:
        raise NotFound("there is no valid token of this name")
    await note(house, actor(bearer), TokenRevoked(token=name))
    return Revoked(revoked=revoked)
