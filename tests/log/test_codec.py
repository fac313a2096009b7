"""What is sealed opens for whoever has the key, for nobody else, and not if it was touched."""

from dataclasses import replace

import pytest

from contracts.conversation import NoteAdded
from contracts.errors import Conflict
from contracts.ids import EventId, KeyId, derived
from hub.log.codec import HUB_ID, Stored, decode, encode
from hub.log.inbounds import decode_inbound, encode_inbound
from hub.log.sealing import BrokenSeal, Secret
from tests.capture.arriving import SECRET, chat
from tests.contracts.golden import Held
from tests.examples import BORIS, BY_ANNA, NOON, TALK, TALKING, draft, message_id

NOTE = NoteAdded(conversation_id=TALK, message_id=message_id(1), text="Звонил Борис")
DRAFT = draft(NOTE, TALKING, key=BORIS)


def stored() -> Stored:
    """A note as the log holds it."""
    headers, body = encode(DRAFT, BY_ANNA, Held())
    return Stored(1, str(TALKING), {HUB_ID: str(DRAFT.id), **headers}, body, NOON)


def test_whoever_has_another_key_reads_nothing() -> None:
    with pytest.raises(BrokenSeal):
        decode(stored(), Held(bytes(32)))


def test_a_sealed_block_cannot_be_moved_to_another_event() -> None:
    moved = replace(stored(), headers=dict(stored().headers) | {HUB_ID: str(derived("other"))})

    with pytest.raises(BrokenSeal):
        decode(moved, Held())


def test_of_whom_was_erased_the_fact_is_left() -> None:
    recorded = decode(stored(), Held(None))

    assert recorded is not None
    assert recorded.event == NOTE.model_copy(update={"text": None})


def test_about_whom_was_erased_nothing_more_is_written() -> None:
    with pytest.raises(Conflict):
        encode(DRAFT, BY_ANNA, Held(None))


def test_personal_words_without_a_key_are_never_written() -> None:
    with pytest.raises(ValueError, match="no key"):
        encode(replace(DRAFT, key=None), BY_ANNA, Held())


def test_a_type_that_this_version_does_not_know_is_no_event() -> None:
    assert decode(replace(stored(), headers={"Hub-Type": "note.burnt"}), Held()) is None


def test_who_did_it_when_and_why_comes_back() -> None:
    by = replace(BY_ANNA, cause=derived("cause"), correlation=derived("correlation"))
    headers, body = encode(DRAFT, by, Held())
    recorded = decode(
        replace(stored(), headers={HUB_ID: str(DRAFT.id), **headers}, body=body), Held()
    )

    assert recorded is not None
    assert (recorded.actor, recorded.at, recorded.cause, recorded.correlation) == (
        by.actor,
        by.at,
        by.cause,
        by.correlation,
    )
    assert (recorded.id, recorded.key) == (EventId(DRAFT.id), KeyId(BORIS))


def test_an_inbound_opens_under_the_secret_it_was_sealed_with_alone() -> None:
    headers, body = encode_inbound("telegram", "shop", chat("1"), SECRET, NOON)
    put = Stored(1, "in.telegram.shop", headers, body, NOON)

    assert decode_inbound(put, SECRET).inbound == chat("1")
    with pytest.raises(BrokenSeal):
        decode_inbound(put, Secret(bytes(32)))


def test_nothing_of_an_inbound_stands_in_the_clear() -> None:
    headers, body = encode_inbound("telegram", "shop", chat("1", text="канарейка"), SECRET, NOON)

    assert "канарейка".encode() not in body
    assert "канарейка" not in str(headers)
