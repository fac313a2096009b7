"""Access: every route names what it does, and lets in who may do that to what it is about."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import TypeAdapter, ValidationError

from contracts.errors import Forbidden, Unauthenticated
from contracts.ids import EmployeeId
from hub.access.bearer import Bearer, actor
from hub.access.policy import NEEDED, Action, may
from hub.access.reach import card_of
from hub.access.standing import ON_CARDS
from hub.house import House
from hub.signin.who import who

__all__ = [
    "Action",
    "Allowed",
    "HouseOf",
    "OpenToAll",
    "actor",
    "employee",
    "house_of",
    "may",
]


def employee(bearer: Bearer) -> EmployeeId:
    """The employee behind the token.

    Raises:
        Forbidden: it is nobody's in person.
    """
    if bearer.employee_id is None:
        raise Forbidden("only an employee can do this, and this token is nobody's in person")
    return bearer.employee_id


async def house_of(request: Request) -> House:
    """The house that the application was made for; async, or it would be asked in a thread."""
    house: House = request.app.state.house
    return house


HouseOf = Annotated[House, Depends(house_of)]

_scheme = HTTPBearer(auto_error=False, description="A token that `omnihub` has given.")
_Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(_scheme)]


_ID: TypeAdapter[UUID] = TypeAdapter(UUID)


class Allowed:
    """The dependency of a route that is not for everybody: who asks, if they may.

    What the path names has to be in reach as well: what is not is not there, for who asks.
    """

    def __init__(self, action: Action) -> None:
        self.action = action

    async def __call__(self, request: Request, house: HouseOf, _: _Credentials) -> Bearer:
        """Who asks.

        Raises:
            Unauthenticated: nobody vouches for them, or no more.
            Forbidden: their role may not do this to anything.
            NotFound: what the path names is not there, or out of their reach.
        """
        bearer = await who(request)
        if bearer is None:
            raise Unauthenticated("a token is needed, and this is none that is valid")
        if not may(bearer, self.action):
            raise Forbidden("your role may not do this")
        for parameter, id_ in _objects(request.path_params).items():
            card = await card_of(house, bearer, NEEDED[self.action][0], parameter, id_)
            if card and request.method == "GET":
                await request.app.state.readings.by(bearer, card)
        return bearer


def _objects(path: dict[str, Any]) -> dict[str, UUID]:
    """What the path names that stands on a card; what is no id the route refuses itself."""
    found = {}
    for parameter, said in path.items():
        if parameter in ON_CARDS:
            try:
                found[parameter] = _ID.validate_python(said)
            except ValidationError:
                continue
    return found


class OpenToAll:
    """The dependency of a route that needs no token."""

    def __init__(self, action: Action) -> None:
        self.action = action

    async def __call__(self) -> None:
        """Nobody is asked.

        Raises:
            Unauthenticated: not everybody may do this after all.
        """
        if not may(None, self.action):
            raise Unauthenticated("a token is needed")
