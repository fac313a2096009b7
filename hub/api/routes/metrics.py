"""Metrics: what this process counts and sees, for a Prometheus that has a token."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse

from hub.api.access import Action, Allowed
from hub.looking.recently import Recently
from hub.metrics.scrape import CONTENT_TYPE

root_router = APIRouter(tags=["status"])


@root_router.get(
    "/metrics",
    dependencies=[Depends(Allowed(Action.SEE_STATUS))],
    response_class=PlainTextResponse,
)
async def get_metrics(request: Request) -> PlainTextResponse:
    """How far everybody is, what waits, what was done: the text format of Prometheus."""
    scraped: Recently[bytes] = request.app.state.scraped
    return PlainTextResponse(await scraped.get(), media_type=CONTENT_TYPE)
