"""The one list of what there is: every projection, by name."""

from hub.folds.aggregates import aggregates
from hub.folds.clocks import clocks
from projections.cards import cards
from projections.channels import channels
from projections.clients import clients
from projections.company import company
from projections.delivery import delivery
from projections.inbox import inbox
from projections.kit import Projection
from projections.registry import registry
from projections.thread import thread

PROJECTIONS: tuple[Projection, ...] = (
    aggregates,
    registry,
    cards,
    clients,
    inbox,
    thread,
    clocks,
    delivery,
    company,
    channels,
)
