"""One person, many spellings: an address has one spelling, and what is no address has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inbound import Address, AddressKind
from hub.domain.identity import identity_of, normalised
from hub.log.sealing import Secret

DIGEST = Secret(bytes(range(32))).digest


@pytest.mark.parametrize(
    "spelling",
    ["+7 495 123-45-67", "8 (495) 123 45 67", "84951234567", "+74951234567", "tel:+7-495-1234567"],
)
def test_a_number_is_the_same_however_it_is_written(spelling: str) -> None:
    assert normalised(AddressKind.PHONE, spelling) == "+74951234567"


@pytest.mark.parametrize("spelling", ["Boris@Example.ORG", " boris@example.org "])
def test_an_address_is_the_same_in_any_case(spelling: str) -> None:
    assert normalised(AddressKind.EMAIL, spelling) == "boris@example.org"


def test_a_leading_zero_makes_no_other_account() -> None:
    assert normalised(AddressKind.TELEGRAM, "007") == "7"


@pytest.mark.parametrize(
    ("kind", "garbage"),
    [
        (AddressKind.PHONE, ""),
        (AddressKind.PHONE, "12"),
        (AddressKind.PHONE, "позвоните мне"),
        (AddressKind.EMAIL, "boris"),
        (AddressKind.EMAIL, "@example.org"),
        (AddressKind.EMAIL, "boris smirnov@example.org"),
        (AddressKind.EMAIL, "boris@example.org\r\nBcc: all@example.org"),
        (AddressKind.EMAIL, f"{'b' * 400}@example.org"),
        (AddressKind.TELEGRAM, "boris"),
        (AddressKind.TELEGRAM, "--5"),
        (AddressKind.TELEGRAM, "٣"),
        (AddressKind.VISITOR, ""),
    ],
)
def test_what_is_no_address_is_nobodys(kind: AddressKind, garbage: str) -> None:
    assert normalised(kind, garbage) is None


ADDRESSES = st.one_of(
    st.emails(),
    st.text(max_size=40),
    st.from_regex(r"[+8]?[0-9 ()-]{5,16}", fullmatch=True),
    st.builds("{}@{}".format, st.text(min_size=1, max_size=9), st.text(min_size=1, max_size=9)),
)


@given(st.sampled_from(AddressKind), ADDRESSES)
def test_the_one_spelling_is_its_own_spelling(kind: AddressKind, value: str) -> None:
    """Whatever comes in: it is an address or none, and never a fault."""
    once = normalised(kind, value)

    assert once is None or normalised(kind, once) == once


def test_an_identity_has_the_same_name_in_every_spelling_and_another_in_every_kind() -> None:
    spellings = [
        identity_of(Address(kind=AddressKind.PHONE, value="8 495 1234567"), DIGEST),
        identity_of(Address(kind=AddressKind.PHONE, value="+74951234567"), DIGEST),
        identity_of(Address(kind=AddressKind.VISITOR, value="+74951234567"), DIGEST),
    ]
    first, second, other = [one.id for one in spellings if one]

    assert first == second != other
