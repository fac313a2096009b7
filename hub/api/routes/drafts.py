"""Drafts: what the caller has typed in a conversation, and nobody else is shown."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, employee
from hub.api.models.desk import Draft, DraftBody, SavedDraft, shown
from hub.desk.drafts import DraftKind, Place, draft_at, save_draft, throw_away

router = APIRouter(prefix="/conversations/{conversation_id}/draft", tags=["desk"])
Author = Annotated[Bearer, Depends(Allowed(Action.WORK_CONVERSATIONS))]
_Kind = Annotated[DraftKind, Query(description="For the client, or for colleagues.")]


@router.get("")
async def get_draft(
    house: HouseOf, author: Author, conversation_id: UUID, kind: _Kind = DraftKind.REPLY
) -> Draft:
    """What was saved last; `version` 0 where there is nothing."""
    place = Place(employee(author), conversation_id, kind)
    return shown(kind, await draft_at(house, place))


@router.put("")
async def put_draft(
    house: HouseOf, author: Author, conversation_id: UUID, body: DraftBody
) -> SavedDraft:
    """Keep what is typed; it outlives any crash from here on.

    409 where another window has saved, sent or thrown it away since `version`: nothing is
    overwritten, and the caller still has what was typed here. Empty words throw the draft away.
    """
    place = Place(employee(author), conversation_id, body.kind)
    saved = await save_draft(house, place, body.typed, body.version)
    return SavedDraft(version=saved.version, saved_at=saved.saved_at)


@router.delete("", status_code=204)
async def delete_draft(
    house: HouseOf, author: Author, conversation_id: UUID, kind: _Kind = DraftKind.REPLY
) -> None:
    """It was sent, or is not wanted."""
    await throw_away(house, Place(employee(author), conversation_id, kind))
