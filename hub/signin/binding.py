"""Binding: an employee proves that an address is theirs, by what was sent to it or from it."""

from contracts.company import EmployeeBound
from contracts.errors import Conflict, Invalid
from contracts.event import Subject
from contracts.ids import EmployeeId, KeyId
from contracts.inbound import Address, AddressKind
from hub.api.queries.employees import holder
from hub.commands import OnSubject, States, carry_out
from hub.domain.identity import Identity, identity_of
from hub.house import House
from hub.log.codec import By
from hub.signin import links
from hub.signin.staff import working


async def free_address(house: House, employee: EmployeeId, value: str) -> Identity:
    """The mail address in its one spelling.

    Raises:
        Invalid: it is none.
        Conflict: it is another employee's.
    """
    address = Address(kind=AddressKind.EMAIL, value=value)
    identity = identity_of(address, house.secret.digest, house.settings.phone_region)
    if identity is None:
        raise Invalid("this is no mail address", field="address")
    async with house.views.connect() as connection:
        whose = await holder(connection, str(identity.id))
    if whose not in {None, employee}:
        raise Conflict("this address is another employee's", field="address")
    return identity


async def bind_address(house: House, secret: str) -> EmployeeId:
    """Bind the mail address of a link, by using it; returns whose it is now.

    Raises:
        NotFound: the link was used, or whom it was for has left.
        Conflict: the address is another employee's by now.
    """
    link = await links.use(house, secret)
    row = await working(house, link.employee_id)
    if row is None or link.address is None:
        raise links.gone()
    identity = await free_address(house, row.employee_id, link.address)
    subject, digest = Subject("employee", str(row.employee_id)), str(identity.id)
    event = EmployeeBound(
        employee_id=row.employee_id, kind=identity.kind, value=identity.value, digest=digest
    )

    def decide(states: States) -> list[OnSubject]:
        return [] if digest in states[subject].addresses else [(subject, event)]

    by = By(f"employee:{row.employee_id}", house.clock())
    key = KeyId(row.employee_id)
    seq = await carry_out(house, link.link_id, by, [subject], decide, key=key)
    await house.progress.reached(["aggregates", "company"], seq)
    return row.employee_id
