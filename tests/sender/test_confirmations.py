"""A confirmation is brought out once, soon or not at all."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from contracts.confirmation import ConfirmationQueued
from contracts.errors import HubError, Transient, Uncertain, Undeliverable
from contracts.event import Event, Subject
from contracts.ids import NoticeId, derived
from contracts.inbound import AddressKind
from contracts.notice import NoticeAttempted, NoticeDelayed, NoticeFailed
from hub.domain.confirming import IN_TIME
from hub.house import House
from hub.sender.outcomes import Story
from projections.delivery import DELIVERY
from tests.clock import Hands
from tests.examples import BORIS, BORIS_BY_MAIL, NOON
from tests.sender.test_sender import Provider, sender
from tests.story import happened, history, names, projecting, running, table, until

TOLD = Subject("confirmation", str(BORIS_BY_MAIL))
MAIL = ConfirmationQueued(
    notice_id=NoticeId(derived("confirmation of the story")),
    identity_id=BORIS_BY_MAIL,
    kind=AddressKind.EMAIL,
    to="boris@example.org",
    channel="email",
    account="tg",
    subject="Your request",
    text="We have it and will call.",
)


@pytest.fixture
async def typed(house: House) -> AsyncIterator[House]:
    """Somebody typed Boris's address into a form."""
    async with projecting(house):
        await happened(house, TOLD, MAIL, key=BORIS)
        yield house


async def story(house: House) -> list[str]:
    return names(await history(house, TOLD))[1:]


async def _empty(house: House) -> bool:
    return not await table(house, DELIVERY)


async def test_it_goes_out_as_the_operator_wrote_it_and_says_that_it_is_automatic(
    typed: House,
) -> None:
    provider = Provider()

    async with running(sender(typed, provider)):
        await until(lambda: _empty(typed))

    (sent,) = provider.ledger
    assert (sent.to.value, sent.subject, sent.text) == (MAIL.to, MAIL.subject, MAIL.text)
    assert sent.automatic
    assert await story(typed) == ["notice.attempted", "notice.sent"]


@pytest.mark.parametrize("error", [Uncertain("silence"), Undeliverable("no such mailbox")])
async def test_what_may_have_arrived_or_cannot_is_never_sent_again(
    typed: House, hands: Hands, error: HubError
) -> None:
    provider = Provider([error])

    async with running(sender(typed, provider)):
        await until(lambda: _empty(typed))
        hands.forward(minutes=30)
        await until(lambda: _empty(typed))

    assert len(provider.ledger) == 1
    assert await story(typed) == ["notice.attempted", "notice.failed"]


async def test_an_attempt_without_an_outcome_is_not_repeated(typed: House) -> None:
    """Somebody died between the attempt and the answer."""
    provider = Provider()
    await happened(typed, TOLD, NoticeAttempted(notice_id=MAIL.notice_id, attempt=1))

    async with running(sender(typed, provider)):
        await until(lambda: _empty(typed))

    assert provider.ledger == []
    assert await story(typed) == ["notice.attempted", "notice.failed"]


def test_what_is_refused_for_now_is_tried_for_a_while_and_never_too_late() -> None:
    now, told = NOON, list[Event]()
    while not told or isinstance(told[-1], NoticeDelayed):
        story = Story(MAIL, len(told) + 1, now)
        told.append(story.went_wrong(Transient("grey list")))
        now = told[-1].until if isinstance(told[-1], NoticeDelayed) else now

    assert isinstance(told[-1], NoticeFailed)
    assert timedelta(minutes=15) < now - NOON < IN_TIME


async def test_what_waited_for_too_long_is_not_sent_any_more(typed: House, hands: Hands) -> None:
    """Its account stood still: by now the visitor has been called, or may be told anew."""
    provider = Provider()
    hands.forward(hours=2)

    async with running(sender(typed, provider)):
        await until(lambda: _empty(typed))

    assert provider.ledger == []
    last = (await history(typed, TOLD))[-1].event
    assert isinstance(last, NoticeFailed)
    assert "in time" in last.reason
