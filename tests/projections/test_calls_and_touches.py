"""What is known of a call whatever came first; where clients came from; what became of each."""

from dataclasses import replace
from datetime import timedelta
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.call import CallReported, RecordingFailed, RecordingKept
from contracts.event import Event
from contracts.inbound import CallPhase, Direction
from contracts.money import Money
from contracts.pipeline import PipelineSet, Stage
from contracts.touch import CampaignPriced
from hub.domain import call
from projections.calls import CALLS, CallRow
from projections.kit import play
from projections.pipelines import PIPELINES
from projections.registry import OUTCOMES, SEEN
from projections.touches import CAMPAIGN_PRICES, TOUCHED, TOUCHES
from tests.domain.talk import received
from tests.examples import BORIS, NOON, VERA, recorded, story
from tests.projections.sales import CALL, came, day, filled_in, minute, rang

KEPT = RecordingKept(call_id=CALL, blob="b" * 64, media_type="audio/mpeg", size=9)
FAILED = RecordingFailed(call_id=CALL, reason="404")


def known(*events: Event) -> CallRow:
    """All told at once: when something was last heard is the log's affair."""
    (row,) = play(CALLS, [recorded(event, seq) for seq, event in enumerate(events, 1)]).values()
    assert isinstance(row, CallRow)
    return row


def news() -> st.SearchStrategy[CallReported]:
    """Something told of one call."""
    extensions = st.sampled_from([None, "101", "102"])

    def told(phase: CallPhase, second: int, **more: Any) -> CallReported:
        return rang(phase, NOON + timedelta(seconds=second), **more)

    return st.builds(
        told,
        st.sampled_from(CallPhase),
        st.integers(0, 9),
        identity_id=st.sampled_from([None, BORIS, VERA]),
        direction=st.sampled_from(Direction),
        line=st.sampled_from([None, "+74950000000", "+74950000001"]),
        extension=extensions,
        duration_seconds=st.sampled_from([None, 0, 5, 60]),
        recording=st.sampled_from([None, "https://pbx.test/1", "https://pbx.test/2"]),
    )


@given(st.lists(news(), min_size=1, max_size=6), st.randoms())
def test_the_same_news_in_any_order_leave_the_same_call(
    told: list[CallReported], chance: Any
) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)

    assert known(*shuffled) == known(*told)


@given(st.lists(news(), min_size=1, max_size=6), news())
def test_news_that_are_told_twice_change_nothing(
    told: list[CallReported], twice: CallReported
) -> None:
    assert known(twice, *told, twice) == known(twice, *told)


@given(st.lists(news(), min_size=1, max_size=6), st.sampled_from(Direction))
def test_the_list_says_missed_when_the_rules_do(
    told: list[CallReported], direction: Direction
) -> None:
    agreed = [one.model_copy(update={"direction": direction}) for one in told]

    assert known(*agreed).missed == reduce(call.evolve, story(*agreed), call.Call()).missed


def test_a_call_that_nobody_took_is_missed() -> None:
    row = known(rang(CallPhase.RINGING), rang(CallPhase.MISSED, minute(1)))

    assert (row.missed, row.rang_at, row.ended_at) == (True, NOON, minute(1))


def test_an_end_that_tells_how_long_they_spoke_tells_that_they_spoke() -> None:
    assert not known(rang(CallPhase.ENDED, duration_seconds=60)).missed
    assert known(rang(CallPhase.ENDED, duration_seconds=0)).missed


def test_who_answered_is_not_who_was_rung() -> None:
    answered = rang(CallPhase.ANSWERED, extension="102")
    row = known(rang(CallPhase.RINGING, extension="101"), answered)

    assert (row.extension, row.answered_by) == ("101", "102")


@pytest.mark.parametrize(
    ("events", "blob", "failed"),
    [
        ([KEPT], "b" * 64, None),
        ([FAILED], None, "404"),
        ([FAILED, KEPT], "b" * 64, None),
        ([KEPT, FAILED], "b" * 64, None),
    ],
    ids=["kept", "failed", "kept after all", "kept before"],
)
def test_a_recording_that_lies_here_was_not_lost(
    events: list[Event], blob: str | None, failed: str | None
) -> None:
    row = known(rang(CallPhase.RECORDED, recording="https://pbx.test/1"), *events)

    assert (row.recording, row.blob, row.failed) == (True, blob, failed)


def test_a_visit_and_the_form_after_it_tell_of_one_touch() -> None:
    visit, form = came(1, visitor="v"), came(1, visitor="v", identity_id=BORIS, inbound=2)

    (row,) = play(TOUCHES, story(visit, form)).values()

    assert (row.seq, row.identity_id) == (1, BORIS)


def test_a_browser_that_two_people_use_brought_both() -> None:
    rows = play(TOUCHED, story(came(1, identity_id=BORIS), came(1, identity_id=VERA)))

    assert {row.identity_id for row in rows.values()} == {BORIS, VERA}


def test_the_last_price_of_a_day_is_the_one() -> None:
    first = CampaignPriced(
        campaign="autumn", click_price=Money(minor=1000, currency="RUB"), valid_from=day(1).date()
    )
    later = first.model_copy(update={"valid_from": day(2).date()})
    corrected = first.model_copy(update={"click_price": Money(minor=900, currency="RUB")})

    rows = play(CAMPAIGN_PRICES, story(first, later, corrected))

    assert [(row.valid_from.day, row.minor) for row in rows.values()] == [(1, 900), (2, 1000)]


def test_a_pipeline_is_as_it_was_set_last() -> None:
    first = PipelineSet(name="repairs", title="Ремонт", stages=(Stage(name="a", title="А"),))
    last = first.model_copy(update={"stages": (Stage(name="b", title="Б"),)})

    row = play(PIPELINES, story(first, last))[("repairs",)]

    assert [stage.name for stage in row.stages] == ["b"]


@pytest.mark.parametrize(
    ("events", "outcome"),
    [
        ([filled_in(), came(1), came(2, number=1, inbound=1)], "form"),
        ([rang(CallPhase.RINGING)], "call"),
        ([came(1), came(2, number=1, inbound=1)], "visit"),
        ([received(), came(1)], "conversation"),
    ],
    ids=["form", "call", "visit", "message"],
)
def test_every_inbound_has_one_outcome(events: list[Event], outcome: str) -> None:
    rows = play(OUTCOMES, story(*events))

    assert {inbound: row.outcome for (inbound,), row in rows.items()} == {1: outcome}


@pytest.mark.parametrize("event", [filled_in(), rang(CallPhase.RINGING), came(1)])
def test_a_second_delivery_is_known_for_ever(event: Event) -> None:
    assert play(SEEN, story(event))[("key 1",)].seq == 1


def test_the_trouble_of_a_form_is_shown_with_what_became_of_it() -> None:
    row = play(OUTCOMES, story(filled_in(trouble="no such stage")))[(1,)]

    assert row == replace(row, reason="no such stage", account="site")
