"""Who asks: by the token of the Authorization header, or by the session of the cookie."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fastapi import Request
from fastapi.security.utils import get_authorization_scheme_param

from contracts.errors import Unauthenticated
from hub.access.bearer import Bearer
from hub.access.whose import acting
from hub.api.cross_site import refuse_cross_site
from hub.house import House
from hub.signin.cookies import SESSION
from hub.vault.session import Session


class By(StrEnum):
    """What vouches for the caller."""

    TOKEN = "token"  # noqa: S105 - a kind of proof, none itself
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Credential:
    """What the caller showed: it is looked up anew for as long as they listen."""

    by: By
    secret: str


def credential_of(request: Request) -> Credential | None:
    """What the caller shows; a token goes before a cookie, and a wrong one is not made good."""
    scheme, token = get_authorization_scheme_param(request.headers.get("authorization"))
    if scheme:
        return Credential(By.TOKEN, token) if scheme.lower() == "bearer" else None
    secret = request.cookies.get(SESSION)
    return Credential(By.SESSION, secret) if secret else None


def shown_by(request: Request) -> Credential:
    """The same, of a caller who was let in by it.

    Raises:
        Unauthenticated: there is none.
    """
    credential = credential_of(request)
    if credential is None:
        raise Unauthenticated("nobody vouches for you")
    return credential


async def who(request: Request) -> Bearer | None:
    """Who asks; None: nobody vouches for them.

    Raises:
        Forbidden: a cookie vouches, and a page of another site asks.
    """
    house: House = request.app.state.house
    credential = credential_of(request)
    if credential is None:
        return None
    if credential.by is By.TOKEN:
        return (await bearers_of(house, {credential})).get(credential)
    refuse_cross_site(request, house.settings)
    alive = await house.signin.sessions.alive({credential.secret})
    session = alive.get(credential.secret)
    if session is None:
        return None
    await house.signin.sessions.seen(session)
    return (await acting(house, {credential: _bare(session)})).get(credential)


async def bearers_of(house: House, asked: Collection[Credential]) -> dict[Credential, Bearer]:
    """The same for many at once, who do nothing by it; those that open nothing are missing."""
    tokens = {one.secret for one in asked if one.by is By.TOKEN}
    secrets = {one.secret for one in asked if one.by is By.SESSION}
    bare: dict[Credential, Bearer] = {}
    if tokens:
        found = await house.tokens.bearers(tokens)
        bare |= {Credential(By.TOKEN, token): bearer for token, bearer in found.items()}
    if secrets:
        alive: Mapping[str, Session] = await house.signin.sessions.alive(secrets)
        bare |= {Credential(By.SESSION, one): _bare(session) for one, session in alive.items()}
    return await acting(house, bare)


def _bare(session: Session) -> Bearer:
    """Without the role, which the log gives; the name is the view's."""
    return Bearer(session.session_id, "", "employee", session.employee_id)
