"""Departure: somebody works here no more, and what they held is somebody else's."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from contracts.company import EmployeeLeft, EmployeeUnbound
from contracts.errors import Invalid, NotFound
from contracts.ids import EmployeeId, drawn
from hub.access.bearer import Bearer
from hub.access.handover import Handing, hand_over
from hub.access.known_roles import known_roles
from hub.access.rank import another_stays, refuse_higher, role_of
from hub.api.access import Action, Allowed, HouseOf, actor
from hub.api.models.access import Departed
from hub.api.office import refuse_stranger, worker
from hub.api.routes.employees import subject_of
from hub.api.words import Body
from hub.api.writing import shown, write
from hub.commands import OnSubject, States
from hub.house import House
from hub.log.codec import By
from hub.signin.opening import shut_out

router = APIRouter(tags=["employees"])


class DepartureBody(Body):
    """Who takes over everything that they held; None: nobody, so that it is to be taken."""

    successor_id: UUID | None = None


@router.post("/employees/{employee_id}/departure")
async def depart(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.KEEP_EMPLOYEES))],
    employee_id: UUID,
    body: DepartureBody | None = None,
) -> Departed:
    """Their tokens, sessions and addresses are void at once; then everything is handed over.

    Said again, it goes on where it was interrupted.
    """
    leaver, to = EmployeeId(employee_id), (body or DepartureBody()).successor_id
    if to == leaver:
        raise Invalid("nobody succeeds themselves", field="successor_id")
    await _refuse_higher(house, bearer, leaver)
    async with another_stays(house, leaver):
        left = await _leave(house, bearer, leaver, to)
    handing = Handing(leaver, EmployeeId(to) if to else None, By(actor(bearer), house.clock()))
    handed, counts = await hand_over(house, handing)
    await shown(house, ("inbox", "leads", "deals", "tasks"), max(left, handed))
    return Departed(
        seq=max(left, handed),
        conversations=counts["conversation"],
        leads=counts["lead"],
        deals=counts["deal"],
        tasks=counts["task"],
    )


async def _refuse_higher(house: House, bearer: Bearer, leaver: UUID) -> None:
    async with house.views.connect() as connection:
        role = (await known_roles(connection)).get(await role_of(connection, leaver))
    if role is not None:
        refuse_higher(bearer, role.grants)


async def _leave(house: House, bearer: Bearer, leaver: EmployeeId, to: UUID | None) -> int:
    """Their access ends before anything is handed over: by the fact, which may be refused."""
    subject = subject_of(leaver)

    def decide(states: States) -> list[OnSubject]:
        state = states[subject]
        if state.employee_id is None:
            raise NotFound("there is no such employee")
        refuse_stranger(states, to, "successor_id")
        if state.left:
            return []
        freed = [EmployeeUnbound(employee_id=leaver, digest=one) for one in sorted(state.addresses)]
        return [*((subject, one) for one in freed), (subject, EmployeeLeft(employee_id=leaver))]

    subjects = [subject, *worker(to)]
    left = await write(house, bearer, drawn(), subjects, decide, reads=("company",))
    await house.tokens.revoke_of(leaver)
    await shut_out(house, actor(bearer), leaver)
    return left.seq
