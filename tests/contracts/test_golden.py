"""What was once written to the log is readable for ever, and says the same."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from contracts.event import Event, all_events, event_named, personal_fields
from hub.log.codec import HUB_TYPE
from tests.contracts.golden import FOLDER, Held, made, path_of, read, sealed_words
from tests.contracts.samples import CANARY, shape

WITH_WORDS = [event for event in all_events() if personal_fields(event)]
FILES = sorted(FOLDER.glob("*.json"))


def golden(path: Path) -> dict[str, Any]:
    file: dict[str, Any] = orjson.loads(path.read_bytes())
    return file


@pytest.mark.parametrize("event", all_events(), ids=lambda e: e.event_name)
def test_every_event_has_a_golden_file_of_its_schema(event: type[Event]) -> None:
    """Missing: `python -m tests.contracts.golden` writes it."""
    assert path_of(event).is_file()


@pytest.mark.parametrize("event", all_events(), ids=lambda e: e.event_name)
def test_an_event_whose_fields_change_gets_a_new_schema_number(event: type[Event]) -> None:
    assert shape(event) == golden(path_of(event))["shape"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_what_stands_on_the_log_is_read_for_ever(path: Path) -> None:
    file = golden(path)

    event = read(file, Held()).event

    assert event.event_name == file["headers"][HUB_TYPE]
    assert file["says"].items() <= event.model_dump(mode="json").items()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_of_whom_was_erased_the_event_is_left_without_a_word(path: Path) -> None:
    event = read(golden(path), Held(None)).event

    assert set(sealed_words(event)) <= {None}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_name_on_the_wire_is_never_given_up(path: Path) -> None:
    assert event_named(path.stem.rpartition(".")[0]) is not None


@pytest.mark.parametrize("event", all_events(), ids=lambda e: e.event_name)
def test_no_personal_word_stands_in_the_clear(event: type[Event]) -> None:
    file = made(event)

    assert CANARY not in str((file["headers"], file["body"]))


@pytest.mark.parametrize("event", WITH_WORDS, ids=lambda e: e.event_name)
def test_a_personal_word_is_there_for_whoever_has_the_key(event: type[Event]) -> None:
    words = sealed_words(read(made(event), Held()).event)

    assert all(CANARY in str(word) for word in words)
