"""Reach: which cards somebody may see, as a predicate for lists and as a question about objects.

Whoever holds anything on any identity of a card holds the card. A card that nobody holds is in
everybody's reach: somebody has to take it.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, literal_column, not_, or_, select, true
from sqlalchemy.dialects import postgresql

from contracts.errors import NotFound
from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.access.modules import Level, Module
from hub.access.policy import within_reach
from hub.access.standing import standing
from hub.house import House
from hub.projector.columns import view_of
from projections.cards import CARDS
from projections.holdings import HOLDINGS, NOBODY, THINGS

_here, _card = view_of(CARDS).alias("here"), view_of(CARDS).alias("card")
_things, _holdings = view_of(THINGS).alias("thing"), view_of(HOLDINGS).alias("holding")


def within(bearer: Bearer, module: Module, identity: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the card that this column's identity stands on is in reach; for WHERE.

    Whose identity is NULL is nobody's, and in reach.
    """
    whom = within_reach(bearer, module)
    return true() if whom is None else _held(whom, identity)


def _held(whom: Collection[EmployeeId], identity: ColumnElement[Any]) -> ColumnElement[bool]:
    """By one of these, or by nobody.

    One subquery for a row that is looked at, whose plan is four lookups by index: a list comes in
    its own order and stops when it is full. As a set it would be worked out whole for each list.
    """
    return (
        select(_by(whom))
        .select_from(
            _here.join(_card, _card.c.client_id == _here.c.client_id)
            .join(_things, _things.c.identity_id == _card.c.identity_id)
            .join(_holdings, _holdings.c.thing_id == _things.c.thing_id)
        )
        .where(_here.c.identity_id == identity, _holdings.c.holder_id.is_not(None))
        .correlate_except(_here, _card, _things, _holdings)
        .scalar_subquery()
    )


def _by(whom: Collection[EmployeeId]) -> ColumnElement[bool]:
    """Of a card's holdings: by one of these, or given to nobody.

    Who is mentioned reaches a card besides, and takes it away from nobody.
    """
    theirs = func.bool_or(_holdings.c.holder_id.in_(sorted(whom)))
    given = func.bool_or(_holdings.c.mentioned_id == NOBODY)
    return func.coalesce(or_(theirs, not_(given)), true())


def within_card(bearer: Bearer, module: Module, client: ColumnElement[Any]) -> ColumnElement[bool]:
    """The same, by a column that holds the card itself."""
    whom = within_reach(bearer, module)
    return true() if whom is None else _card_held(whom, client)


def _card_held(whom: Collection[EmployeeId], client: ColumnElement[Any]) -> ColumnElement[bool]:
    return (
        select(_by(whom))
        .select_from(
            _card.join(_things, _things.c.identity_id == _card.c.identity_id).join(
                _holdings, _holdings.c.thing_id == _things.c.thing_id
            )
        )
        .where(_card.c.client_id == client, _holdings.c.holder_id.is_not(None))
        .correlate_except(_card, _things, _holdings)
        .scalar_subquery()
    )


def within_task(
    bearer: Bearer,
    identity: ColumnElement[Any],
    assignee: ColumnElement[Any],
    made_by: ColumnElement[Any],
) -> ColumnElement[bool]:
    """The same for tasks: one that is about no person is its assignee's and its maker's."""
    whom = within_reach(bearer, Module.TASKS)
    if whom is None:
        return true()
    theirs = or_(
        assignee.in_(sorted(whom)),
        made_by.in_(sorted(whom)),
        and_(assignee.is_(None), made_by.is_(None)),
    )
    return case((identity.is_(None), theirs), else_=_held(whom, identity))


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
    found = standing(parameter, id_)
    if parameter == "task_id":
        reached = within_task(bearer, found.c.identity_id, found.c.assignee_id, found.c.made_by)
    else:
        reached = within(bearer, module, found.c.identity_id)
    card = view_of(CARDS)
    joined = found.outerjoin(card, card.c.identity_id == found.c.identity_id)
    query = select(reached.label("reached"), card.c.client_id).select_from(joined)
    async with house.views.connect() as connection:
        row = (await connection.execute(query)).first()
    if row is None or not row.reached or bearer.grant(module).level is Level.NONE:
        raise NotFound(f"there is no such {parameter.removesuffix('_id')}")
    card_id: UUID | None = row.client_id
    return card_id
