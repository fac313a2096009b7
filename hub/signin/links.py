"""Links that work once: given by somebody who may, and what they do when they are used."""

from datetime import datetime
from typing import NamedTuple

from contracts.access import RoleGiven
from contracts.company import EmployeeRegistered
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Subject
from contracts.ids import EmployeeId, KeyId, drawn
from contracts.signin import LinkGiven, PasswordChanged, TotpDisabled
from hub.access.bearer import ADMINISTRATOR
from hub.commands import OnSubject, States, carry_out
from hub.house import House
from hub.log.codec import By
from hub.signin import counting
from hub.signin.noting import note
from hub.signin.opening import end_sessions
from hub.signin.passwords import refuse_weak
from hub.signin.staff import working
from hub.vault.credentials import login_of
from hub.vault.links import OneTime, Purpose

_BY_FIRST = "link:first"


class Link(NamedTuple):
    """The whole address of a link, and when it is void."""

    url: str
    expires_at: datetime


class Welcomed(NamedTuple):
    """Who used it, and by what they sign in from now on."""

    employee_id: EmployeeId
    login: str


def url_of(begin: str, secret: str) -> str:
    """The secret stands behind the `#`: browsers send it to nobody, and no proxy logs it."""
    return f"{begin.rstrip('/')}/welcome#{secret}"


async def first(house: House, begin: str, actor: str = "cli") -> Link:
    """A link by which the first administrator, or another one, registers."""
    return await _given(house, begin, actor, Purpose.FIRST, None, None)


async def invite(house: House, begin: str, actor: str, employee: EmployeeId, login: str) -> Link:
    """A link by which an employee chooses a password.

    Raises:
        NotFound: nobody with this id works here.
        Conflict: the login is somebody else's.
        Invalid: there is nothing left of the login.
    """
    await _refuse_stranger(house, employee)
    login = await _free(house, login, employee)
    return await _given(house, begin, actor, Purpose.INVITATION, employee, login)


async def reset(house: House, begin: str, actor: str, employee: EmployeeId) -> Link:
    """A link by which an employee chooses another password.

    Raises:
        NotFound: nobody with this id works here.
        Conflict: they were never invited.
    """
    await _refuse_stranger(house, employee)
    credential = await house.signin.credentials.of(employee)
    if credential is None:
        raise Conflict("this employee has no login yet: invite them")
    return await _given(house, begin, actor, Purpose.RESET, employee, credential.login)


async def drop_totp(house: House, actor: str, employee: EmployeeId) -> None:
    """The password alone is enough again, if it was not."""
    if await house.signin.credentials.drop_totp(employee):
        await note(house, actor, TotpDisabled(employee_id=employee), employee)


async def _given(
    house: House,
    begin: str,
    actor: str,
    purpose: Purpose,
    employee: EmployeeId | None,
    login: str | None,
) -> Link:
    secret, until = await house.signin.links.make(purpose, employee, login=login)
    await note(house, actor, LinkGiven(purpose=purpose, employee_id=employee), employee)
    return Link(url_of(begin, secret), until)


async def _refuse_stranger(house: House, employee: EmployeeId) -> None:
    if await working(house, employee) is None:
        raise NotFound("nobody with this id works here")


async def _free(house: House, login: str, employee: EmployeeId | None) -> str:
    login = login_of(login)
    if not login:
        raise Invalid("say by what they sign in", field="login")
    there = await house.signin.credentials.by_login(login)
    if there is not None and there.employee_id != employee:
        raise Conflict("this login is somebody else's", field="login")
    return login


async def register_first(
    house: House, link: OneTime, secret: str, name: str, login: str, password: str
) -> Welcomed:
    """The administrator begins, with all that a role can give.

    Raises:
        NotFound: somebody else has used the link.
        Conflict, Invalid: the login or the password will not do; the link still works.
    """
    login = await _free(house, login, None)
    refuse_weak(password, login, name)
    hashed = await house.signin.passwords.hashed(password)
    await use(house, secret)
    id_ = EmployeeId(drawn())
    subject = Subject("employee", str(id_))

    def decide(_: States) -> list[OnSubject]:
        registered = EmployeeRegistered(employee_id=id_, name=name)
        given = RoleGiven(employee_id=id_, role=ADMINISTRATOR)
        return [(subject, registered), (subject, given)]

    by = By(_BY_FIRST, house.clock())
    seq = await carry_out(house, link.link_id, by, [subject], decide, key=KeyId(id_))
    await house.signin.credentials.name(id_, login)
    await house.signin.credentials.set_password(id_, hashed)
    await house.progress.reached(["aggregates", "company"], seq)
    return Welcomed(id_, login)


async def choose_password(
    house: House, link: OneTime, secret: str, login: str | None, password: str
) -> Welcomed:
    """Whoever was invited, or had forgotten it: every session and link that there was is void.

    Raises:
        NotFound: the link was used, or whom it was for does not work here any more.
        Conflict, Invalid: the login or the password will not do; the link still works.
    """
    row = await working(house, link.employee_id)
    if row is None:
        raise gone()
    wanted = login if login and link.purpose is Purpose.INVITATION else link.login
    login = await _free(house, wanted or "", row.employee_id)
    refuse_weak(password, login, row.name)
    hashed = await house.signin.passwords.hashed(password)
    await use(house, secret)
    await house.signin.credentials.name(row.employee_id, login)
    await house.signin.credentials.set_password(row.employee_id, hashed)
    await house.signin.links.void_of(row.employee_id)
    await house.signin.attempts.clear(counting.of_login(house, login))
    actor = f"employee:{row.employee_id}"
    await end_sessions(house, actor, row.employee_id)
    await note(house, actor, PasswordChanged(employee_id=row.employee_id), row.employee_id)
    return Welcomed(row.employee_id, login)


async def use(house: House, secret: str) -> OneTime:
    """Use a link for what stands in it.

    Raises:
        NotFound: it was used.
    """
    used = await house.signin.links.use(secret)
    if used is None:
        raise gone()
    return used


def gone() -> NotFound:
    """One sentence for a link that was used, is void, or never was."""
    return NotFound("this link was used already, or its time is over: ask for a new one")
