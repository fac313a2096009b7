"""Search: messages by their words, cards by name and address; only what is in reach."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, RowMapping, Select, cast, func, or_, select, union_all
from sqlalchemy.dialects.postgresql import TSQUERY, distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.access.bearer import Bearer
from hub.access.modules import Module
from hub.access.reach import BY_CARD, BY_IDENTITY, within_each, within_known
from hub.api.models.finding import FoundClient, FoundMessage
from hub.api.queries.eras import Indexed, Looked, newest_first
from hub.projector.columns import view_of
from projections.cards import CARDS
from projections.clients import CLIENTS
from projections.inbox import INBOX
from projections.search import NAME_LEXEMES, NAMES, TEXT_LEXEMES, TEXTS, name_words
from projections.thread import THREAD

_texts, _names, _thread = view_of(TEXTS), view_of(NAMES), view_of(THREAD)
_inbox, _cards, _clients = view_of(INBOX), view_of(CARDS), view_of(CLIENTS)

_HIT, _END = "\x02", "\x03"
_SHOWN = f"StartSel={_HIT}, StopSel={_END}, MaxWords=24, MinWords=12, ShortWord=0"
_LOOKED_THROUGH = 20_000
"""Characters of a message in which the place of the hit is looked for."""


async def messages_with(
    connection: AsyncConnection, bearer: Bearer, words: str, limit: int
) -> tuple[list[FoundMessage], bool]:
    """The newest that hold all these words in any form; whether there may be older ones."""
    query = func.websearch_to_tsquery("russian", words.replace("№", " "))
    if await connection.scalar(select(func.querytree(query))) in {"", "T"}:
        return [], False

    def reached(candidates: CTE) -> Select[Any]:
        same = _inbox.c.conversation_id == candidates.c.conversation_id
        joined = select(candidates).join(_inbox, same)
        return joined.where(within_known(bearer, Module.INBOX, _inbox.c.identity_id))

    looked = await newest_first(
        connection, Indexed(_texts, TEXT_LEXEMES, query), reached, limit + 1
    )
    return await _told(connection, looked.rows[:limit], query), looked.more


async def _told(
    connection: AsyncConnection, rows: Sequence[RowMapping], query: Any
) -> list[FoundMessage]:
    """Each with where the hit stands in it, and in which conversation."""
    text = func.left(func.translate(_texts.c.text, _HIT + _END, ""), _LOOKED_THROUGH)
    shown = func.ts_headline("russian", text, query, _SHOWN).label("shown")
    name = func.coalesce(_clients.c.name, _cards.c.name).label("name")
    joined = (
        _texts.join(_thread, _thread.c.message_id == _texts.c.message_id)
        .join(_inbox, _inbox.c.conversation_id == _texts.c.conversation_id)
        .outerjoin(_cards, _cards.c.identity_id == _inbox.c.identity_id)
        .outerjoin(_clients, _clients.c.client_id == _cards.c.client_id)
    )
    columns = _thread.c.at, _thread.c.direction, _cards.c.client_id, name, _inbox.c.channel, shown
    wanted = _texts.c.message_id.in_([row["message_id"] for row in rows])
    found = select(_texts, *columns).select_from(joined).where(wanted).order_by(_texts.c.seq.desc())
    return [_message(row) for row in (await connection.execute(found)).mappings()]


def _message(row: RowMapping) -> FoundMessage:
    before, _, rest = row["shown"].partition(_HIT)
    hit, _, after = rest.partition(_END)
    plain = after.replace(_HIT, "").replace(_END, "")
    return FoundMessage.model_validate({**row, "before": before, "hit": hit, "after": plain})


async def clients_called(
    connection: AsyncConnection,
    bearer: Bearer,
    words: str,
    identities: Collection[UUID],
    limit: int,
) -> tuple[list[FoundClient], bool]:
    """Cards that have one of these identities, then those called so, the newest first."""
    owned = await _owners(connection, bearer, identities)
    looked = await _called(connection, bearer, words, limit + 1)
    found = {row["client_id"]: row for row in (*owned, *looked.rows)}
    shown = [_client(row, words) for row in found.values()]
    return shown[:limit], looked.more or len(shown) > limit


async def _owners(
    connection: AsyncConnection, bearer: Bearer, identities: Collection[UUID]
) -> list[RowMapping]:
    query = _carded().where(_cards.c.identity_id.in_(identities), _in_reach(bearer))
    return list((await connection.execute(query)).mappings()) if identities else []


async def _called(connection: AsyncConnection, bearer: Bearer, words: str, most: int) -> Looked:
    """Those whose words these are; then those whose words only begin so, which costs far more."""
    wanted = name_words(words)
    if not wanted:
        return Looked([], more=False)
    whole = await _named(connection, bearer, _all(wanted), most)
    if len(whole.rows) >= most:
        return whole
    begun = await _named(connection, bearer, _all(wanted, begun=True), most)
    return Looked([*whole.rows, *begun.rows], more=whole.more or begun.more)


async def _named(connection: AsyncConnection, bearer: Bearer, query: str, most: int) -> Looked:
    def reached(candidates: CTE) -> Select[Any]:
        """A row about an identity, or about the card; a card is told once.

        Whose they are is asked first: cards are looked up for those in reach alone.
        """
        about = candidates.c.about_id
        in_reach = (within_each(bearer, Module.CLIENTS, about, by) for by in (BY_IDENTITY, BY_CARD))
        there = select(candidates).where(or_(*in_reach)).cte().prefix_with("MATERIALIZED")
        by_identity = _cards.c.identity_id == there.c.about_id
        by_card = _cards.c.client_id == there.c.about_id
        each = [_carded(there.c.seq).join(there, by) for by in (by_identity, by_card)]
        both = union_all(*each).subquery()
        once = select(both).ext(distinct_on(both.c.client_id))
        return once.order_by(both.c.client_id, both.c.seq.desc())

    indexed = Indexed(_names, NAME_LEXEMES, cast(query, TSQUERY))
    return await newest_first(connection, indexed, reached, most)


def _carded(*more: Any) -> Select[Any]:
    name = func.coalesce(_clients.c.name, _cards.c.name).label("name")
    joined = _cards.join(_clients, _clients.c.client_id == _cards.c.client_id)
    return select(_cards.c.client_id, name, _cards.c.value, *more).select_from(joined)


def _in_reach(bearer: Bearer) -> Any:
    return within_known(bearer, Module.CLIENTS, _cards.c.identity_id)


def _all(words: Sequence[str], *, begun: bool = False) -> str:
    """All of these words; or, where they have two letters or more, what begins with them."""
    return " & ".join(f"'{word}'{':*' if begun and len(word) > 1 else ''}" for word in words)


def _client(row: RowMapping, words: str) -> FoundClient:
    """What was found is the name, if every word begins one of its own; else the address."""
    name, own = row["name"] or "", name_words(row["name"] or "")
    named = all(any(one.startswith(word) for one in own) for word in name_words(words))
    match = name if named or not row["value"] else row["value"]
    return FoundClient(client_id=row["client_id"], name=row["name"], match=match)
