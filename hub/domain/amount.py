"""Amounts: decimal numbers as people write them, and the minor units that are summed."""

import re
from decimal import Decimal
from fractions import Fraction

from contracts.errors import Invalid
from contracts.money import Money

MOST = 10**15
"""More minor units than that are a slip of the pen."""

_CURRENCY = re.compile("[A-Z]{3}")
_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
    **dict.fromkeys(("UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
# ISO 4217, list one: how many decimal places a currency has, where it is not two
_FINEST = 30
_OUT_OF_BOUNDS = "this amount is negative or beyond all bounds"


def money_of(amount: Decimal, currency: str, field: str = "amount") -> Money:
    """The amount, exactly; `field` is what a request calls it.

    Raises:
        Invalid: it is negative, too large or finer than the currency; or no code of a currency.
    """
    digits = _digits(currency)
    if not amount.is_finite() or not 0 <= amount <= MOST:
        raise Invalid(_OUT_OF_BOUNDS, field=field)
    minor = Fraction(amount) * 10**digits if _plain(amount) else Fraction(1, 2)
    if minor.denominator != 1:
        raise Invalid(f"{currency} has {digits} decimal places", field=field)
    return sound(Money(minor=int(minor), currency=currency), field)


def _plain(amount: Decimal) -> bool:
    """Whether it has so few places that to count with it exactly costs nothing."""
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_FINEST


def sound(price: Money, field: str = "amount") -> Money:
    """The same money.

    Raises:
        Invalid: it is negative or too large, or its currency is none.
    """
    _digits(price.currency)
    if not 0 <= price.minor <= MOST:
        raise Invalid(_OUT_OF_BOUNDS, field=field)
    return price


def amount_of(price: Money) -> Decimal:
    """The amount as people write it, with all the decimal places of its currency."""
    return Decimal(price.minor).scaleb(-_digits(price.currency))


def _digits(currency: str) -> int:
    if not _CURRENCY.fullmatch(currency):
        raise Invalid("a currency is three capital letters (ISO 4217)", field="currency")
    return _DIGITS.get(currency, 2)
