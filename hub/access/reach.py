"""Reach: which cards somebody may see, as a predicate for lists and as a question about objects.

Whoever holds anything on any identity of a card holds the card. A card that nobody holds is in
everybody's reach: somebody has to take it. Both are rows of one table (`HELD`), so that the server
may look each row of a list up in it, or begin with what is in reach, whichever is less.
"""

from collections.abc import Collection
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    ScalarSelect,
    Subquery,
    Uuid,
    and_,
    any_,
    exists,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.errors import NotFound
from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.access.modules import Level, Module
from hub.access.policy import within_reach
from hub.access.standing import standing
from hub.house import House
from hub.projector.columns import view_of
from hub.questions import Question, said
from projections.cards import CARDS
from projections.holdings import HELD, NOBODY

_held = view_of(HELD).alias("held_by")
BY_IDENTITY, BY_CARD = _held.c.identity_id, _held.c.client_id
"""What of a row a column is compared with: the identity, or the card that it stands on."""

Ways = tuple[ColumnElement[bool], ...]
"""How a row may be in reach: no row in two of these ways."""


def within(bearer: Bearer, module: Module, identity: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the card that this column's identity stands on is in reach; for WHERE.

    Whose identity is NULL is nobody's, and in reach.
    """
    if within_reach(bearer, module) is None:
        return true()
    return or_(within_known(bearer, module, identity), identity.is_(None))


def within_known(
    bearer: Bearer, module: Module, identity: ColumnElement[Any]
) -> ColumnElement[bool]:
    """The same, by a column that is never NULL."""
    return _by(bearer, module, _held.c.identity_id == identity)


def within_each(
    bearer: Bearer,
    module: Module,
    column: ColumnElement[Any],
    held: ColumnElement[Any] = BY_IDENTITY,
) -> ColumnElement[bool]:
    """The same, looked up row by row and in no other way: for what is short whoever asks."""
    whom = within_reach(bearer, module)
    if whom is None:
        return true()
    # as a parameter: a row is looked up in the same way for everybody, and by one statement
    holders = literal([NOBODY, *sorted(whom)], ARRAY(Uuid))
    # by the row alone: a head reaches many holders, and each would be a search of its own
    holder = func.coalesce(_held.c.holder_id, _held.c.holder_id)
    found = select(true()).where(held == column, holder == any_(holders)).limit(1)
    return func.coalesce(found.correlate_except(_held).scalar_subquery(), false())


def within_few(
    bearer: Bearer,
    module: Module,
    column: ColumnElement[Any],
    held: ColumnElement[Any] = BY_IDENTITY,
) -> ColumnElement[bool]:
    """The same, beginning with what is in reach: an index on the column finds each of it."""
    whom = within_reach(bearer, module)
    return true() if whom is None else column == any_(func.array(_reached(held, whom)))


def within_many(
    bearer: Bearer,
    module: Module,
    column: ColumnElement[Any],
    held: ColumnElement[Any] = BY_IDENTITY,
) -> ColumnElement[bool]:
    """The same, by a set of all that is in reach: worth its making for a list of long stretches.

    `coalesce`, since a plain IN would be joined, and a list that is joined loses its order.
    """
    whom = within_reach(bearer, module)
    return true() if whom is None else func.coalesce(column.in_(_reached(held, whom)), false())


def _reached(held: ColumnElement[Any], whom: Collection[EmployeeId]) -> ScalarSelect[Any]:
    return select(held).where(_in_reach_of(whom)).correlate_except(_held).scalar_subquery()


async def few_in_reach(
    connection: AsyncConnection, bearer: Bearer, module: Module, most: int
) -> bool:
    """Whether it is no more than `most` identities."""
    whom = within_reach(bearer, module)
    if whom is None:
        return False
    some = select(literal_column("1")).where(_in_reach_of(whom)).limit(most + 1).subquery()
    return (await connection.scalar(select(func.count()).select_from(some)) or 0) <= most


def _by(bearer: Bearer, module: Module, same: ColumnElement[bool]) -> ColumnElement[bool]:
    whom = within_reach(bearer, module)
    if whom is None:
        return true()
    return exists().where(same, _in_reach_of(whom)).correlate_except(_held)


def _in_reach_of(whom: Collection[EmployeeId]) -> ColumnElement[bool]:
    """Held by one of these, or by nobody.

    Who they are stands in the SQL itself: with parameters the server would plan once for all, and
    a list of whoever holds nothing is best asked for quite unlike the director's.
    """
    ids = (NOBODY, *sorted(whom))
    holders: list[ColumnElement[UUID]] = [
        literal_column(f"'{UUID(str(one))}'::uuid") for one in ids
    ]
    return _held.c.holder_id.in_(holders)


def within_task(
    bearer: Bearer,
    identity: ColumnElement[Any],
    assignee: ColumnElement[Any],
    made_by: ColumnElement[Any],
) -> ColumnElement[bool]:
    """The same for tasks: one that is about no person is its assignee's and its maker's."""
    if within_reach(bearer, Module.TASKS) is None:
        return true()
    about = within_known(bearer, Module.TASKS, identity)
    return or_(about, and_(identity.is_(None), within_own_task(bearer, assignee, made_by)))


def within_own_task(
    bearer: Bearer, assignee: ColumnElement[Any], made_by: ColumnElement[Any]
) -> ColumnElement[bool]:
    """For a task that is about no person: of those in reach, or of nobody at all."""
    whom = within_reach(bearer, Module.TASKS)
    if whom is None:
        return true()
    nobodys = and_(assignee.is_(None), made_by.is_(None))
    return or_(assignee.in_(sorted(whom)), made_by.in_(sorted(whom)), nobodys)


def within_text(bearer: Bearer, module: Module, column: str) -> str:
    """`within` as SQL, for statements that are text; `column` is one of the code's own names."""
    predicate = within(bearer, module, literal_column(column))
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy ships it untyped
    return str(predicate.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


async def reachable(
    house: House,
    bearer: Bearer,
    module: Module,
    *,
    identities: Collection[UUID] = (),
    clients: Collection[UUID] = (),
    conversations: Collection[UUID] = (),
    leads: Collection[UUID] = (),
    deals: Collection[UUID] = (),
) -> None:
    """Nothing, where all of these are there and in reach.

    Raises:
        NotFound: one of them is not there, or not for this bearer: nobody is told which.
    """
    asked = {
        "identity_id": identities,
        "client_id": clients,
        "conversation_id": conversations,
        "lead_id": leads,
        "deal_id": deals,
    }
    for parameter, ids in asked.items():
        for id_ in sorted(set(ids)):
            await card_of(house, bearer, module, parameter, id_)


async def card_of(
    house: House, bearer: Bearer, module: Module, parameter: str, id_: UUID
) -> UUID | None:
    """The card on which an object stands, by the parameter that names it; None: it is on none.

    Raises:
        NotFound: it is not there, or not for this bearer: the same words for both.
    """
    whom = within_reach(bearer, Module.TASKS if parameter == "task_id" else module)
    said_ = {"id": id_} if whom is None else {"id": id_, "whom": list(whom)}
    async with house.views.connect() as connection:
        found = await _card(parameter, everybodys=whom is None).asked(connection, **said_)
    if not found or not found[0]["reached"] or bearer.grant(module).level is Level.NONE:
        raise NotFound(f"there is no such {parameter.removesuffix('_id')}")
    card_id: UUID | None = found[0]["client_id"]
    return card_id


@cache
def _card(parameter: str, *, everybodys: bool) -> Question:
    """Whether an object (`id`) is in reach of who reaches these (`whom`), and its card.

    Who they are is no part of the SQL: one object is looked up in the same way for everybody.
    """
    found, card = standing(parameter, said("id", Uuid())), view_of(CARDS)
    reached = true() if everybodys else _one_in_reach(parameter, found)
    joined = found.outerjoin(card, card.c.identity_id == found.c.identity_id)
    return Question(select(reached.label("reached"), card.c.client_id).select_from(joined))


def _one_in_reach(parameter: str, found: Subquery) -> ColumnElement[bool]:
    """What `within` and `within_task` say of the rows of a list."""
    whom = any_(said("whom", ARRAY(Uuid)))
    holder = or_(_held.c.holder_id == whom, _held.c.holder_id == NOBODY)
    known = exists().where(_held.c.identity_id == found.c.identity_id, holder)
    known, nobodys = known.correlate_except(_held), found.c.identity_id.is_(None)
    if parameter != "task_id":
        return or_(known, nobodys)
    assignee, made_by = found.c.assignee_id, found.c.made_by
    own = or_(assignee == whom, made_by == whom, and_(assignee.is_(None), made_by.is_(None)))
    return or_(known, and_(nobodys, own))
