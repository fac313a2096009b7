"""Money: whole minor units of a currency, so that sums are exact."""

from contracts.inbound import Frozen


class Money(Frozen):
    """An amount. `minor` counts the currency's minor units (kopecks); `currency` is ISO 4217."""

    minor: int
    currency: str
