"""What may be said about leads and deals."""

import re
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from contracts.money import Money
from contracts.pipeline import SALES
from hub.api.words import Body, Line, clean
from hub.domain.amount import money_of
from hub.domain.words import LONGEST_REASON

_DIGITS = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")


def _digits_said(value: Any) -> Any:
    if isinstance(value, bool) or (isinstance(value, str) and not _DIGITS.fullmatch(value)):
        raise ValueError("an amount is written in digits, like 125000.50")
    return value


Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_REASON),
    AfterValidator(clean),
]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), Field(examples=["RUB"])]
PipelineName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
AmountSaid = Annotated[
    Decimal,
    BeforeValidator(_digits_said),
    Field(ge=0, description="Exact, as digits or as a number.", examples=["125000.50"]),
]


class Priced(Body):
    """An amount in its currency (ISO 4217); None: nobody knows."""

    amount: AmountSaid | None = None
    currency: Currency = "RUB"

    @property
    def price(self) -> Money | None:
        """The amount, exactly.

        Raises:
            Invalid: it is finer than the currency, or too large.
        """
        return None if self.amount is None else money_of(self.amount, self.currency)


class NewDeal(Priced):
    """A deal that begins; `stage` None: the first of the pipeline."""

    pipeline: PipelineName = SALES
    stage: Line | None = None
    title: Line | None = None


class DealBody(NewDeal):
    """A deal by hand, of a card or of an identity; the caller is its owner if nobody else is.

    `deal_id`: chosen by the caller, the same one is one deal for ever.
    """

    client_id: UUID | None = None
    identity_id: UUID | None = None
    owner_id: UUID | None = None
    deal_id: UUID | None = None


class QualifyBody(Body):
    """The deal that the lead becomes, if any."""

    deal: NewDeal | None = None


class AttachBody(Body):
    """The card that the lead belongs to."""

    client_id: UUID


class AssigneeBody(Body):
    """Who is responsible; None: nobody in person."""

    employee_id: UUID | None


class ReasonBody(Body):
    """Why."""

    reason: Reason


class MoveBody(Body):
    """The stage to move to; `from`: only if it still stands there."""

    stage: Line
    expected: Annotated[Line | None, Field(alias="from")] = None


class ReopenBody(Body):
    """The stage in which it goes on; None: where it ended."""

    stage: Line | None = None
