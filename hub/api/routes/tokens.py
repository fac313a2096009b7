"""Tokens: given once, shown once, revoked by name."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId
from hub.api.access import Action, Allowed, HouseOf
from hub.api.moments import Moment
from hub.api.words import Body, Line
from hub.house import House
from hub.views.read import states

router = APIRouter(
    prefix="/tokens", tags=["tokens"], dependencies=[Depends(Allowed(Action.KEEP_TOKENS))]
)


class TokenBody(Body):
    """For whom, as what, until when (None: until it is revoked)."""

    name: Line
    role: Literal["administrator", "employee"]
    employee_id: UUID | None = None
    expires_at: Moment | None = None


class GivenToken(BaseModel):
    """The token in the clear: it is never shown again."""

    name: str
    token: str


class Revoked(BaseModel):
    """How many tokens of this name are void now."""

    revoked: int


@router.post("", status_code=201)
async def give_token(house: HouseOf, body: TokenBody) -> GivenToken:
    """Give a token; an employee's needs the employee."""
    who = EmployeeId(body.employee_id) if body.employee_id else None
    if body.role == "employee" and who is None:
        raise Invalid("an employee's token says whose it is", field="employee_id")
    if who is not None:
        await _refuse_gone(house, who)
    token = await house.tokens.give(body.name, body.role, who, body.expires_at)
    return GivenToken(name=body.name, token=token)


async def _refuse_gone(house: House, who: EmployeeId) -> None:
    async with house.views.connect() as connection:
        found = await states(connection, [Subject("employee", str(who))])
    if not found:
        raise Invalid("nobody with this id works here", field="employee_id")
    if found[0][2].left:
        raise Conflict("this employee has left", field="employee_id")


@router.delete("/{name}")
async def revoke_tokens(
    house: HouseOf, name: Annotated[str, Path(min_length=1, max_length=300)]
) -> Revoked:
    """Revoke every token of this name, at once."""
    revoked = await house.tokens.revoke(name)
    if not revoked:
        raise NotFound("there is no valid token of this name")
    return Revoked(revoked=revoked)
