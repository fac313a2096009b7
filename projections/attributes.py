"""Attributes: what is written down about a client?"""

from dataclasses import dataclass
from datetime import datetime

from contracts.client import ClientDescribed
from contracts.event import Recorded
from contracts.ids import IdentityId
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute of an identity: `folded` is its name without regard to case."""

    identity_id: IdentityId
    folded: str
    attribute: str
    value: str
    said_at: datetime
    said_by: str
    seq: int


ATTRIBUTES = Table("attributes", AttributeRow, key=("identity_id", "folded"))


def _named(recorded: Recorded[ClientDescribed]) -> list[Key]:
    event = recorded.event
    return [(event.identity_id, event.attribute.casefold())]


@ATTRIBUTES.each(ClientDescribed, keys=_named)
def described(
    _: AttributeRow | None, recorded: Recorded[ClientDescribed], key: Key
) -> AttributeRow | None:
    """The last word counts; none at all, and it is gone: taken back, or the person was erased."""
    event = recorded.event
    if event.value is None:
        return None
    return AttributeRow(
        identity_id=event.identity_id,
        folded=key[1],
        attribute=event.attribute,
        value=event.value,
        said_at=recorded.at,
        said_by=recorded.actor,
        seq=recorded.seq,
    )


attributes = Projection(
    "attributes", version=1, question="What is written down about a client?", tables=(ATTRIBUTES,)
)
