"""What may be done with a deal: decide, nothing else."""

from contracts.deal import (
    DealAssigned,
    DealLost,
    DealMoved,
    DealOpened,
    DealPriced,
    DealReopened,
    DealWon,
)
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Event
from contracts.ids import DealId
from contracts.money import Money
from contracts.pipeline import Stage
from contracts.reminder import About
from hub.domain.amount import sound
from hub.domain.deal import Deal, DealStatus
from hub.domain.deal_commands import (
    AcknowledgeDeal,
    AssignDeal,
    Command,
    LoseDeal,
    MoveDeal,
    OpenDeal,
    PriceDeal,
    ReopenDeal,
    Setting,
    WinDeal,
)
from hub.domain.reminding import Chain, acknowledge, clock_steps, set_reminder
from hub.domain.words import reason_of


def decide(state: Deal, command: Command, setting: Setting) -> list[Event]:
    """The facts that follow from a command; none where it has been done already.

    Raises:
        NotFound: there is no such deal.
        Conflict: it cannot be done in this state.
        Invalid: no such stage in this pipeline, no such amount, no reason.
    """
    if isinstance(command, OpenDeal):
        return _open(state, command, setting)
    id_ = state.deal_id
    if id_ is None:
        raise NotFound("there is no such deal")
    match command:
        case MoveDeal():
            return _move(state, id_, command, setting)
        case PriceDeal(price=price):
            return _price(state, id_, price)
        case AssignDeal(employee_id=employee):
            same = state.owner == employee
            return [] if same else [DealAssigned(deal_id=id_, employee_id=employee)]
        case WinDeal(price=price):
            return _win(state, id_, price)
        case LoseDeal(reason=reason):
            return _lose(state, id_, reason)
        case ReopenDeal(stage=stage):
            return _reopen(state, id_, stage, setting)
        case AcknowledgeDeal(by=by, told=told):
            return acknowledge(About.DEAL, id_, state.reminder, by, told)


def _open(state: Deal, command: OpenDeal, setting: Setting) -> list[Event]:
    if state.deal_id is not None:
        return []
    if not setting.pipeline.stages:
        raise Invalid("there is no such pipeline", field="pipeline")
    stage = _stage(setting, command.stage or setting.pipeline.stages[0].name)
    opened = DealOpened(
        deal_id=command.deal_id,
        identity_id=command.identity_id,
        lead_id=command.lead_id,
        pipeline=setting.pipeline.name,
        stage=stage.name,
        title=command.title,
        price=command.price and sound(command.price),
        owner_id=command.owner_id,
        channel=command.channel,
        account=command.account,
    )
    return [opened, *_clock(command.deal_id, 1, stage, setting)]


def _move(state: Deal, id_: DealId, command: MoveDeal, setting: Setting) -> list[Event]:
    _refuse_closed(state)
    stage = _stage(setting, command.stage)
    if command.expected is not None and command.expected != state.stage:
        raise Conflict(f"somebody was faster: it stands in {state.stage} now", field="from")
    if stage.name == state.stage:
        return []
    visit = state.visit + 1
    moved = DealMoved(
        deal_id=id_,
        pipeline=state.pipeline,
        from_stage=state.stage,
        to_stage=stage.name,
        visit=visit,
    )
    return [moved, *_clock(id_, visit, stage, setting)]


def _price(state: Deal, id_: DealId, price: Money | None) -> list[Event]:
    sound_price = price and sound(price)
    if state.price == sound_price:
        return []
    _refuse_closed(state)
    return [DealPriced(deal_id=id_, price=sound_price)]


def _win(state: Deal, id_: DealId, price: Money | None) -> list[Event]:
    final = sound(price) if price else state.price
    if state.status is DealStatus.WON and final == state.price:
        return []
    _refuse_closed(state)
    return [DealWon(deal_id=id_, visit=state.visit, price=final)]


def _lose(state: Deal, id_: DealId, reason: str) -> list[Event]:
    why = reason_of(reason)
    if state.status is DealStatus.LOST:
        return []
    _refuse_closed(state)
    return [DealLost(deal_id=id_, visit=state.visit, reason=why)]


def _reopen(state: Deal, id_: DealId, name: str | None, setting: Setting) -> list[Event]:
    if state.status is DealStatus.OPEN:
        return []
    stage, visit = _stage(setting, name or state.stage), state.visit + 1
    reopened = DealReopened(deal_id=id_, stage=stage.name, visit=visit)
    return [reopened, *_clock(id_, visit, stage, setting)]


def _refuse_closed(state: Deal) -> None:
    if state.status is not DealStatus.OPEN:
        raise Conflict(f"this deal is {state.status}: reopen it first")


def _stage(setting: Setting, name: str) -> Stage:
    """The stage of that name in the pipeline as it stands now."""
    found = next((stage for stage in setting.pipeline.stages if stage.name == name), None)
    if found is None:
        raise Invalid(f"the pipeline {setting.pipeline.name} has no such stage", field="stage")
    return found


def _clock(id_: DealId, visit: int, stage: Stage, setting: Setting) -> list[Event]:
    """A stay in a stage that may not last for ever has a clock of its own."""
    if not stage.overdue:
        return []
    steps = clock_steps(stage.overdue, setting.working, setting.now)
    chain = Chain(steps, on_duty=setting.on_duty)
    return [set_reminder(About.DEAL, id_, visit, setting.now, chain)]
