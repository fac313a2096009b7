"""Uploads: who put which file there, and when; what nobody touched for a day is void."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, update

from contracts.errors import Invalid
from contracts.ids import drawn
from contracts.inbound import Attachment
from hub.house import House
from hub.log.sealing import seal, unseal
from hub.vault.schema import uploads

VOID_AFTER = timedelta(days=1)

_FILE: TypeAdapter[Attachment] = TypeAdapter(Attachment)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file under the id by which its owner may send it."""

    upload_id: UUID
    file: Attachment


async def put(house: House, owner: str, content: bytes, name: str, media_type: str) -> Upload:
    """Keep a file for its owner, who is named as the log names actors.

    Raises:
        Transient: the blob store takes nothing now.
    """
    blob = await house.blobs.keep(content)
    return await offer(
        house, owner, Attachment(name=name, media_type=media_type, size=len(content), blob=blob)
    )


async def offer(house: House, owner: str, file: Attachment) -> Upload:
    """Let somebody send a file that is kept already; what is void goes on the occasion."""
    upload_id, now = drawn(), house.clock()
    sealed = seal(house.secret.vault_key, _FILE.dump_json(file), _bound_to(upload_id))
    async with house.vault.begin() as connection:
        await connection.execute(delete(uploads).where(uploads.c.touched_at < now - VOID_AFTER))
        await connection.execute(
            insert(uploads).values(
                upload_id=upload_id, owner=owner, sealed=sealed, touched_at=now, made_at=now
            )
        )
    return Upload(upload_id, file)


async def taken(house: House, owner: str, ids: Sequence[UUID]) -> tuple[Attachment, ...]:
    """The files behind these ids, in their order; they stay there for a day from now.

    Raises:
        Invalid: one is not there, not theirs, or void: nobody is told which of that.
    """
    if not ids:
        return ()
    now = house.clock()
    touched = (
        update(uploads)
        .where(uploads.c.upload_id.in_(ids), uploads.c.owner == owner)
        .where(uploads.c.touched_at >= now - VOID_AFTER)
        .values(touched_at=now)
        .returning(uploads.c.upload_id, uploads.c.sealed)
    )
    async with house.vault.begin() as connection:
        found = {row.upload_id: row.sealed for row in await connection.execute(touched)}
    if missing := [str(id_) for id_ in ids if id_ not in found]:
        raise Invalid(
            f"this file is not there any more: upload it again ({missing[0]})", field="attachments"
        )
    return tuple(_opened(house, id_, found[id_]) for id_ in ids)


def _opened(house: House, upload_id: UUID, sealed: bytes) -> Attachment:
    return _FILE.validate_json(unseal(house.secret.vault_key, sealed, _bound_to(upload_id)))


def _bound_to(upload_id: UUID) -> bytes:
    """What the seal is bound to: in another row it does not open."""
    return f"upload {upload_id}".encode()
