"""Sessions: on which devices somebody has signed in, and their end."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from contracts.errors import NotFound
from contracts.ids import EmployeeId
from contracts.signin import SessionRevoked
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, actor, employee
from hub.api.models.signin import Ended, OpenSession, OpenSessions
from hub.signin.noting import note
from hub.signin.opening import end_sessions
from hub.vault.session import Session

router = APIRouter(tags=["sign-in"])
_Oneself = Annotated[Bearer, Depends(Allowed(Action.SEE_ONESELF))]
_Keeper = Annotated[Bearer, Depends(Allowed(Action.KEEP_EMPLOYEES))]


@router.get("/sessions")
async def list_sessions(house: HouseOf, bearer: _Oneself) -> OpenSessions:
    """One's own sessions, the newest first."""
    theirs = await house.signin.sessions.of(employee(bearer))
    return OpenSessions(items=[_shown(one, bearer.token_id) for one in theirs])


def _shown(session: Session, current: UUID) -> OpenSession:
    return OpenSession(
        session_id=session.session_id,
        created_at=session.created_at,
        seen_at=session.seen_at,
        expires_at=session.expires_at,
        device=session.device,
        current=session.session_id == current,
    )


@router.delete("/sessions/{session_id}")
async def end_session(house: HouseOf, bearer: _Oneself, session_id: UUID) -> Ended:
    """End one of one's own, at once."""
    whose = employee(bearer)
    if not await house.signin.sessions.revoke(whose, session_id):
        raise NotFound("there is no such session")
    event = SessionRevoked(employee_id=whose, sessions=(session_id,))
    await note(house, actor(bearer), event, whose)
    return Ended(ended=1)


@router.delete("/employees/{employee_id}/sessions")
async def end_employees_sessions(house: HouseOf, bearer: _Keeper, employee_id: UUID) -> Ended:
    """End all of an employee's, at once; they may sign in again."""
    return Ended(ended=await end_sessions(house, actor(bearer), EmployeeId(employee_id)))
