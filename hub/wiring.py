"""The one list of what there is: every projection, by name."""

from hub.folds.aggregates import aggregates
from hub.folds.clocks import clocks
from hub.folds.reminders import reminders
from projections.attributes import attributes
from projections.calls import calls
from projections.canned import canned
from projections.cards import cards
from projections.channels import channels
from projections.clients import clients
from projections.company import company
from projections.confirmations import confirmations
from projections.deals import deals
from projections.delivery import delivery
from projections.history import history
from projections.holdings import holdings
from projections.inbox import inbox
from projections.kit import Projection
from projections.leads import leads
from projections.mentions import mentions
from projections.parked import parked
from projections.pipelines import pipelines
from projections.readings import readings
from projections.registry import registry
from projections.search import search
from projections.stores import stores
from projections.tasks import tasks
from projections.thread import thread
from projections.touches import touches

PROJECTIONS: tuple[Projection, ...] = (
    aggregates,
    registry,
    parked,
    cards,
    clients,
    attributes,
    inbox,
    thread,
    search,
    mentions,
    clocks,
    reminders,
    delivery,
    confirmations,
    company,
    channels,
    leads,
    deals,
    tasks,
    calls,
    touches,
    pipelines,
    canned,
    history,
    holdings,
    readings,
    stores,
)
