"""Opening and ending: a session begins with a secret that nobody has seen, and ends at once."""

from uuid import UUID

from fastapi import Request, Response

from contracts.ids import EmployeeId
from contracts.signin import EmployeeSignedIn, SessionRevoked
from hub.api.remote import remote_address
from hub.house import House
from hub.signin.cookies import DEVICE, SESSION, keep_device, keep_session
from hub.signin.counting import Caller, new_mark
from hub.signin.noting import note

_LONGEST_DEVICE = 300


def caller_of(request: Request, house: House) -> Caller:
    """Who tries."""
    peer = request.client.host if request.client else None
    forwarded = request.headers.getlist("x-forwarded-for")
    address = remote_address(peer, forwarded, house.settings.api_trusted_proxies)
    return Caller(address, request.cookies.get(DEVICE))


async def open_session(
    house: House, request: Request, response: Response, employee: EmployeeId, login: str
) -> None:
    """A new session and its cookie; the one that the browser had before is void.

    The fact comes before the cookie: nobody works here unseen.
    """
    await _end_shown(house, request)
    device = request.headers.get("user-agent", "")[:_LONGEST_DEVICE]
    id_, secret = await house.signin.sessions.open(employee, device)
    event = EmployeeSignedIn(employee_id=employee, session=id_)
    await note(house, f"employee:{employee}", event, employee)
    keep_session(response, secret)
    keep_device(response, new_mark(house, login))


async def _end_shown(house: House, request: Request) -> None:
    secret = request.cookies.get(SESSION)
    alive = await house.signin.sessions.alive({secret}) if secret else {}
    for session in alive.values():
        await house.signin.sessions.revoke(session.employee_id, session.session_id)


async def end_sessions(
    house: House, actor: str, employee: EmployeeId, but: UUID | None = None
) -> int:
    """End all of an employee's sessions but this one, at once; returns how many there were."""
    ended = await house.signin.sessions.revoke_of(employee, but)
    if ended:
        event = SessionRevoked(employee_id=employee, sessions=tuple(ended))
        await note(house, actor, event, employee)
    return len(ended)


async def shut_out(house: House, actor: str, employee: EmployeeId) -> None:
    """Somebody who left: no session, no link and no password opens anything any more."""
    await house.signin.links.void_of(employee)
    await house.signin.credentials.forget(employee)
    await end_sessions(house, actor, employee)
