"""Cards: which card is an identity on, and why?"""

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.client import (
    ClientMerged,
    ClientRegistered,
    ClientUnmerged,
    IdentityLinked,
    IdentityNeverLinked,
    IdentityUnlinked,
    LinkRule,
    Why,
)
from contracts.event import Recorded
from contracts.identity import IdentityClaimed
from contracts.ids import ClientId, IdentityId
from contracts.inbound import AddressKind
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class CardRow:
    """An identity; `client_id` is the only place that says whose it is."""

    identity_id: IdentityId
    client_id: ClientId | None
    kind: AddressKind
    value: str | None
    name: str | None
    claimed_at: datetime
    linked_at: datetime | None
    rule: LinkRule | None
    rule_version: int | None
    evidence: str | None
    linked_by: str | None


CARDS = Table("cards", CardRow, key=("identity_id",), indexes=("(client_id)",))


@CARDS.opens(IdentityClaimed, key=lambda e: (e.event.identity_id,))
def claimed(row: CardRow | None, recorded: Recorded[IdentityClaimed]) -> CardRow:
    """An address was seen for the first time; it is on no card yet."""
    event = recorded.event
    if row is not None:
        return row
    return CardRow(
        identity_id=event.identity_id,
        client_id=None,
        kind=event.kind,
        value=event.value,
        name=event.name,
        claimed_at=recorded.at,
        linked_at=None,
        rule=None,
        rule_version=None,
        evidence=None,
        linked_by=None,
    )


def _on(row: CardRow, client: ClientId, why: Why, at: datetime) -> CardRow:
    return replace(
        row,
        client_id=client,
        linked_at=at,
        rule=why.rule,
        rule_version=why.version,
        evidence=why.evidence,
        linked_by=why.by,
    )


@CARDS.on(ClientRegistered, key=lambda e: (e.event.identity_id,))
def registered(row: CardRow, recorded: Recorded[ClientRegistered]) -> CardRow:
    """A new identity opens a new card."""
    return _on(row, recorded.event.client_id, recorded.event.why, recorded.at)


@CARDS.on(IdentityLinked, key=lambda e: (e.event.identity_id,))
def linked(row: CardRow, recorded: Recorded[IdentityLinked]) -> CardRow:
    """It came onto a card that was there."""
    return _on(row, recorded.event.client_id, recorded.event.why, recorded.at)


@CARDS.on(IdentityUnlinked, key=lambda e: (e.event.identity_id,))
def unlinked(row: CardRow, recorded: Recorded[IdentityUnlinked]) -> CardRow:
    """It went to a card of its own."""
    return _on(row, recorded.event.to_client_id, recorded.event.why, recorded.at)


@CARDS.each(ClientMerged, keys=lambda e: [(i,) for i in e.event.identities])
def merged(row: CardRow | None, recorded: Recorded[ClientMerged], _: Key) -> CardRow | None:
    """All identities of one card moved to another."""
    return row and _on(row, recorded.event.client_id, recorded.event.why, recorded.at)


@CARDS.each(ClientUnmerged, keys=lambda e: [(i,) for i in e.event.identities])
def unmerged(row: CardRow | None, recorded: Recorded[ClientUnmerged], _: Key) -> CardRow | None:
    """They went back."""
    return row and _on(row, recorded.event.restored_id, recorded.event.why, recorded.at)


@dataclass(frozen=True, slots=True)
class NeverRow:
    """Two identities that are different people; the smaller id stands first."""

    one_id: IdentityId
    other_id: IdentityId
    said_by: str


NEVER = Table("never_linked", NeverRow, key=("one_id", "other_id"), indexes=("(other_id)",))


def _pair(recorded: Recorded[IdentityNeverLinked]) -> Key:
    return tuple(sorted((recorded.event.identity_id, recorded.event.other_identity_id)))


@NEVER.opens(IdentityNeverLinked, key=_pair)
def never_linked(row: NeverRow | None, recorded: Recorded[IdentityNeverLinked]) -> NeverRow:
    """Said once, on both cards' histories."""
    one, other = _pair(recorded)
    return row or NeverRow(one, other, recorded.event.why.by)


cards = Projection(
    "cards", version=1, question="Which card is an identity on, and why?", tables=(CARDS, NEVER)
)
