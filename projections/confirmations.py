"""Confirmations: which addresses were lately told that a form of theirs arrived?"""

from dataclasses import dataclass
from datetime import datetime

from contracts.confirmation import ConfirmationQueued
from contracts.event import Recorded
from contracts.ids import IdentityId
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class ConfirmationRow:
    """An address that somebody typed; `at` is when the last confirmation to it was queued."""

    identity_id: IdentityId
    at: datetime


CONFIRMATIONS = Table("confirmations", ConfirmationRow, key=("identity_id",), indexes=("(at)",))


@CONFIRMATIONS.opens(ConfirmationQueued, key=lambda e: (e.event.identity_id,))
def queued(_: ConfirmationRow | None, recorded: Recorded[ConfirmationQueued]) -> ConfirmationRow:
    """One address has one row: there is never more than one within a day."""
    return ConfirmationRow(recorded.event.identity_id, recorded.at)


confirmations = Projection(
    "confirmations",
    version=1,
    question="Which addresses were lately told that a form of theirs arrived?",
    tables=(CONFIRMATIONS,),
)
