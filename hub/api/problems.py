"""Problems: the one place that turns an error into an HTTP answer (RFC 9457)."""

import math
import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from contracts.errors import (
    Conflict,
    Forbidden,
    HubError,
    Invalid,
    Misconfigured,
    NotFound,
    RateLimited,
    Refused,
    StaleStream,
    TooOften,
    Transient,
    Unauthenticated,
)
from hub.faults import ENGINE_FAULTS

MEDIA_TYPE = "application/problem+json"
_RETRY_SECONDS = 2
_STATUS: dict[type[HubError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    TooOften: HTTPStatus.TOO_MANY_REQUESTS,
    Refused: HTTPStatus.BAD_REQUEST,
    RateLimited: HTTPStatus.SERVICE_UNAVAILABLE,
    StaleStream: HTTPStatus.SERVICE_UNAVAILABLE,
    Transient: HTTPStatus.SERVICE_UNAVAILABLE,
    Misconfigured: HTTPStatus.SERVICE_UNAVAILABLE,
}

log = structlog.get_logger()


class Problem(BaseModel):
    """What went wrong, and who has to do what. `field` names the part of the request, if one."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None


def problem(
    status: HTTPStatus,
    detail: str,
    field: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem document."""
    said = Problem(
        type=f"urn:omnihub:problem:{status.name.lower().replace('_', '-')}",
        title=status.phrase,
        status=status,
        detail=detail,
        field=field,
    )
    body = orjson.dumps(said.model_dump(exclude_none=True))
    return Response(body, status, headers=headers, media_type=MEDIA_TYPE)


def answer(error: Exception) -> Response:
    """The answer to an error; what nobody expected says nothing of what is inside."""
    match error:
        case RequestValidationError():
            return _unreadable(error.errors())
        case HTTPException(status_code=HTTPStatus.BAD_REQUEST):
            # what FastAPI says of a body that is no UTF-8, as of any other that is no JSON
            return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "the body cannot be read")
        case HTTPException():
            status = HTTPStatus(error.status_code)
            return problem(status, status.description or status.phrase, headers=error.headers)
        case Transient():
            return _later(error, str(error), error.retry_after)
        case HubError() if type(error) in _STATUS:
            return _refused(error)
        case _ if isinstance(error, ENGINE_FAULTS):
            return _later(error, "an engine of the hub does not answer; try again", None)
        case _:
            return _broken(error)


def _unreadable(errors: Sequence[Any]) -> Response:
    first = errors[0]
    location = [str(part) for part in first["loc"][1:]]
    field = None if first["type"] == "json_invalid" else ".".join(location) or None
    detail = f"{field}: {first['msg']}" if field else str(first["msg"])
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, field)


def _refused(error: HubError) -> Response:
    field = error.field if isinstance(error, Refused) else None
    vouch = isinstance(error, Unauthenticated)
    headers = {"WWW-Authenticate": "Bearer"} if vouch else None
    if isinstance(error, TooOften):
        headers = {"Retry-After": str(math.ceil(error.retry_after))}
    return problem(_STATUS[type(error)], str(error), field, headers)


def _later(error: Exception, detail: str, seconds: float | None) -> Response:
    log.warning("request.postponed", reason=type(error).__name__)
    headers = {"Retry-After": str(math.ceil(seconds or _RETRY_SECONDS))}
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers=headers)


def _broken(error: Exception) -> Response:
    """The trace without the error's words: they may hold what a client wrote."""
    trace = "".join(traceback.format_tb(error.__traceback__))
    log.error("request.broke", error=type(error).__name__, trace=trace)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "the hub has a fault; it was logged")


async def _handle(_: Request, error: Exception) -> Response:
    return answer(error)


async def _handle_method(request: Request, error: Exception) -> Response:
    """Starlette names the methods of the first route at this address only (RFC 9110: of all)."""
    response = answer(error)
    if methods := _methods_at(request):
        response.headers["Allow"] = ", ".join(sorted(methods))
    return response


def _methods_at(request: Request) -> set[str]:
    paths = request.app.openapi()["paths"]
    for template in sorted(paths, key=lambda path: path.count("{")):  # what is spelled out, first
        if compile_path(template)[0].match(request.url.path):
            return {method.upper() for method in paths[template]}
    return set()


def handle_problems(app: FastAPI) -> None:
    """Errors that are expected; the rest is `hub.api.outcome`'s."""
    for kind in (HTTPException, RequestValidationError, HubError, *ENGINE_FAULTS):
        app.add_exception_handler(kind, _handle)
    app.add_exception_handler(HTTPStatus.METHOD_NOT_ALLOWED, _handle_method)
