"""Amounts: exact, or refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import Invalid
from contracts.money import Money
from hub.domain.amount import MOST, amount_of, money_of

currencies = st.sampled_from(["RUB", "JPY", "KWD"])


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("125000.50", "RUB", 12_500_050), ("0", "RUB", 0), ("1e3", "JPY", 1000), ("1.5", "KWD", 1500)],
)
def test_an_amount_is_so_many_minor_units(amount: str, currency: str, minor: int) -> None:
    assert money_of(Decimal(amount), currency) == Money(minor=minor, currency=currency)


@given(st.integers(0, MOST), currencies)
def test_nothing_is_lost_between_an_amount_and_its_minor_units(minor: int, currency: str) -> None:
    price = Money(minor=minor, currency=currency)

    assert money_of(amount_of(price), currency) == price


@pytest.mark.parametrize(
    ("amount", "currency", "field"),
    [
        ("0.001", "RUB", "amount"),
        ("0.5", "JPY", "amount"),
        ("1.00000000000000000000000000000000001", "RUB", "amount"),
        ("1e-999999", "RUB", "amount"),
        ("1e999999", "RUB", "amount"),
        ("10000000000000.01", "RUB", "amount"),
        ("-1", "RUB", "amount"),
        ("NaN", "RUB", "amount"),
        ("sNaN", "RUB", "amount"),
        ("Infinity", "RUB", "amount"),
        ("1", "rub", "currency"),
        ("1", "RUBLE", "currency"),
        ("1", "₽", "currency"),
    ],
)
def test_an_amount_that_is_none_is_refused(amount: str, currency: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        money_of(Decimal(amount), currency)

    assert refused.value.field == field


def test_the_zeros_behind_an_amount_do_not_matter() -> None:
    assert money_of(Decimal("12.000"), "RUB").minor == 1200
