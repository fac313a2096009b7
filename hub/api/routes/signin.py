"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import SecretStr, StringConstraints

from contracts.signin import SessionRevoked
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, OpenToAll, actor
from hub.api.models.signin import Ended, SignedIn
from hub.api.words import Body, Line
from hub.signin.console import from_console, told
from hub.signin.cookies import drop_session
from hub.signin.entering import enter
from hub.signin.noting import note
from hub.signin.opening import caller_of, open_session

router = APIRouter(tags=["sign-in"])
Code = Annotated[str, StringConstraints(max_length=20)]
Password = Annotated[SecretStr, StringConstraints(min_length=1, max_length=1000)]
OPEN = told(
    s401="Something is wrong",
    s403="Not from the console",
    s404="There is no such thing",
    s429="Too many attempts",
)


class SignInBody(Body):
    """`code`: of the second factor, where there is one."""

    login: Line
    password: SecretStr
    code: Code | None = None


@router.post(
    "/session",
    dependencies=[Depends(OpenToAll(Action.SIGN_IN)), Depends(from_console)],
    responses=OPEN,
)
async def sign_in(
    house: HouseOf, request: Request, response: Response, body: SignInBody
) -> SignedIn:
    """Sign in: the answer brings a `__Host-` cookie, and it is the only one that has its secret.

    Whatever is wrong, the answer is the same; where only the code is missing its `field` is `code`.
    """
    password = body.password.get_secret_value()
    caller = caller_of(request, house)
    employee = await enter(house, body.login, password, body.code, caller)
    await open_session(house, request, response, employee, body.login)
    return SignedIn(employee_id=employee)


@router.delete("/session")
async def sign_out(
    house: HouseOf,
    response: Response,
    bearer: Annotated[Bearer, Depends(Allowed(Action.SEE_ONESELF))],
) -> Ended:
    """Sign out: the session opens nothing any more. A token is not a session, and stays."""
    drop_session(response)
    if bearer.employee_id is None:
        return Ended(ended=0)
    ended = await house.signin.sessions.revoke(bearer.employee_id, bearer.token_id)
    if ended:
        event = SessionRevoked(employee_id=bearer.employee_id, sessions=(bearer.token_id,))
        await note(house, actor(bearer), event, bearer.employee_id)
    return Ended(ended=int(ended))
