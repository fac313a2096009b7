"""Health: whether the engines answer, whether this process is alive and ready; for outside."""

from http import HTTPStatus
from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from hub.api.access import Action, HouseOf, OpenToAll
from hub.api.problems import MEDIA_TYPE, Problem
from hub.looking.engines import Answering, answering
from hub.looking.recently import Recently
from hub.ops.ready import reasons

_open = Depends(OpenToAll(Action.SEE_HEALTH))
router = APIRouter(prefix="/health", tags=["status"], dependencies=[_open])
root_router = APIRouter(prefix="/health", tags=["status"], dependencies=[_open])
"""Below no version: what watches over processes is told the addresses once."""

_RETRY_SECONDS = 2


class Health(BaseModel):
    """`degraded`: an engine does not answer."""

    status: Literal["ok", "degraded"]


class Alive(BaseModel):
    """The process answers."""

    alive: Literal[True] = True


class Ready(BaseModel):
    """The process does what it is there for."""

    ready: Literal[True] = True
    reasons: list[str] = []


class NotReady(Problem):
    """It does not, for these reasons."""

    ready: Literal[False] = False
    reasons: list[str]


def engines_of(request: Request) -> Recently[Answering]:
    """Which engines answered a moment ago: nobody can tire them by asking."""
    engines: Recently[Answering] = request.app.state.engines
    return engines


EnginesOf = Annotated[Recently[Answering], Depends(engines_of)]


@router.get("", openapi_extra={"security": []})
async def get_health(house: HouseOf) -> Health:
    """Whether the engines answer."""
    return Health(status="ok" if (await answering(house)).all else "degraded")


@root_router.get("/live", openapi_extra={"security": []})
async def get_liveness() -> Alive:
    """Whether the process runs at all: if not, it has to be started anew."""
    return Alive()


@root_router.get("/ready", openapi_extra={"security": []}, response_model=Ready)
async def get_readiness(house: HouseOf, engines: EnginesOf) -> Ready | Response:
    """Whether the process does what it is there for; 503 with `reasons` where it does not."""
    said = reasons(house.condition, await engines.get())
    return _not_ready(said) if said else Ready()


def _not_ready(said: list[str]) -> Response:
    """A problem like any other, with its reasons one by one."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    problem = NotReady(
        type="urn:omnihub:problem:not-ready",
        title=status.phrase,
        status=status,
        detail=" ".join(said),
        reasons=said,
    )
    body = orjson.dumps(problem.model_dump(exclude_none=True))
    headers = {"Retry-After": str(_RETRY_SECONDS)}
    return Response(body, status, headers=headers, media_type=MEDIA_TYPE)
