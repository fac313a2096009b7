"""Whatever comes, one inbound leaves, and it can be written to the log."""

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.telegram import reading, translate
from contracts.inbound import Inbound, InboundKind
from tests.telegram.memory_host import NOON, digest
from tests.telegram.updates import SAMPLES

CORPUS = Path(os.environ.get("OMNIHUB_CORPORA", "absent")) / "nutgram-telegram" / "Updates"

texts = st.text(st.characters(exclude_categories=()), max_size=20)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | texts
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def paths(value: Any) -> list[tuple[Any, ...]]:
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    return [(), *((key, *rest) for key in keys for rest in paths(value[key]))]


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    update: Any = {"": copy.deepcopy(draw(st.sampled_from(SAMPLES)))}
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(paths(update)[1:]))
        spot = update
        for key in way:
            spot = spot[key]
        spot[last] = draw(anything)
    return update[""]


def check(update: object) -> Inbound:
    read = reading.loads(reading.dumps(update))
    inbound = translate.inbound(read, raw="blob", digest=digest, now=NOON)
    written = inbound.model_dump_json()
    translate.pressed(read)

    assert Inbound.model_validate_json(written) == inbound
    assert reading.words(inbound.text) == inbound.text
    return inbound


@given(anything)
def test_any_json_is_one_inbound(update: object) -> None:
    check(update)


@given(st.sampled_from(["message", "edited_message", "callback_query", "poll"]), anything)
def test_any_json_in_a_known_place_is_one_inbound(kind: str, fields: object) -> None:
    check({"update_id": 1, kind: fields})


@given(mutated())
def test_an_update_with_something_wrong_is_one_inbound(update: object) -> None:
    check(update)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="OMNIHUB_CORPORA names no corpora")
def test_every_update_that_others_have_collected_is_one_inbound() -> None:
    files = sorted(CORPUS.glob("*.json"))
    kinds = [check(json.loads(file.read_bytes())).kind for file in files]

    assert len(kinds) == len(files) > 40
    assert {InboundKind.MESSAGE, InboundKind.BUTTON, InboundKind.UNSUPPORTED} <= set(kinds)


def test_a_number_of_thousands_of_digits_costs_nothing() -> None:
    digits = "9" * 5000

    assert reading.loads(f'{{"update_id": {digits}}}'.encode()) == {"update_id": digits}


def test_bytes_that_are_no_utf_8_survive_in_what_is_kept() -> None:
    read = reading.loads(b'{"text": "\xff\xfe ok"}')

    assert reading.loads(reading.dumps(read)) == read
    assert reading.words(read["text"]).endswith(" ok")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000, b'{"a":'])
def test_what_is_no_json_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the JSON library words it
        reading.loads(body)
