"""Amounts, as the API shows them: decimal words, exact, with their currency."""

from pydantic import BaseModel

from contracts.money import Money
from hub.domain.amount import amount_of


class Amount(BaseModel):
    """Money: `amount` in decimal digits, `currency` by ISO 4217."""

    amount: str
    currency: str


def amount(minor: int, currency: str) -> Amount:
    """So many minor units."""
    shown = amount_of(Money(minor=minor, currency=currency))
    return Amount(amount=f"{shown:f}", currency=currency)


def amount_or_none(minor: int | None, currency: str | None) -> Amount | None:
    """So many minor units, where somebody knows."""
    return None if minor is None or currency is None else amount(minor, currency)
