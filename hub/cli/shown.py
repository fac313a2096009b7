"""An event as it is shown: what says something about a person is masked unless asked for."""

from collections.abc import Sequence
from typing import Any

import orjson

from contracts.event import event_named, personal_fields
from hub.house import House
from hub.log.codec import Stored, decode

MASK = "***"


async def shown(house: House, batch: Sequence[Stored], *, personal: bool) -> list[dict[str, Any]]:
    """The events of a batch; `personal` opens what is sealed, and what was erased stays empty."""
    if personal:
        await house.keys.load(key for stored in batch if (key := stored.key))
    return [_shown(house, stored, personal) for stored in batch]


def _shown(house: House, stored: Stored, personal: bool) -> dict[str, Any]:
    """Of a type that this version does not know, what is sealed stays sealed."""
    body: dict[str, Any] = orjson.loads(stored.body)
    event = event_named(stored.type)
    data = body["data"]
    if "sealed" in body and event is not None:
        data |= _opened(house, stored) if personal else dict.fromkeys(personal_fields(event), MASK)
    meta = {name: value for name, value in body["meta"].items() if name != "schema"}
    return {
        "seq": stored.seq,
        "type": stored.type,
        "subject": stored.subject,
        "id": stored.id,
        **meta,
        "data": data,
    }


def _opened(house: House, stored: Stored) -> dict[str, Any]:
    recorded = decode(stored, house.keys)
    return {} if recorded is None else recorded.event.model_dump(mode="json")
