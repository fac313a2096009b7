"""The words of sales stories: a lead, a deal, a task, and what became of them."""

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from uuid import UUID

from contracts.company import Step
from contracts.event import Event
from contracts.ids import CallId, DealId, LeadId, TaskId
from contracts.lead import LeadOpened
from contracts.pipeline import Stage
from hub.domain import deal as deals
from hub.domain import lead as leads
from hub.domain import selling
from hub.domain import task as tasks
from hub.domain.deal import Deal
from hub.domain.deal_commands import Command, OpenDeal, Setting
from hub.domain.lead import Lead
from hub.domain.pipeline import Pipeline
from hub.domain.task import Task
from tests.examples import BORIS, NOON, story

LEAD = LeadId(UUID("00000000-0000-5000-8000-00000000001e"))
DEAL = DealId(UUID("00000000-0000-5000-8000-0000000000de"))
OTHER_DEAL = DealId(UUID("00000000-0000-5000-8000-0000000000df"))
TASK = TaskId(UUID("00000000-0000-5000-8000-00000000007a"))
CALL = CallId(UUID("00000000-0000-5000-8000-0000000ca110"))

WEEK = timedelta(days=7)
REPAIR = Pipeline(
    "repair",
    "Ремонт",
    (
        Stage(name="asked", title="Заявка"),
        Stage(
            name="visit",
            title="Выезд",
            overdue=(
                Step(after_seconds=3600, level=0),
                Step(after_seconds=7 * 86400, level=1, time="absolute"),
            ),
        ),
        Stage(name="paid", title="Оплата"),
    ),
)
SETTING = Setting(REPAIR, NOON)
OPEN_DEAL = OpenDeal(DEAL, BORIS, LEAD, title="Ремонт котла")


def lead(*events: Event) -> Lead:
    """A lead of boris, and what happened to it."""
    opened = LeadOpened(lead_id=LEAD, identity_id=BORIS, channel="website", account="site")
    return reduce(leads.evolve, story(opened, *events), Lead())


def deal(*commands: Command, setting: Setting = SETTING) -> Deal:
    """A deal of boris, and what was done with it."""
    state = Deal()
    for command in (OPEN_DEAL, *commands):
        state = sold(state, selling.decide(state, command, setting))
    return state


def sold(state: Deal, events: Iterable[Event]) -> Deal:
    return reduce(deals.evolve, story(*events), state)


def done(state: Task, events: Iterable[Event]) -> Task:
    return reduce(tasks.evolve, story(*events), state)
