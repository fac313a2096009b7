"""Golden files: every event as it stands on the log. Run this module to write missing ones.

A file is never overwritten: a log cannot be rewritten either. An event whose shape has changed gets
a new schema number, a new file, and goes on reading its old ones.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

import hub.wiring  # noqa: F401 - whoever knows every projection knows every event
from contracts.event import Draft, Event, Recorded, Subject, all_events, personal_fields
from contracts.ids import EventId, KeyId, derived
from hub.log.codec import HUB_ID, Stored, decode, encode
from tests.contracts.samples import sample, shape
from tests.examples import BORIS, BY_ANNA, NOON

FOLDER = Path(__file__).parent / "golden"
KEY = KeyId(BORIS)
SUBJECT = Subject("golden", "sample")


@dataclass(frozen=True)
class Held:
    """Keys as the vault would hold them: one, or none that was not destroyed."""

    key: bytes | None = bytes(range(32))

    def get(self, _: KeyId) -> bytes | None:
        return self.key


def path_of(event: type[Event]) -> Path:
    """Where the event's file of this schema is."""
    return FOLDER / f"{event.event_name}.{event.event_schema}.json"


def made(event: type[Event]) -> dict[str, Any]:
    """The content of a golden file."""
    draft = Draft(SUBJECT, EventId(derived("golden", event.event_name)), sample(event), KEY)
    headers, body = encode(draft, BY_ANNA, Held())
    return {
        "shape": shape(event),
        "headers": {HUB_ID: str(draft.id), **headers},
        "body": orjson.loads(body),
        "says": draft.event.model_dump(mode="json"),
    }


def read(file: dict[str, Any], keys: Held) -> Recorded[Event]:
    """The event of a golden file, read as the log is read."""
    body = orjson.dumps(file["body"])
    recorded = decode(Stored(1, str(SUBJECT), file["headers"], body, NOON), keys)
    assert recorded is not None
    return recorded


def sealed_words(event: Event) -> list[Any]:
    """What the personal fields say."""
    return [getattr(event, name) for name in personal_fields(type(event))]


def write_missing() -> None:
    """A file for every event that has none."""
    for event in all_events():
        if not path_of(event).exists():
            path_of(event).write_bytes(orjson.dumps(made(event), option=orjson.OPT_INDENT_2))


if __name__ == "__main__":
    write_missing()
