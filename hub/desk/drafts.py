"""Drafts: what an employee has typed and not sent yet; it is theirs alone, and sealed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ARRAY, ColumnElement, Uuid, and_, any_, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from contracts.errors import Conflict
from contracts.ids import EmployeeId
from hub.house import House
from hub.log.sealing import seal, unseal
from hub.questions import Question, said
from hub.vault.schema import draft_versions, drafts


class DraftKind(StrEnum):
    """For whom it is meant: the client, or colleagues."""

    REPLY = "reply"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was uploaded for it; `size` in bytes."""

    upload_id: UUID
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed. `seen_seq` is what its author had seen of the conversation."""

    text: str = ""
    subject: str | None = None
    seen_seq: int | None = None
    attachments: tuple[Attached, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing would be lost with it."""
        return not (self.text or self.subject or self.attachments)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose draft, where, and for whom: there is one of each."""

    employee_id: EmployeeId
    conversation_id: UUID
    kind: DraftKind

    @property
    def bound_to(self) -> bytes:
        """What its seal is bound to: elsewhere it does not open."""
        return f"draft {self.employee_id} {self.conversation_id} {self.kind}".encode()


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft as it stands. No two savings of any draft have the same `version`; 0: there is none.

    A draft that was thrown away is none, and one that is begun anew is another one: who still has
    the old one open learns so from the version.
    """

    version: int
    saved_at: datetime | None
    typed: Typed


NOTHING = Saved(0, None, Typed())
_TYPED: TypeAdapter[Typed] = TypeAdapter(Typed)
_DRAFTED = Question(
    select(drafts.c.conversation_id).where(
        drafts.c.employee_id == said("employee", Uuid()),
        drafts.c.conversation_id == any_(said("named", ARRAY(Uuid))),
    )
)


async def draft_at(house: House, place: Place) -> Saved:
    """What was saved last; `NOTHING` where there is none."""
    query = select(drafts.c.version, drafts.c.saved_at, drafts.c.sealed).where(_there(place))
    async with house.vault.connect() as connection:
        row = (await connection.execute(query)).first()
    if row is None:
        return NOTHING
    plain = unseal(house.secret.vault_key, row.sealed, place.bound_to)
    return Saved(row.version, row.saved_at, _TYPED.validate_json(plain))


async def save_draft(house: House, place: Place, typed: Typed, version: int) -> Saved:
    """Save it over the version that its author began from (0: there was none).

    It is in PostgreSQL when this returns. An empty one is thrown away. What is saved already, word
    by word, is saved: the same request may come twice.

    Raises:
        Conflict: another window has saved it since, or it was sent or thrown away.
    """
    if typed.empty:
        return await _threw_away(house, place, version)
    saved = await _written(house, place, typed, version)
    return saved or await _same(house, place, typed)


async def throw_away(house: House, place: Place) -> None:
    """Whatever is there, it was sent, or is not wanted."""
    async with house.vault.begin() as connection:
        await connection.execute(delete(drafts).where(_there(place)))


async def drafted(house: House, employee: EmployeeId, conversations: Collection[UUID]) -> set[UUID]:
    """In which of these conversations this employee has typed something that was not sent."""
    if not conversations:
        return set()
    async with house.vault.connect() as connection:
        found = await _DRAFTED.asked(connection, employee=employee, named=list(conversations))
    return {row["conversation_id"] for row in found}


def _there(place: Place) -> ColumnElement[bool]:
    return and_(
        drafts.c.employee_id == place.employee_id,
        drafts.c.conversation_id == place.conversation_id,
        drafts.c.kind == place.kind.value,
    )


async def _written(house: House, place: Place, typed: Typed, version: int) -> Saved | None:
    """The saved draft; None where another version than this one is there."""
    at = house.clock()
    sealed = seal(house.secret.vault_key, _TYPED.dump_json(typed), place.bound_to)
    new = {"version": draft_versions.next_value(), "saved_at": at, "sealed": sealed}
    over = update(drafts).where(_there(place), drafts.c.version == version).values(**new)
    first = insert(drafts).values(
        employee_id=place.employee_id,
        conversation_id=place.conversation_id,
        kind=place.kind.value,
        **new,
    )
    one = over if version else first.on_conflict_do_nothing()
    async with house.vault.begin() as connection:
        saved = await connection.scalar(one.returning(drafts.c.version))
    return Saved(saved, at, typed) if saved else None


async def _same(house: House, place: Place, typed: Typed) -> Saved:
    """What is there, if it is this, word by word.

    Raises:
        Conflict: it is not.
    """
    there = await draft_at(house, place)
    if there.typed == typed:
        return there
    if there is NOTHING:
        raise Conflict("this draft was sent or thrown away in another window", field="version")
    raise Conflict("another window has saved this draft since", field="version")


async def _threw_away(house: House, place: Place, version: int) -> Saved:
    there = delete(drafts).where(_there(place), drafts.c.version == version)
    async with house.vault.begin() as connection:
        gone = (await connection.execute(there)).rowcount
    return NOTHING if gone else await _same(house, place, Typed())
