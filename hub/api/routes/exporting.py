"""Exporting: cards as a table, for who keeps them; each time is told on the log."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from contracts.access import ClientsExported
from contracts.event import Draft, Subject
from contracts.ids import EventId, drawn
from hub.access.bearer import Bearer
from hub.access.reading import reader_of, told_of
from hub.access.tame_csv import written
from hub.api.access import Action, Allowed, HouseOf, actor
from hub.api.models.clients import Client
from hub.api.paging import Cursor
from hub.api.queries.clients import clients
from hub.log.codec import By

router = APIRouter(tags=["clients"])
_HEADINGS = ("client_id", "name", "registered_at", "addresses")
_MOST = 10_000
_CSV = {"text/csv": {"schema": {"type": "string"}}}


@router.get("/exports/clients", response_class=Response, responses={200: {"content": _CSV}})
async def export_clients(
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.EXPORT_CLIENTS))],
    limit: Annotated[int, Query(ge=1, le=_MOST)] = _MOST,
    cursor: Cursor = None,
) -> Response:
    """Cards that are in reach, the newest first; the header `X-Next` holds the next cursor."""
    async with house.views.connect() as connection:
        page = await clients(connection, bearer, None, None, limit, cursor)
    by = actor(bearer)
    subject = Subject("reading", str(reader_of(bearer)))
    event = ClientsExported(by=by, rows=len(page.items))
    # first the fact, then the rows: nobody takes away what was not told
    await told_of(house, By(by, house.clock()), Draft(subject, EventId(drawn()), event))
    headers = {"Content-Disposition": 'attachment; filename="clients.csv"'}
    headers |= {"X-Next": page.next} if page.next else {}
    body = written(_HEADINGS, map(_row, page.items))
    return Response(body, headers=headers, media_type="text/csv")


def _row(client: Client) -> tuple[str | None, ...]:
    addresses = "; ".join(one.value for one in client.identities if one.value)
    return (str(client.client_id), client.name, client.registered_at.isoformat(), addresses)
