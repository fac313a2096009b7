"""Binding by a code: whoever writes to the bot what only an employee was shown is that employee.

Anything that looks like a code, right or not, is set aside: a secret is never a client's message.
"""

import re
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.capture import AsideReason
from contracts.company import EmployeeBound
from contracts.event import Subject
from contracts.ids import EmployeeId, KeyId
from contracts.inbound import AddressKind, InboundKind
from hub.capture.outcomes import aside
from hub.capture.picture import Fact, Picture
from hub.capture.sender import Sender
from hub.domain.identity import Identity
from hub.house import House
from hub.log.inbounds import Arrived
from hub.vault.hashed import hash_of
from hub.views.read import rows_of
from projections.company import EMPLOYEES

_CODE = re.compile(r"(?:/start(?:@\w{1,64})? )?bind-(?P<secret>[A-Za-z0-9_-]{43})", re.ASCII)


def code_said(secret: str) -> str:
    """How the secret of a link is written to the bot: what `t.me/<bot>?start=` takes."""
    return f"bind-{secret}"


def code_of(arrived: Arrived) -> str | None:
    """The secret that was written, if that is all that was."""
    inbound = arrived.inbound
    if inbound.kind not in {InboundKind.MESSAGE, InboundKind.EDIT}:
        return None
    found = _CODE.fullmatch((inbound.text or "").strip())
    return found["secret"] if found else None


async def load_codes(
    house: House, connection: AsyncConnection, arrived: Sequence[Arrived]
) -> dict[int, EmployeeId]:
    """Whose codes came, by their inbound. A code is taken here: decided again, it is the same."""
    coded = {one: secret for one in arrived if (secret := code_of(one))}
    claimed = {}
    for one, secret in coded.items():
        link = await house.signin.links.claim(hash_of(secret), one.seq)
        if link and link.employee_id:
            claimed[one.seq] = link.employee_id
    found = await rows_of(connection, EMPLOYEES, "employee_id", set(claimed.values()))
    here = {row.employee_id for row in found if not row.departed}
    return {seq: employee for seq, employee in claimed.items() if employee in here}


def binding_facts(picture: Picture, arrived: Arrived, sender: Sender) -> list[Fact]:
    """The address is the employee's, unless it is another one's, or the code opened nothing."""
    employee, who = picture.codes.get(arrived.seq), sender.first
    if employee is None or who is None or who.kind is not AddressKind.TELEGRAM:
        return [aside(arrived, AsideReason.EMPLOYEE, "a code that binds nothing")]
    if picture.bindings.get(who.id, employee) != employee:
        return [aside(arrived, AsideReason.EMPLOYEE, "a code from another employee's address")]
    facts = [] if who.id in picture.bindings else [_bound(employee, who)]
    picture.bindings[who.id] = employee
    return [*facts, aside(arrived, AsideReason.EMPLOYEE, "a code")]


def _bound(employee: EmployeeId, who: Identity) -> Fact:
    event = EmployeeBound(employee_id=employee, kind=who.kind, value=who.value, digest=str(who.id))
    return Fact(Subject("employee", str(employee)), event, KeyId(employee))
