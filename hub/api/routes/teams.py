"""Teams: who works together, and who leads them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field
from sqlalchemy import select

from contracts.access import TeamRemoved, TeamSet
from contracts.errors import NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId, TeamId, drawn
from hub.access.bearer import Bearer
from hub.access.rank import refuse_widening
from hub.api.access import Action, Allowed, HouseOf
from hub.api.models.access import Team, Teams
from hub.api.office import refuse_stranger, worker
from hub.api.words import Body, Line
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.projector.columns import view_of
from hub.views.read import rows
from projections.company import TEAMS

router = APIRouter(prefix="/teams", tags=["access"])
_SHOWN = ("company",)
Keeper = Annotated[Bearer, Depends(Allowed(Action.KEEP_EMPLOYEES))]


class TeamBody(Body):
    """The team, whole; whoever leads it reaches what its members hold."""

    name: Line
    lead_id: UUID | None = None
    members: Annotated[list[UUID], Field(max_length=500)]


@router.get("", dependencies=[Depends(Allowed(Action.SEE_COLLEAGUES))])
async def list_teams(house: HouseOf) -> Teams:
    """Every team, by name."""
    view = view_of(TEAMS)
    async with house.views.connect() as connection:
        found = await rows(connection, TEAMS, select(view).order_by(view.c.name, view.c.team_id))
    return Teams(items=[Team.model_validate(row) for row in found])


@router.put("/{team_id}")
async def set_team(house: HouseOf, bearer: Keeper, team_id: UUID, body: TeamBody) -> Written:
    """Say who is in a team; a new one gets its id from the caller."""
    subject, members = Subject("team", str(team_id)), list(dict.fromkeys(body.members))
    refuse_widening(bearer, body.lead_id, members)

    def decide(states: States) -> list[OnSubject]:
        event = TeamSet(
            team_id=TeamId(team_id),
            name=body.name,
            lead_id=refuse_stranger(states, body.lead_id, "lead_id"),
            members=tuple(_member(states, n, one) for n, one in enumerate(members)),
        )
        return [(subject, event)]

    people = [one for who in {*members, body.lead_id} for one in worker(who)]
    return await write(house, bearer, drawn(), [subject, *people], decide, reads=_SHOWN)


def _member(states: States, number: int, employee: UUID) -> EmployeeId:
    refuse_stranger(states, employee, f"members.{number}")
    return EmployeeId(employee)


@router.delete("/{team_id}")
async def remove_team(house: HouseOf, bearer: Keeper, team_id: UUID) -> Written:
    """It is a team no more."""
    subject = Subject("team", str(team_id))

    def decide(states: States) -> list[OnSubject]:
        if not states[subject].stands:
            raise NotFound("there is no such team")
        return [(subject, TeamRemoved(team_id=TeamId(team_id)))]

    return await write(house, bearer, drawn(), [subject], decide, reads=_SHOWN)
