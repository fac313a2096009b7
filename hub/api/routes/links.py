"""Links that work once: an invitation, a reset, the first administrator's, an address to bind."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import SecretStr, StringConstraints

from contracts.errors import Invalid, Unauthenticated
from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, OpenToAll, actor
from hub.api.models.signin import LinkLooked, LinkShown, SignedIn
from hub.api.routes.signin import OPEN, Code
from hub.api.words import Body, Line
from hub.house import House
from hub.signin import counting, links
from hub.signin.binding import bind_address
from hub.signin.console import from_console
from hub.signin.entering import check_code
from hub.signin.links import Link, Welcomed
from hub.signin.opening import open_session
from hub.signin.passwords import refuse_weak
from hub.signin.rank import refuse_above, refuse_narrowed
from hub.signin.staff import working
from hub.vault.links import OneTime, Purpose

router = APIRouter(tags=["sign-in"])
_Keeper = Annotated[Bearer, Depends(Allowed(Action.KEEP_EMPLOYEES))]
_Secret = Annotated[str, StringConstraints(min_length=1, max_length=100)]
_FROM_CONSOLE = [Depends(OpenToAll(Action.SIGN_IN)), Depends(from_console)]


class InvitationBody(Body):
    """By what they will sign in: a mail address or a name, in any case of letters."""

    login: Line


class LookBody(Body):
    """What stands behind the `#` of the link."""

    token: _Secret


class UseBody(Body):
    """The first administrator says name and login as well; `code`: of a second factor."""

    token: _Secret
    name: Line | None = None
    login: Line | None = None
    password: SecretStr | None = None
    code: Code | None = None


def begin_of(house: House, request: Request) -> str:
    """How browsers reach the console."""
    return house.settings.api_url or f"{request.url.scheme}://{request.url.netloc}"


@router.post("/employees/{employee_id}/invitation", status_code=201)
async def invite_employee(
    house: HouseOf, request: Request, bearer: _Keeper, employee_id: UUID, body: InvitationBody
) -> LinkShown:
    """A link by which they choose a password, within 72 hours; earlier ones are void."""
    who = await _below(house, bearer, employee_id)
    begin = begin_of(house, request)
    return _shown(await links.invite(house, begin, actor(bearer), who, body.login))


@router.post("/employees/{employee_id}/reset", status_code=201)
async def reset_employee(
    house: HouseOf, request: Request, bearer: _Keeper, employee_id: UUID
) -> LinkShown:
    """A link by which they choose another password, within 30 minutes."""
    who = await _below(house, bearer, employee_id)
    return _shown(await links.reset(house, begin_of(house, request), actor(bearer), who))


async def _below(house: House, bearer: Bearer, employee_id: UUID) -> EmployeeId:
    refuse_narrowed(bearer)
    await refuse_above(house, bearer, EmployeeId(employee_id))
    return EmployeeId(employee_id)


def _shown(link: Link) -> LinkShown:
    return LinkShown(url=link.url, expires_at=link.expires_at)


@router.post("/links/look", dependencies=_FROM_CONSOLE, responses=OPEN)
async def look_at_link(house: HouseOf, body: LookBody) -> LinkLooked:
    """What a link is for. Looking does not use it: those who scan mail open everything."""
    link = await _known(house, body.token)
    row = await working(house, link.employee_id)
    return LinkLooked(
        purpose=link.purpose,
        name=row.name if row else None,
        login=link.login,
        expires_at=link.expires_at,
    )


@router.post("/links/use", dependencies=_FROM_CONSOLE, responses=OPEN)
async def use_link(house: HouseOf, request: Request, response: Response, body: UseBody) -> SignedIn:
    """Use a link: once. It signs in, but for the one that binds an address."""
    link = await _known(house, body.token)
    if link.purpose is Purpose.EMAIL:
        return SignedIn(employee_id=await bind_address(house, body.token))
    if body.password is None:
        raise Invalid("choose a password", field="password")
    welcomed = await _welcomed(house, link, body, body.password.get_secret_value())
    await open_session(house, request, response, welcomed.employee_id, welcomed.login)
    return SignedIn(employee_id=welcomed.employee_id)


async def _known(house: House, secret: str) -> OneTime:
    link = await house.signin.links.look(secret)
    if link is None or link.purpose is Purpose.TELEGRAM:
        raise links.gone()
    return link


async def _welcomed(house: House, link: OneTime, body: UseBody, password: str) -> Welcomed:
    if link.purpose is not Purpose.FIRST:
        refuse_weak(password, link.login)  # a code is worth nothing a second time
        await _second_factor(house, link, body.code)
        return await links.choose_password(house, link, body.token, body.login, password)
    if body.name is None or body.login is None:
        missing = "name" if body.name is None else "login"
        raise Invalid("say what you are called, and by what you sign in", field=missing)
    return await links.register_first(house, link, body.token, body.name, body.login, password)


async def _second_factor(house: House, link: OneTime, code: str | None) -> None:
    """A link alone is no way around it."""
    credential = link.employee_id and await house.signin.credentials.of(link.employee_id)
    if not credential or credential.totp is None:
        return
    if code is None:
        raise Unauthenticated("the code of your authenticator app is needed", field="code")
    counted = counting.of_link(house, link.link_id)
    await counting.begin(house, counted)
    await check_code(house, credential, code)
    await counting.succeeded(house, counted)
