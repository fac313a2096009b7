"""Signing in: who came in, who was let in and shut out; never by what. `ev.signin.<employee_id>`.

What is nobody's in person stands at `ev.signin.nobody`.
"""

from uuid import UUID

from contracts.event import Event
from contracts.ids import EmployeeId


class EmployeeSignedIn(Event, name="employee.signed_in"):
    """Somebody has shown who they are, and works by this session from now on."""

    employee_id: EmployeeId
    session: UUID


class EmployeeSignInFailed(Event, name="employee.sign_in_failed"):
    """Somebody tried to be this employee, and was not let in; said once a minute at most."""

    employee_id: EmployeeId


class SessionRevoked(Event, name="session.revoked"):
    """Sessions of an employee opened nothing from then on; all of them where none is named."""

    employee_id: EmployeeId
    sessions: tuple[UUID, ...] = ()


class PasswordChanged(Event, name="password.changed"):
    """An employee has another password."""

    employee_id: EmployeeId


class TotpEnabled(Event, name="totp.enabled"):
    """An employee's password alone opens nothing any more."""

    employee_id: EmployeeId


class TotpDisabled(Event, name="totp.disabled"):
    """An employee's password alone is enough again."""

    employee_id: EmployeeId


class LinkGiven(Event, name="link.given"):
    """A link that works once was given: `purpose` is invitation, reset, first, email, telegram."""

    purpose: str
    employee_id: EmployeeId | None = None


class TokenGiven(Event, name="token.given"):
    """A token was given; `scopes` narrow it (None: everything that its role may do)."""

    token: str
    role: str | None = None
    employee_id: EmployeeId | None = None
    scopes: tuple[str, ...] | None = None


class TokenRevoked(Event, name="token.revoked"):
    """The tokens of this name open nothing any more."""

    token: str
