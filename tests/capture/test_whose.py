"""Whose is it: addresses that the provider vouches for share a card, unless a person said no."""

from contracts.ids import IdentityId
from contracts.inbound import Address, AddressKind, Strength
from tests.capture.arriving import (
    BORIS_CHATS,
    BORIS_MAILS,
    FIRST_CONTACT,
    VERA_MAILS,
    chat,
    identity,
    letter,
    names,
    picture,
    said,
)


def test_one_address_in_two_spellings_is_claimed_once() -> None:
    spellings = [Address(kind=AddressKind.PHONE, value=v) for v in ("+74951234567", "84951234567")]

    (first,) = said(picture(), chat("1", *spellings))

    assert names(first) == FIRST_CONTACT


def test_an_address_that_was_merely_typed_is_nobodys_proof() -> None:
    typed = BORIS_MAILS.model_copy(update={"strength": Strength.CLAIMED})

    (first,) = said(picture(), chat("1", BORIS_CHATS, typed))

    assert names(first) == FIRST_CONTACT


def test_a_contact_with_two_addresses_joins_their_cards() -> None:
    *_, both = said(picture(), chat("1"), letter("2"), chat("3", BORIS_CHATS, BORIS_MAILS))

    assert names(both) == ["client.merged", "client.absorbed", "message.received"]


def test_a_contact_with_three_addresses_on_two_cards_joins_them_once() -> None:
    phone = Address(kind=AddressKind.PHONE, value="+74951234567")

    *_, both = said(
        picture(),
        chat("1"),
        letter("2", also=(phone,)),
        chat("3", BORIS_CHATS, BORIS_MAILS, phone),
    )

    assert names(both) == ["client.merged", "client.absorbed", "message.received"]


def test_cards_that_are_never_one_are_not_joined() -> None:
    known = picture()
    known.never = {frozenset(IdentityId(identity(a)) for a in (BORIS_CHATS, BORIS_MAILS))}

    *_, both = said(known, chat("1"), letter("2"), chat("3", BORIS_CHATS, BORIS_MAILS))

    assert names(both) == ["message.received"]


def test_two_who_are_never_one_do_not_come_together_by_way_of_a_third() -> None:
    known = picture()
    known.never = {frozenset(IdentityId(identity(a)) for a in (BORIS_MAILS, VERA_MAILS))}

    *_, third = said(
        known,
        chat("1"),
        letter("2", BORIS_MAILS),
        letter("3", VERA_MAILS),
        chat("4", BORIS_CHATS, BORIS_MAILS, VERA_MAILS),
    )

    assert names(third) == ["client.merged", "client.absorbed", "message.received"]
