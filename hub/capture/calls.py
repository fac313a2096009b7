"""News of a call: whose it is, what the call is now, and whether somebody has to call back."""

from collections.abc import Iterator
from datetime import datetime

from contracts.call import CallReported
from contracts.capture import AsideReason
from contracts.event import Event, Recorded, Subject
from contracts.ids import CallId, EventId, IdentityId, KeyId, LeadId, derived
from contracts.inbound import CallNews, Direction
from contracts.lead import LeadOpened
from contracts.task import TaskCancelled, TaskDone
from hub.capture.cards import card_facts
from hub.capture.outcomes import aside, parked
from hub.capture.picture import Fact, Picture
from hub.capture.sender import Sender
from hub.domain.call import Call, FollowUp, call_back_of, evolve, follow_up
from hub.domain.identity import Identity
from hub.domain.task import Task, TaskStatus, call_back
from hub.log.inbounds import Arrived


def call_facts(picture: Picture, arrived: Arrived, sender: Sender) -> list[Fact]:
    """The news, and what follows; news of one call in any order leave the same."""
    news, who = arrived.inbound.call, sender.first
    if news is None:
        return [parked(arrived.seq, arrived.channel, arrived.account, "a call without news")]
    if who and who.id in picture.bindings:
        return [aside(arrived, AsideReason.EMPLOYEE)]
    id_ = call_of(arrived, news)
    reported = _reported(arrived, news, id_, who)
    subject = Subject("call", str(id_))
    cards = card_facts(picture, arrived, sender) if who else []
    key = KeyId(who.id if who else id_)
    before = picture.interest.call(id_)
    after = evolve(before, _recorded(arrived, subject, reported))
    follows = list(_follows(picture, arrived, before, after))
    return [*cards, Fact(subject, reported, key), *(Fact(s, e, key) for s, e in follows)]


def call_of(arrived: Arrived, news: CallNews) -> CallId:
    """The name of a call."""
    return CallId(derived("call", arrived.channel, arrived.account, news.call))


def lead_of(call: CallId) -> LeadId:
    """The name of the lead that a first call is."""
    return LeadId(derived("lead", call))


def _reported(arrived: Arrived, news: CallNews, id_: CallId, who: Identity | None) -> CallReported:
    return CallReported(
        call_id=id_,
        identity_id=who.id if who else None,
        inbound=arrived.seq,
        key=arrived.key,
        channel=arrived.channel,
        account=arrived.account,
        phase=news.phase,
        direction=news.direction,
        at=news.at,
        line=news.line,
        extension=news.extension,
        duration_seconds=news.duration_seconds,
        recording=news.recording,
    )


def _recorded(arrived: Arrived, subject: Subject, event: Event) -> Recorded[Event]:
    id_ = EventId(derived("capture", arrived.seq))
    return Recorded(arrived.seq, id_, subject, arrived.at, "capture", event)


def _follows(
    picture: Picture, arrived: Arrived, before: Call, after: Call
) -> Iterator[tuple[Subject, Event]]:
    identity, call = after.identity_id, after.call_id
    if identity is None or call is None:
        return
    theirs = picture.theirs(identity)
    is_new = lead_of(call) not in picture.interest.leads and not theirs & picture.interest.buyers
    if after.direction is Direction.IN and is_new:
        yield _lead(arrived, identity, call)
    yield from _own_task(picture, arrived, before, after, identity)
    if after.answered_at:
        yield from _called_back(picture, theirs, call, after.answered_at)


def _lead(arrived: Arrived, identity: IdentityId, call: CallId) -> tuple[Subject, Event]:
    """Whoever calls for the first time is a lead."""
    lead = lead_of(call)
    event = LeadOpened(
        lead_id=lead,
        identity_id=identity,
        channel=arrived.channel,
        account=arrived.account,
        call_id=call,
    )
    return Subject("lead", str(lead)), event


def _own_task(
    picture: Picture, arrived: Arrived, before: Call, after: Call, identity: IdentityId
) -> Iterator[tuple[Subject, Event]]:
    """The task to call back: opened when the call turns out missed, cancelled if it was not."""
    call = after.call_id
    if call is None:
        return
    task = call_back_of(call)
    open_ = picture.interest.tasks.get(task, Task()).status is TaskStatus.OPEN
    subject = Subject("task", str(task))
    match follow_up(before, after, open_):
        case FollowUp.OPEN:
            lead = picture.interest.open_lead(picture.theirs(identity))
            assignee = lead.assignee if lead else None
            since = min(after.ended_at or arrived.at, arrived.at)
            policy = picture.policy_in_force
            for event in call_back(task, identity, call, assignee, since, policy, picture.working):
                yield subject, event
        case FollowUp.CANCEL:
            yield subject, TaskCancelled(task_id=task, reason="the call was answered after all")
        case FollowUp.NOTHING:
            pass


def _called_back(
    picture: Picture, theirs: frozenset[IdentityId], call: CallId, answered_at: datetime
) -> Iterator[tuple[Subject, Event]]:
    """Whoever spoke with the client after a missed call has called back."""
    for task in picture.interest.call_backs(theirs):
        missed = _over_at(picture.interest.call(task.call_id)) if task.call_id else None
        if task.task_id and task.call_id != call and (missed is None or missed <= answered_at):
            subject = Subject("task", str(task.task_id))
            yield subject, TaskDone(task_id=task.task_id, outcome="called back")


def _over_at(call: Call) -> datetime | None:
    """When it ended; where nobody said so, when it rang."""
    return call.ended_at or call.rang_at
