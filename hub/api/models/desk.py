"""Drafts, presence and saved views, as they are said and shown."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StrictBool, StringConstraints

from hub.api.models.conversations import ConversationStatus
from hub.api.words import LARGEST, Body, Line, clean
from hub.desk.drafts import Attached, DraftKind, Saved, Typed
from hub.desk.presence import Attention

_Typed = Annotated[str, StringConstraints(max_length=200_000), AfterValidator(clean)]
_Short = Annotated[str, StringConstraints(max_length=300), AfterValidator(clean)]
_Word = Annotated[str, StringConstraints(min_length=1, max_length=320), AfterValidator(clean)]
_Position = Annotated[int, Field(ge=0, le=LARGEST, strict=True)]


class DraftFile(Body):
    """A file that was uploaded for it; `size` in bytes."""

    upload_id: UUID
    name: _Short
    media_type: _Short
    size: _Position


class DraftBody(Body):
    """What was typed so far, whole. `version`: the one it was begun from; 0: there was none."""

    kind: DraftKind = DraftKind.REPLY
    text: _Typed
    subject: _Short | None = None
    seen_seq: _Position | None = None
    attachments: Annotated[tuple[DraftFile, ...], Field(max_length=50)] = ()
    version: _Position

    @property
    def typed(self) -> Typed:
        """The draft itself."""
        files = tuple(Attached(**file.model_dump()) for file in self.attachments)
        return Typed(self.text, self.subject, self.seen_seq, files)


class Draft(BaseModel):
    """A draft as it stands; `version` 0: there is none."""

    kind: DraftKind
    text: str
    subject: str | None
    seen_seq: int | None
    attachments: list[DraftFile]
    version: int
    saved_at: datetime | None


class SavedDraft(BaseModel):
    """It is kept; `version` is what the next saving has to say (0: it was empty, and is gone)."""

    version: int
    saved_at: datetime | None


def shown(kind: DraftKind, saved: Saved) -> Draft:
    """A draft for its author."""
    typed = saved.typed
    return Draft(
        kind=kind,
        text=typed.text,
        subject=typed.subject,
        seen_seq=typed.seen_seq,
        attachments=[
            DraftFile.model_validate(file, from_attributes=True) for file in typed.attachments
        ],
        version=saved.version,
        saved_at=saved.saved_at,
    )


class AttentionBody(Body):
    """What the caller does with a conversation; said again every 20 seconds while it is so."""

    state: Attention


class Present(BaseModel):
    """Somebody has a conversation before them, or answers it."""

    conversation_id: UUID
    employee_id: UUID
    state: Attention


class Presences(BaseModel):
    """Everybody who has something open that the caller reaches."""

    items: list[Present]


class ViewFilter(Body):
    """What the list is asked with, as `GET /v1/conversations` knows it."""

    folder: _Word | None = None
    label: _Word | None = None
    channel: _Word | None = None
    account: _Word | None = None
    assignee: UUID | Literal["none"] | None = None
    status: ConversationStatus | None = None


class ViewBody(Body):
    """A view; `shared`: for everybody who works here."""

    name: Line
    filter: ViewFilter
    shared: StrictBool = False


class SavedView(BaseModel):
    """A view; `mine`: the caller has made it."""

    view_id: UUID
    name: str
    filter: ViewFilter
    shared: bool
    mine: bool


class SavedViews(BaseModel):
    """The caller's own views and those that are shared, by name."""

    items: list[SavedView]
