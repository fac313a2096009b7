"""The application: routes below /v1, and hooks, each with its action; one answer to errors."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from hub.access.policy import NEEDED
from hub.access.reading import Readings
from hub.access.standing import ON_CARDS, ON_NO_CARD
from hub.accounts.hooks import Hooks
from hub.api.access import Allowed, OpenToAll
from hub.api.document import Api, operation_id
from hub.api.limit import BodyLimit
from hub.api.matrix import matrix_of
from hub.api.outcome import Outcome
from hub.api.problems import handle_problems
from hub.api.routes import ROOT_ROUTERS, ROUTERS
from hub.api.unserved import Unserved
from hub.console.pages import Pages
from hub.house import House
from hub.live.tail import Tail
from hub.looking.engines import answering
from hub.looking.recently import Recently
from hub.metrics.scrape import scrape


def create_app(
    house: House, routers: Sequence[APIRouter] = ROUTERS, hooks: Hooks | None = None
) -> Api:
    """The API of this house; `hooks` are the accounts that can be called.

    Raises:
        TypeError: a route does not say what it does, or what becomes of what is out of reach, so
            that nobody can say who may.
    """
    app = Api(
        title="Omnihub",
        version="1",
        openapi_url="/v1/openapi.json",
        docs_url=None,  # it would run a foreign host's script where tokens are typed
        redoc_url=None,
        generate_unique_id_function=operation_id,
    )
    app.state.house = house
    app.state.tail = Tail(house)
    app.state.readings = Readings(house)
    app.state.hooks = hooks or Hooks()
    app.state.engines = Recently(lambda: answering(house))
    app.state.scraped = Recently(lambda: scrape(house.condition, house))
    app.add_middleware(BodyLimit, hooks=app.state.hooks)
    app.add_middleware(Unserved, house=house)
    app.add_middleware(Outcome)
    handle_problems(app)
    for router in routers:
        refuse_unguarded(router)
        app.include_router(router, prefix="/v1")
    for router in ROOT_ROUTERS:
        refuse_unguarded(router)
        app.include_router(router)
    app.state.matrix = matrix_of(
        [("/v1", route) for router in routers for route in router.routes]
        + [("", route) for router in ROOT_ROUTERS for route in router.routes]
    )
    app.router.default = Pages()
    return app


def refuse_unguarded(router: APIRouter) -> None:
    """Every route asks once whether the caller may, and everything in its path is accounted for.

    Raises:
        TypeError: one does not, or not once, or is of a kind that cannot be looked into; or names
            something of which nobody has said whose it is.
    """
    for route in router.routes:
        if not isinstance(route, APIRoute):
            raise TypeError(f"{route} is not a route that says what it does")
        guards = list(_guards(route.dependant))
        if len(guards) != 1:
            raise TypeError(f"{route.path} has to name one action")
        _refuse_unknown(route, guards[0])


def _refuse_unknown(route: APIRoute, guard: Allowed | OpenToAll) -> None:
    for parameter in route.param_convertors:
        if isinstance(guard, OpenToAll) or parameter in ON_NO_CARD:
            continue
        if parameter not in ON_CARDS:
            raise TypeError(f"{route.path}: nobody has said whose {{{parameter}}} is")
        if guard.action not in NEEDED:
            raise TypeError(f"{route.path} is about a card, and its action about no module")
        if not any(
            one.name == parameter and one.field_info.annotation is UUID
            for one in _paths(route.dependant)
        ):
            raise TypeError(f"{route.path}: {{{parameter}}} has to be a UUID")


def _paths(dependant: Dependant) -> Iterator[Any]:
    yield from dependant.path_params
    for inner in dependant.dependencies:
        yield from _paths(inner)


def _guards(dependant: Dependant) -> Iterator[Allowed | OpenToAll]:
    if isinstance(dependant.call, Allowed | OpenToAll):
        yield dependant.call
    for inner in dependant.dependencies:
        yield from _guards(inner)
