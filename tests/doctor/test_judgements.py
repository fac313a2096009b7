"""What the doctor thinks of what it sees: pure judgements, by table."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contracts.channel import Health
from contracts.channel import State as Channel
from hub.doctor.accounts import account_is
from hub.doctor.builds import live_are
from hub.doctor.clocks import apart, year_is
from hub.doctor.engines import away
from hub.doctor.finding import Finding, State, Unseen
from hub.doctor.folder import folder_is, secret_is
from hub.doctor.holders import held
from hub.doctor.parked import parked_are
from hub.doctor.ports import Door, port_is
from hub.doctor.presence import Presence
from hub.doctor.room import room_is
from hub.doctor.streams import position_is, stream_is
from hub.doctor.syncing import sync_is
from hub.doctor.vault_step import step_is
from hub.doctor.versions import new_enough
from hub.log.streams import EVENTS, STREAMS
from tests.examples import NOON

OK, WARNING, TROUBLE, SKIPPED = State.OK, State.WARNING, State.TROUBLE, State.SKIPPED
DATA = Path("omnihub-data")
SECOND = timedelta(seconds=1)
UNSEEN = Unseen("nats-server does not answer")


def events(*, last: int = 5, **told: Any) -> dict[str, Any]:
    """What JetStream tells about a sound stream of facts; `told` goes before."""
    state = {"first_seq": 1 if last else 0, "last_seq": last, "num_deleted": 0}
    sound = {"config": {**STREAMS[EVENTS], "num_replicas": 1}, "state": state}
    return {part: {**there, **told.pop(part, {})} for part, there in sound.items()} | told


def cluster(**other: Any) -> dict[str, Any]:
    return {"replicas": [{"name": "n2", **other}]}


@pytest.mark.parametrize(
    ("finding", "state"),
    [
        (new_enough("nats-server", (2, 11, 9), (2, 12)), TROUBLE),
        (new_enough("nats-server", (2, 12, 0), (2, 12)), OK),
        (new_enough("PostgreSQL", (18, 4), (15,)), OK),
        (new_enough("PostgreSQL", (14, 20), (15,)), TROUBLE),
        (away(Presence.NEVER, UNSEEN, "nats", "OMNIHUB_NATS_URL"), SKIPPED),
        (away(Presence.AWAY, UNSEEN, "nats", "OMNIHUB_NATS_URL"), SKIPPED),
        (away(Presence.HERE, UNSEEN, "nats", "OMNIHUB_NATS_URL"), TROUBLE),
        (away(Presence.ELSEWHERE, UNSEEN, "nats", "OMNIHUB_NATS_URL"), TROUBLE),
        (folder_is(DATA, 0o40700, owner=1000, we=1000), OK),
        (folder_is(DATA, 0o40711, owner=1000, we=1000), OK),
        (folder_is(DATA, 0o40750, owner=1000, we=1000), WARNING),
        (folder_is(DATA, 0o40700, owner=0, we=1000), WARNING),
        (secret_is(DATA / "secret", 0o100600), OK),
        (secret_is(DATA / "secret", 0o100400), OK),
        (secret_is(DATA / "secret", 0o100640), TROUBLE),
        (secret_is(DATA / "secret", 0o100602), TROUBLE),
        (room_is("the disk", 0.10), OK),
        (room_is("the disk", 0.099), WARNING),
        (room_is("the disk", 0.05), WARNING),
        (room_is("the disk", 0.049), TROUBLE),
        (sync_is(1.0, in_memory=False), OK),
        (sync_is(0.01, in_memory=False), WARNING),
        (sync_is(51.0, in_memory=False), WARNING),
        (sync_is(0.01, in_memory=True), WARNING),
        (year_is(NOON), OK),
        (year_is(datetime(1970, 1, 1, tzinfo=UTC)), TROUBLE),
        (year_is(datetime(2106, 2, 7, tzinfo=UTC)), TROUBLE),
        (apart("PostgreSQL", NOON, NOON - SECOND, NOON + SECOND), OK),
        (apart("PostgreSQL", NOON, NOON + 2 * SECOND, NOON + 4 * SECOND), OK),
        (apart("PostgreSQL", NOON, NOON + 3 * SECOND, NOON + 4 * SECOND), WARNING),
        (apart("PostgreSQL", NOON + 3 * SECOND, NOON - SECOND, NOON), WARNING),
        (position_is("inbox", 5, EVENTS, 5), OK),
        (position_is("inbox", 6, EVENTS, 5), TROUBLE),
        (step_is("0002", "0002"), OK),
        (step_is("0001", "0002"), WARNING),
        (step_is(None, "0002"), WARNING),
        (step_is("0003", "0002"), TROUBLE),
        (account_is("bot", Health(state=Channel.UP), paused=False), OK),
        (account_is("bot", Health(state=Channel.DOWN), paused=False), TROUBLE),
        (account_is("bot", Health(state=Channel.DOWN), paused=True), WARNING),
    ],
)
def test_a_judgement_is_said_with_its_remedy(finding: Finding, state: State) -> None:
    assert finding.state is state
    assert bool(finding.remedy) is (state in {WARNING, TROUBLE})


@pytest.mark.parametrize(
    ("door", "never", "away_", "here", "elsewhere"),
    [
        (Door.FREE, OK, OK, TROUBLE, OK),
        (Door.OURS, TROUBLE, TROUBLE, OK, OK),
        (Door.STRANGER, TROUBLE, TROUBLE, TROUBLE, TROUBLE),
        (Door.CLOSED, TROUBLE, TROUBLE, TROUBLE, TROUBLE),
    ],
)
def test_a_port_is_for_the_hub_of_this_folder(
    door: Door, never: State, away_: State, here: State, elsewhere: State
) -> None:
    states = [port_is("API", "127.0.0.1:8400", door, presence).state for presence in Presence]

    assert states == [never, away_, here, elsewhere]


@pytest.mark.parametrize(
    ("info", "replicas", "said"),
    [
        (None, 1, "The stream EVENTS is not there."),
        (events(config={"deny_delete": False}), 1, "deny_delete of EVENTS is False, not True"),
        (events(config={"num_replicas": 1}), 3, "EVENTS is kept 1 times"),
        (events(cluster=cluster(current=False)), 1, "The copy of EVENTS on n2"),
        (events(cluster=cluster(current=True, offline=True)), 1, "The copy of EVENTS on n2"),
        (events(cluster=cluster(current=True)), 1, "EVENTS is as the hub made it"),
        (events(state={"num_deleted": 2}), 1, "2 of the 5 facts in EVENTS are missing."),
        (events(state={"first_seq": 4}), 1, "3 of the 5 facts in EVENTS are missing."),
        (events(last=0), 1, "EVENTS is as the hub made it; its last message is 0."),
        (events(), 1, "EVENTS is as the hub made it; its last message is 5."),
    ],
)
def test_of_a_stream_that_is_said_which_is_not_as_it_was_made(
    info: dict[str, Any] | None, replicas: int, said: str
) -> None:
    (finding,) = stream_is(EVENTS, info, replicas)

    assert finding.said.startswith(said)


def test_what_arrived_may_have_been_erased() -> None:
    (finding,) = stream_is("INBOUND", {**events(state={"num_deleted": 2})} | _inbound(), 1)

    assert finding.state is OK


def _inbound() -> dict[str, Any]:
    return {"config": {**STREAMS["INBOUND"], "num_replicas": 1}}


def test_projections_of_another_version_and_those_that_are_missing_are_named() -> None:
    found = live_are({"inbox": 1, "leads": 2}, {"inbox": 2, "leads": 2, "deals": 1})

    assert [one.state for one in found] == [WARNING, WARNING]
    assert "inbox serves version 1" in found[0].said
    assert "deals" in found[1].said


def test_what_is_parked_is_counted_apart() -> None:
    assert [one.state for one in parked_are(0, 0)] == [OK]
    assert [one.said.split()[0] for one in parked_are(2, 3)] == ["2", "3"]


def test_leases_are_told_by_who_holds_them() -> None:
    (one,) = held({"watchdog": "node-1", "capture": "node-1"})

    assert one.said == "node-1 holds capture, watchdog."
