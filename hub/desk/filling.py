"""Filling: the four values that a canned answer may have in its places, for one conversation."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.ids import EmployeeId
from hub.projector.columns import view_of
from hub.settings import Language, Settings
from hub.views.read import rows_of
from projections.cards import CARDS
from projections.clients import CLIENTS
from projections.company import EMPLOYEES
from projections.inbox import INBOX

_LONGEST = 200
_CHANNELS: dict[str, Mapping[Language, str]] = {
    "telegram": {Language.RUSSIAN: "Telegram", Language.ENGLISH: "Telegram"},
    "email": {Language.RUSSIAN: "почта", Language.ENGLISH: "e-mail"},
    "website": {Language.RUSSIAN: "сайт", Language.ENGLISH: "website"},
    "telephony": {Language.RUSSIAN: "телефон", Language.ENGLISH: "phone"},
}


async def values_for(
    connection: AsyncConnection, settings: Settings, conversation: UUID, manager: EmployeeId | None
) -> dict[str, str]:
    """What each place stands for; empty where nobody knows. A client's words are a value as any.

    A name is one line of at most 200 characters, whatever its owner calls themselves.
    """
    inbox, cards, clients = view_of(INBOX), view_of(CARDS), view_of(CLIENTS)
    name = func.coalesce(clients.c.name, cards.c.name).label("name")
    joined = inbox.outerjoin(cards, cards.c.identity_id == inbox.c.identity_id)
    joined = joined.outerjoin(clients, clients.c.client_id == cards.c.client_id)
    query = select(name, inbox.c.channel).select_from(joined)
    there = (await connection.execute(query.where(inbox.c.conversation_id == conversation))).first()
    works = await rows_of(connection, EMPLOYEES, "employee_id", [manager] if manager else [])
    return {
        "client": _line(there.name if there else None),
        "manager": _line(works[0].name if works else None),
        "company": _line(settings.company_name),
        "channel": _channel(there.channel, settings.language) if there else "",
    }


def _line(words: str | None) -> str:
    """On one line, without what cannot be seen."""
    seen = (one if one.isprintable() else " " for one in words or "")
    return " ".join("".join(seen).split())[:_LONGEST]


def _channel(channel: str, language: Language) -> str:
    named = _CHANNELS.get(channel)
    return named[language] if named else channel
