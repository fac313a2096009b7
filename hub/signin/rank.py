"""Rank: nobody opens a way for themselves to more than they may."""

from contracts.errors import Forbidden
from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.access.known_roles import known_roles
from hub.access.rank import refuse_higher, role_of
from hub.house import House


async def refuse_above(house: House, bearer: Bearer, employee: EmployeeId) -> None:
    """Nothing, where this bearer may decide how this employee signs in.

    Raises:
        Forbidden: the employee's role gives more than the bearer's.
    """
    async with house.views.connect() as connection:
        role = (await known_roles(connection)).get(await role_of(connection, employee))
    if role is not None:
        refuse_higher(bearer, role.grants)


def refuse_narrowed(bearer: Bearer) -> None:
    """Nothing, where the bearer acts with all that their role gives.

    Raises:
        Forbidden: it is a token that was narrowed to something else.
    """
    if bearer.scopes is not None:
        raise Forbidden("this token is good for other things only")
