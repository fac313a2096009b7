"""Labelling: hang words on a conversation, and take them off."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from hub.api.access import HouseOf
from hub.api.conversing import Worker, act
from hub.api.words import Clean
from hub.api.writing import Written
from hub.domain.labelling import Label, Unlabel

router = APIRouter(prefix="/conversations/{conversation_id}/labels", tags=["conversations"])

Word = Annotated[
    str, Path(min_length=1, max_length=200, description="1 to 40 characters; case is kept."), Clean
]


@router.put("/{label}")
async def hang(house: HouseOf, bearer: Worker, conversation_id: UUID, label: Word) -> Written:
    """Hang a word on it; words that differ in their case alone are one."""
    return await act(house, bearer, conversation_id, Label(label))


@router.delete("/{label}")
async def take_off(house: HouseOf, bearer: Worker, conversation_id: UUID, label: Word) -> Written:
    """Take a word off, in whatever case it hangs there."""
    return await act(house, bearer, conversation_id, Unlabel(label))
