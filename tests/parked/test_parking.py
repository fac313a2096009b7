"""What may be done with something parked."""

import pytest

from contracts.capture import (
    InboundDiscarded,
    InboundParkedAgain,
    InboundRetryRequested,
    InboundSettled,
    Standing,
)
from contracts.errors import Conflict
from contracts.event import Event
from hub.domain.parking import Command, Discard, Parked, Retry, decide, evolve
from tests.examples import recorded

ASKED = InboundRetryRequested(inbound=7, attempt=1)
AGAIN = InboundParkedAgain(inbound=7, attempt=1, reason="not readable")
SETTLED = InboundSettled(inbound=7, attempt=1)
GIVEN_UP = InboundDiscarded(inbound=7, reason="spam")
RETRY, DISCARD = Retry(7), Discard(7, "spam")


def given(*events: Event) -> Parked:
    state = Parked()
    for event in events:
        state = evolve(state, recorded(event))
    return state


@pytest.mark.parametrize(
    ("before", "command", "then"),
    [
        ([], RETRY, [ASKED]),
        ([ASKED], RETRY, []),
        ([ASKED, AGAIN], RETRY, [InboundRetryRequested(inbound=7, attempt=2)]),
        ([GIVEN_UP], RETRY, [ASKED]),
        ([], DISCARD, [GIVEN_UP]),
        ([ASKED], DISCARD, [GIVEN_UP]),
        ([ASKED, AGAIN], DISCARD, [GIVEN_UP]),
        ([GIVEN_UP, ASKED], DISCARD, [GIVEN_UP]),
    ],
    ids=str,
)
def test_a_parked_inbound_is_asked_for_or_given_up(
    before: list[Event], command: Command, then: list[Event]
) -> None:
    assert decide(given(*before), command) == then


@pytest.mark.parametrize(
    ("before", "command", "why"),
    [
        ([ASKED, SETTLED], RETRY, "settled"),
        ([ASKED, SETTLED], DISCARD, "settled"),
        ([GIVEN_UP], DISCARD, "discarded already"),
    ],
    ids=str,
)
def test_what_is_over_is_said(before: list[Event], command: Command, why: str) -> None:
    with pytest.raises(Conflict, match=why):
        decide(given(*before), command)


def test_attempts_are_counted_across_a_discard() -> None:
    assert given(ASKED, AGAIN, GIVEN_UP) == Parked(Standing.DISCARDED, attempts=1)
