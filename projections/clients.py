"""Clients: which cards are there, and what stands on them?"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from contracts.client import (
    ClientAbsorbed,
    ClientMerged,
    ClientRegistered,
    ClientRenamed,
    ClientRestored,
    ClientUnmerged,
    IdentityUnlinked,
)
from contracts.event import Recorded
from contracts.ids import ClientId
from projections.kit import Projection, Table

NAMED_BY = 200
"""Characters of a name that it is found by: an index refuses rows of more than 2,700 bytes."""


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A card. `absorbed_into` is set while another card has it."""

    client_id: ClientId
    name: str | None
    registered_at: datetime
    absorbed_into: ClientId | None = None


CLIENTS = Table(
    "clients",
    ClientRow,
    key=("client_id",),
    indexes=("(registered_at, client_id)", f"(lower(left(name, {NAMED_BY})) text_pattern_ops)"),
)


@CLIENTS.opens(ClientRegistered, key=lambda e: (e.event.client_id,))
def registered(row: ClientRow | None, recorded: Recorded[ClientRegistered]) -> ClientRow:
    """A card was opened."""
    event = recorded.event
    return row or ClientRow(event.client_id, event.name, recorded.at)


@CLIENTS.opens(IdentityUnlinked, key=lambda e: (e.event.to_client_id,))
def parted(row: ClientRow | None, recorded: Recorded[IdentityUnlinked]) -> ClientRow:
    """A card was opened for an identity that left another one."""
    return row or ClientRow(recorded.event.to_client_id, None, recorded.at)


@CLIENTS.on(ClientRenamed, key=lambda e: (e.event.client_id,))
def renamed(row: ClientRow, recorded: Recorded[ClientRenamed]) -> ClientRow:
    """A person wrote another name."""
    return replace(row, name=recorded.event.name)


@CLIENTS.on(ClientAbsorbed, key=lambda e: (e.event.client_id,))
def absorbed(row: ClientRow, recorded: Recorded[ClientAbsorbed]) -> ClientRow:
    """Another card took it over."""
    return replace(row, absorbed_into=recorded.event.into_id)


@CLIENTS.on(ClientRestored, key=lambda e: (e.event.client_id,))
def restored(row: ClientRow, _: Recorded[ClientRestored]) -> ClientRow:
    """It stands again."""
    return replace(row, absorbed_into=None)


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge, and whether it was undone."""

    merge_id: UUID
    client_id: ClientId
    absorbed_id: ClientId
    merged_at: datetime
    merged_by: str
    rule: str
    evidence: str | None
    undone_at: datetime | None = None


MERGES = Table("merges", MergeRow, key=("merge_id",), indexes=("(client_id)", "(absorbed_id)"))


@MERGES.opens(ClientMerged, key=lambda e: (e.event.merge_id,))
def merged(row: MergeRow | None, recorded: Recorded[ClientMerged]) -> MergeRow:
    """Two cards became one."""
    event = recorded.event
    return row or MergeRow(
        merge_id=event.merge_id,
        client_id=event.client_id,
        absorbed_id=event.absorbed_id,
        merged_at=recorded.at,
        merged_by=event.why.by,
        rule=event.why.rule,
        evidence=event.why.evidence,
    )


@MERGES.on(ClientUnmerged, key=lambda e: (e.event.merge_id,))
def unmerged(row: MergeRow, recorded: Recorded[ClientUnmerged]) -> MergeRow:
    """They are two again."""
    return replace(row, undone_at=recorded.at)


clients = Projection(
    "clients",
    version=2,
    question="Which cards are there, and which were merged?",
    tables=(CLIENTS, MERGES),
)
