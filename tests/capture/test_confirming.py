"""A form confirmed by mail: only where the operator wants it, rarely, and in fixed words."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.confirmation import ConfirmationQueued
from contracts.event import Event, Recorded, Subject
from contracts.ids import EventId, IdentityId, derived
from contracts.inbound import Address, AddressKind, Confirmation, Form, FormField, Inbound, Strength
from contracts.lead import FormReceived
from hub.capture.confirmations import Confirmations
from hub.capture.confirming import confirmation
from hub.capture.picture import Picture
from hub.capture.sender import Sender
from hub.domain.confirming import IN_TIME, WINDOW
from projections.confirmations import CONFIRMATIONS
from projections.kit import play
from tests.capture.arriving import (
    MAIL_TYPED,
    PHONE_TYPED,
    arrived,
    filled,
    identity,
    names,
    only,
    picture,
    said,
    sender,
    typed,
)
from tests.examples import NOON

WORDS = Confirmation(account="box", subject="Your request", text="We have it and will call.")
ASKED = Form(
    name="callback",
    fields=(FormField(name="comment", label="Comment", value="Canary"),),
    confirm=WORDS,
)
DAY = timedelta(hours=24)


def knowing(**known: object) -> Picture:
    """A company with a mailbox that sends."""
    there = picture()
    there.confirmations = Confirmations(channels={"box": "email"}, **known)  # type: ignore[arg-type]  # by name
    return there


def form(id_: str, *who: Address, **more: object) -> Inbound:
    """A form of which the operator wants the receipt confirmed."""
    return filled(id_, *(who or (MAIL_TYPED,)), **{"form": ASKED} | more)


def mails(events: list[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, ConfirmationQueued)]


def test_nobody_is_written_to_unless_the_operator_wants_it() -> None:
    (told,) = said(knowing(), filled("1", MAIL_TYPED))

    assert mails(told) == []


def test_the_operators_words_go_to_the_address_that_was_typed() -> None:
    (told,) = said(knowing(), form("1", PHONE_TYPED, typed(AddressKind.EMAIL, "Boris@Example.org")))

    mail = only(told, ConfirmationQueued)
    assert (mail.kind, mail.to, mail.channel) == (AddressKind.EMAIL, "boris@example.org", "email")
    assert Confirmation(account=mail.account, subject=mail.subject, text=mail.text) == WORDS
    assert "Canary" not in mail.model_dump_json()


def test_the_address_is_sealed_for_whom_the_form_is_from() -> None:
    """Whoever has the form erased has this address erased with it."""
    one = arrived(form("1", PHONE_TYPED, MAIL_TYPED), 1)
    known = knowing()
    facts, _ = confirmation(known, one, sender(one), ASKED, sender(one).claimed[0])

    assert [fact.key for fact in facts] == [identity(PHONE_TYPED)]


def test_an_address_that_is_only_mentioned_is_confirmed_too() -> None:
    mentioned = typed(AddressKind.EMAIL, "boris@example.org", Strength.MENTIONED)

    (told,) = said(knowing(), form("1", mentioned))

    assert only(told, ConfirmationQueued).to == "boris@example.org"


@pytest.mark.parametrize(
    "silent",
    [
        form("1", PHONE_TYPED),
        form("1", typed(AddressKind.EMAIL, "no address")),
        form("1", history=True),
    ],
    ids=["a phone", "no address", "history"],
)
def test_where_there_is_nobody_to_tell_nobody_is_told(silent: Inbound) -> None:
    (told,) = said(knowing(), silent)

    assert mails(told) == []
    assert only(told, FormReceived).trouble is None


def test_one_address_is_told_once_by_however_many_forms() -> None:
    other = typed(AddressKind.EMAIL, "BORIS@example.org")

    told = said(knowing(), form("1"), form("1"), form("2"), form("3", other))

    assert [len(mails(each)) for each in told] == [1, 0, 0, 0]
    assert names(told[2])[-1] == "form.received"


def test_colleagues_and_our_own_accounts_are_never_told() -> None:
    (told,) = said(knowing(ours={IdentityId(identity(MAIL_TYPED))}), form("1"))

    assert mails(told) == []


def test_an_account_that_sends_no_mail_is_said_to_be_trouble() -> None:
    elsewhere = ASKED.model_copy(update={"confirm": WORDS.model_copy(update={"account": "x"})})

    (told,) = said(knowing(), form("1", form=elsewhere))

    assert mails(told) == []
    assert "x is no account" in (only(told, FormReceived).trouble or "")


def test_beyond_the_most_of_a_day_nobody_is_told_and_the_form_says_so() -> None:
    vera = typed(AddressKind.EMAIL, "vera@example.org")

    first, second = said(knowing(most=1), form("1"), form("2", vera))

    assert (len(mails(first)), len(mails(second))) == (1, 0)
    assert "most" in (only(second, FormReceived).trouble or "")


VICTIMS = [
    sender(arrived(form("1", typed(AddressKind.EMAIL, f"victim-{number}@example.org")), 1))
    for number in range(50)
]


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0), most=st.integers(1, 60))
def test_a_flood_of_forms_is_one_mail_a_day_for_each_and_never_more_than_the_most(
    seed: int, most: int
) -> None:
    """A thousand forms over days; each mail is brought out at once, or as late as it may be."""
    chance, now = Random(seed), NOON  # noqa: S311 - hypothesis shrinks the seed
    known, queued = knowing(most=most), list[Recorded[ConfirmationQueued]]()
    sent: list[tuple[str | None, datetime]] = []
    for number in range(1000):
        if chance.random() < 0.1:
            now += timedelta(hours=chance.choice([1, 6, 23, 24, 25]), seconds=chance.choice([0, 1]))
            known = knowing(most=most, lately=_lately(queued, now))
        for mail in _decided(known, number, chance.choice(VICTIMS)):
            queued.append(_recorded(mail, now))
            sent.append((mail.to, now + chance.choice([timedelta(0), IN_TIME])))

    assert sent
    assert all(_least_apart(sent, to) >= DAY for to in {to for to, _ in sent})
    assert _most_within_a_day(sent) <= most


def _decided(known: Picture, number: int, victim: Sender) -> list[ConfirmationQueued]:
    one = arrived(form(str(number)), number)
    facts, _ = confirmation(known, one, victim, ASKED, victim.claimed[0])
    known.learn(one, facts)
    return [fact.event for fact in facts if isinstance(fact.event, ConfirmationQueued)]


def _recorded(mail: ConfirmationQueued, now: datetime) -> Recorded[ConfirmationQueued]:
    subject, id_ = Subject("confirmation", str(mail.identity_id)), EventId(derived(mail.notice_id))
    return Recorded(1, id_, subject, now, "capture", mail)


def _lately(queued: list[Recorded[ConfirmationQueued]], now: datetime) -> set[IdentityId]:
    rows = play(CONFIRMATIONS, queued).values()
    return {row.identity_id for row in rows if row.at > now - WINDOW}


def _least_apart(sent: list[tuple[str | None, datetime]], to: str | None) -> timedelta:
    times = sorted(at for whom, at in sent if whom == to)
    return min((later - at for at, later in pairwise(times)), default=DAY)


def _most_within_a_day(sent: list[tuple[str | None, datetime]]) -> int:
    times = Counter(at for _, at in sent)
    return max(sum(n for at, n in times.items() if start <= at < start + DAY) for start in times)
