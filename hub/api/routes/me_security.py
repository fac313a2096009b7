"""One's own password and second factor."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import SecretStr

from contracts.errors import Conflict, Invalid, Unauthenticated
from contracts.ids import EmployeeId
from contracts.signin import PasswordChanged, TotpEnabled
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, actor, employee
from hub.api.models.signin import Ended, SecondFactor, SignedIn
from hub.api.routes.signin import OPEN, Code
from hub.api.words import Body
from hub.house import House
from hub.signin.entering import enter
from hub.signin.links import drop_totp
from hub.signin.noting import note
from hub.signin.opening import caller_of, end_sessions, open_session
from hub.signin.passwords import refuse_weak
from hub.signin.rank import refuse_above, refuse_narrowed
from hub.signin.staff import working
from hub.signin.totp import new_totp, step_of, svg_of, uri_of
from hub.signin.who import By, shown_by
from hub.vault.credentials import Credential

router = APIRouter(tags=["sign-in"])
_Oneself = Annotated[Bearer, Depends(Allowed(Action.SEE_ONESELF))]
_Keeper = Annotated[Bearer, Depends(Allowed(Action.KEEP_EMPLOYEES))]
_OFTEN: dict[int | str, dict[str, Any]] = {429: OPEN[429]}


class PasswordBody(Body):
    """The password that is, and the one that shall be; `code`: of the second factor."""

    old: SecretStr
    new: SecretStr
    code: Code | None = None


class CodeBody(Body):
    """What the authenticator app shows."""

    code: Code


class AskBody(Body):
    """The password: a stranger's factor, added to an open session, would shut its owner out."""

    password: SecretStr


class DropBody(Body):
    """The password, since it will be all that is asked for; and a last code."""

    password: SecretStr
    code: Code | None = None


@router.put("/me/password", responses=_OFTEN)
async def change_password(
    house: HouseOf, request: Request, response: Response, bearer: _Oneself, body: PasswordBody
) -> SignedIn:
    """Another password: other sessions and links are void, this one goes on under a new cookie."""
    credential = await _own(house, bearer)
    await _prove(house, request, credential, body.old, body.code)
    row = await working(house, credential.employee_id)
    new = body.new.get_secret_value()
    try:
        refuse_weak(new, credential.login, row.name if row else None)
    except Invalid as error:
        raise Invalid(str(error), field="new") from error
    hashed = await house.signin.passwords.hashed(new)
    await house.signin.credentials.set_password(credential.employee_id, hashed)
    who = credential.employee_id
    await note(house, actor(bearer), PasswordChanged(employee_id=who), who)
    await house.signin.links.void_of(who)
    await end_sessions(house, actor(bearer), who)
    if shown_by(request).by is By.SESSION:
        await open_session(house, request, response, who, credential.login)
    return SignedIn(employee_id=who)


@router.post("/me/totp", responses=_OFTEN)
async def ask_second_factor(
    house: HouseOf, request: Request, bearer: _Oneself, body: AskBody
) -> SecondFactor:
    """A second factor to scan; nothing changes until a code of it confirms it."""
    credential = await _own(house, bearer)
    if credential.totp:
        raise Conflict("there is a second factor already; remove it first")
    await _prove(house, request, credential, body.password, None)
    secret = new_totp()
    await house.signin.credentials.ask_totp(credential.employee_id, secret)
    uri = uri_of(secret, credential.login)
    return SecondFactor(secret=secret, uri=uri, svg=svg_of(uri))


@router.post("/me/totp/confirmation")
async def confirm_second_factor(house: HouseOf, bearer: _Oneself, body: CodeBody) -> SignedIn:
    """From now on the password alone opens nothing; sessions that were opened by it end."""
    credential = await _own(house, bearer)
    if credential.totp_asked is None:
        raise Conflict("ask for a second factor first")
    step = step_of(credential.totp_asked, body.code, house.clock())
    if step is None:
        raise Invalid("this is not the code; does the clock of the phone go right?", field="code")
    who = credential.employee_id
    await house.signin.credentials.confirm_totp(who, credential.totp_asked, step)
    await note(house, actor(bearer), TotpEnabled(employee_id=who), who)
    await end_sessions(house, actor(bearer), who, but=bearer.token_id)
    return SignedIn(employee_id=who)


@router.delete("/me/totp", responses=_OFTEN)
async def drop_second_factor(
    house: HouseOf, request: Request, bearer: _Oneself, body: DropBody
) -> SignedIn:
    """The password alone is enough again; whoever asks has to know it, and a last code."""
    credential = await _own(house, bearer)
    await _prove(house, request, credential, body.password, body.code)
    await drop_totp(house, actor(bearer), credential.employee_id)
    return SignedIn(employee_id=credential.employee_id)


@router.delete("/employees/{employee_id}/totp")
async def drop_employees_second_factor(house: HouseOf, bearer: _Keeper, employee_id: UUID) -> Ended:
    """For somebody whose phone is gone: they sign in by the password alone, and begin anew."""
    refuse_narrowed(bearer)
    who = EmployeeId(employee_id)
    await refuse_above(house, bearer, who)
    await drop_totp(house, actor(bearer), who)
    return Ended(ended=await end_sessions(house, actor(bearer), who))


async def _own(house: House, bearer: Bearer) -> Credential:
    refuse_narrowed(bearer)
    credential = await house.signin.credentials.of(employee(bearer))
    if credential is None or credential.password_hash is None:
        raise Conflict("you have no password yet: an administrator invites you")
    return credential


async def _prove(
    house: House, request: Request, credential: Credential, said: SecretStr, code: str | None
) -> None:
    """A session that somebody left open is not enough; attempts count as those at the door do.

    What is wrong is a 422 here: a 401 would tell the console that the session is over.
    """
    caller = caller_of(request, house)
    try:
        await enter(house, credential.login, said.get_secret_value(), code, caller)
    except Unauthenticated as error:
        raise Invalid(str(error), field=error.field or "password") from error
