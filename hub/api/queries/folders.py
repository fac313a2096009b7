"""Folders: which conversations stand in each, for who asks; and what else may narrow a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    DateTime,
    Join,
    and_,
    false,
    literal_column,
    or_,
    select,
    true,
)

from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.access.modules import Module, Scope
from hub.access.policy import within_reach
from hub.access.reach import within_each, within_known
from hub.api.models.conversations import ConversationStatus
from hub.api.models.finding import Folder
from hub.folds.clocks import CLOCKS
from hub.projector.columns import view_of
from hub.questions import said
from projections.inbox import INBOX, LABELS
from projections.mentions import MENTIONS

_inbox, _labels = view_of(INBOX), view_of(LABELS)
_clocks, _mentions = view_of(CLOCKS), view_of(MENTIONS)

Now = datetime | BindParameter[datetime]
"""The time at which it is asked: said at once, or when the question is."""

NOW = said("now", DateTime(timezone=True))

Holder = UUID | Literal["none"]
"""An employee, or nobody."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the caller wants to see; None: anything."""

    folder: Folder | None = None
    status: ConversationStatus | None = None
    assignee: Holder | None = None
    channel: str | None = None
    account: str | None = None
    label: str | None = None
    waiting: bool | None = None


_FILTERS: TypeAdapter[Filters] = TypeAdapter(Filters)


def filters_of(saved: Mapping[str, Any]) -> Filters | None:
    """What somebody saved; None where it says nothing any more."""
    try:
        return _FILTERS.validate_python(saved)
    except ValidationError:
        return None


def picked(folder: Folder | None = None) -> Join:
    """The inbox with what decides where a conversation stands; for FROM."""
    joined = _inbox.outerjoin(_clocks, _clocks.c.conversation_id == _inbox.c.conversation_id)
    if folder is not Folder.MENTIONS:
        return joined
    return joined.join(_mentions, _mentions.c.conversation_id == _inbox.c.conversation_id)


LONG = {None, Folder.CLOSED, Folder.ALL}
"""Of these most may be out of reach: a page of them is asked for in the way that suits."""


def wanted(bearer: Bearer, filters: Filters, now: Now) -> ColumnElement[bool]:
    """The conversations in reach that stand in the folder and pass the filters; for WHERE."""
    there = standing(bearer, filters, now)
    return and_(there, _in_reach_ever(bearer)) if filters.folder in LONG else there


def standing(bearer: Bearer, filters: Filters, now: Now) -> ColumnElement[bool]:
    """The same, but of `LONG` lists all: whether they are in reach, whoever asks has to add."""
    only = _only(filters)
    if filters.folder is not None:
        only.append(_stands_in(bearer, filters.folder, now))
    return and_(true(), *only)


def _stands_in(bearer: Bearer, folder: Folder, now: Now) -> ColumnElement[bool]:
    """Whether it stands in this folder, and in reach where the folder is short: who holds it first.

    Whoever holds a conversation, or was mentioned in it, reaches it: nothing more is asked there.
    """
    awake, held = and_(is_open(), ~asleep(now)), _inbox.c.assignee_id
    match folder:
        case Folder.MINE:
            return and_(awake, _is(bearer, held))
        case Folder.UNASSIGNED:
            return and_(awake, held.is_(None), in_reach_each(bearer))
        case Folder.TEAM:
            return and_(is_open(), _colleagues(bearer, held))
        case Folder.ESCALATED:
            return and_(is_open(), _escalated(), in_reach_each(bearer))
        case Folder.SNOOZED:
            return and_(is_open(), asleep(now), _heads_or(bearer, held))
        case Folder.SENT:
            mine = _is(bearer, _inbox.c.answered_by)
            return and_(mine, _inbox.c.last_direction == "out", in_reach_each(bearer))
        case Folder.MENTIONS:
            return _is(bearer, _mentions.c.employee_id)
        case Folder.CLOSED:
            return _inbox.c.status == literal_column("'closed'")
        case Folder.ALL:
            return is_open()


def _in_reach_ever(bearer: Bearer) -> ColumnElement[bool]:
    """Of all that ever was: the server may begin with what is in reach."""
    return within_known(bearer, Module.INBOX, _inbox.c.identity_id)


def in_reach_each(bearer: Bearer) -> ColumnElement[bool]:
    """Of what is little, or mostly one's own: looked up where the holder does not say it."""
    reach, whom = within_each(bearer, Module.INBOX, _inbox.c.identity_id), _whom(bearer)
    return reach if whom is None else or_(_one_of(_inbox.c.assignee_id, whom), reach)


def _whom(bearer: Bearer) -> frozenset[EmployeeId] | None:
    return within_reach(bearer, Module.INBOX)


def _colleagues(bearer: Bearer, held: ColumnElement[Any]) -> ColumnElement[bool]:
    """Somebody in reach but oneself."""
    whom = _whom(bearer)
    if whom is not None:
        return _one_of(held, whom - {bearer.employee_id})
    return and_(held.is_not(None), ~_is(bearer, held))


def _one_of(held: ColumnElement[Any], whom: frozenset[EmployeeId]) -> ColumnElement[bool]:
    """Of most there is one, or none: then the SQL is the same for all of them."""
    if len(whom) <= 1:
        return held == next(iter(whom)) if whom else false()
    return held.in_(sorted(whom))


def is_open() -> ColumnElement[bool]:
    """Literally, so that an index of open ones alone serves."""
    return _inbox.c.status == literal_column("'open'")


def asleep(now: Now) -> ColumnElement[bool]:
    """Whether it is out of sight now: a snooze that is over is none."""
    until = _inbox.c.snoozed_until
    return and_(_inbox.c.snoozed, or_(until.is_(None), until > now))


def _escalated() -> ColumnElement[bool]:
    waits = _clocks.c.waiting_since.is_not(None)
    return and_(waits, _clocks.c.step > 0, _clocks.c.acknowledged_by.is_(None))


def _heads_or(bearer: Bearer, held: ColumnElement[Any]) -> ColumnElement[bool]:
    """Who has others below sees what they put off too; anybody else their own."""
    alone = bearer.grant(Module.INBOX).scope is Scope.OWN
    return _is(bearer, held) if alone else in_reach_each(bearer)


def _is(bearer: Bearer, employee: ColumnElement[Any]) -> ColumnElement[bool]:
    """A token that is nobody's in person has nothing of its own."""
    if bearer.employee_id is None:
        return false()
    return employee == bearer.employee_id


def _only(filters: Filters) -> list[ColumnElement[bool]]:
    only: list[ColumnElement[bool]] = []
    if filters.status is not None:
        only.append(_inbox.c.status == filters.status.value)
    if filters.assignee is not None:
        only.append(_held(filters.assignee))
    if filters.channel is not None:
        only.append(_inbox.c.channel == filters.channel)
    if filters.account is not None:
        only.append(_inbox.c.account == filters.account)
    if filters.label is not None:
        only.append(_labelled(filters.label))
    if filters.waiting is not None:
        since = _clocks.c.waiting_since
        only.append(since.is_not(None) if filters.waiting else since.is_(None))
    return only


def _held(assignee: Holder) -> ColumnElement[bool]:
    held = _inbox.c.assignee_id
    return held.is_(None) if assignee == "none" else held == assignee


def _labelled(label: str) -> ColumnElement[bool]:
    folded = label.strip().casefold()
    return _inbox.c.conversation_id.in_(
        select(_labels.c.conversation_id).where(_labels.c.folded == folded)
    )
