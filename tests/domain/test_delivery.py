"""Bringing a message to somebody: when it is tried, and when nobody dares to try again."""

from datetime import timedelta
from uuid import UUID

import pytest

from hub.domain.conversation import remembered
from hub.domain.delivery import DELAYS, Delivery, DeliveryStatus, Next, next_for, retry_at
from tests.examples import NOON, message_id

LATER = NOON + timedelta(seconds=1)


def sent(seq: int) -> Delivery:
    return Delivery(DeliveryStatus.SENT, 1, seq=seq)


@pytest.mark.parametrize(
    ("delivery", "step"),
    [
        (Delivery(DeliveryStatus.QUEUED), Next.ATTEMPT),
        (Delivery(DeliveryStatus.QUEUED, until=LATER), Next.NOTHING),
        (Delivery(DeliveryStatus.QUEUED, until=NOON), Next.ATTEMPT),
        (Delivery(DeliveryStatus.DELAYED, 1, NOON), Next.ATTEMPT),
        (Delivery(DeliveryStatus.DELAYED, 1, LATER), Next.NOTHING),
        (Delivery(DeliveryStatus.ATTEMPTED, 1), Next.UNKNOWN),
        (Delivery(DeliveryStatus.SENT, 1), Next.NOTHING),
        (Delivery(DeliveryStatus.FAILED, 1), Next.NOTHING),
        (Delivery(DeliveryStatus.UNCERTAIN, 1), Next.NOTHING),
        (Delivery(DeliveryStatus.WITHDRAWN), Next.NOTHING),
    ],
    ids=lambda value: getattr(value, "status", value),
)
def test_what_the_sender_does_follows_from_where_the_message_is(
    delivery: Delivery, step: Next
) -> None:
    assert next_for(delivery, NOON) is step


def test_it_is_tried_again_soon_at_first_and_by_the_hour_at_last() -> None:
    delays = [retry_at(n, NOON) for n in (1, 2, len(DELAYS))]

    assert delays == [NOON + timedelta(seconds=s) for s in (1, 5, 3600)]


def test_after_two_days_the_tries_are_used_up() -> None:
    assert sum(DELAYS) > timedelta(days=1.9).total_seconds()
    assert retry_at(len(DELAYS) + 1, NOON) is None


def test_it_is_never_tried_earlier_than_the_provider_wishes() -> None:
    assert retry_at(1, NOON, retry_after=40) == NOON + timedelta(seconds=40)


def test_what_is_on_its_way_is_never_forgotten_and_of_the_rest_the_oldest_is() -> None:
    done: dict[UUID, Delivery] = {message_id(n): sent(n) for n in range(2, 70)}
    waits: dict[UUID, Delivery] = {message_id(1): Delivery(DeliveryStatus.QUEUED, seq=1)}

    kept = remembered(waits | done)

    assert set(kept) == {message_id(n) for n in (1, *range(6, 70))}


def test_what_is_forgotten_does_not_depend_on_the_order_in_which_it_was_kept() -> None:
    """PostgreSQL keeps the members of a JSON object in an order of its own."""
    done: dict[UUID, Delivery] = {message_id(n): sent(n) for n in range(70)}

    assert remembered(dict(reversed(done.items()))) == remembered(done)
