"""What the console asks, as it asks: each question once, for who sees all and for a manager."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from bench.lists.seeding import Company, id_of
from bench.lists.words import COMMON, MEDIUM, RARE
from contracts.ids import EmployeeId
from hub.access.bearer import Bearer
from hub.access.modules import Grant, Level, Module, Scope
from hub.api.models.finding import Folder
from hub.api.queries.clients import clients
from hub.api.queries.conversations import conversations
from hub.api.queries.counts import folder_counts, label_counts
from hub.api.queries.folders import Filters
from hub.api.queries.history import history_of
from hub.api.queries.messages import thread_of
from hub.api.queries.search import clients_called, messages_with
from hub.views.read import rows_of
from projections.inbox import INBOX

Question = Callable[[AsyncConnection, int], Awaitable[Any]]
"""Asked the n-th time: of another conversation or card each time."""

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
_LIMIT, _FOUND, _PAGES = 50, 20, 10


def director() -> Bearer:
    """Sees everything."""
    return _bearer("director", Scope.ALL, 0)


def manager() -> Bearer:
    """Sees their own and nobody's."""
    return _bearer("manager", Scope.OWN, 8)


def _bearer(role: str, scope: Scope, number: int) -> Bearer:
    me = EmployeeId(id_of("employee", number))
    grants = {module: Grant(Level.EMPLOYEE, scope) for module in Module}
    return Bearer(id_of("token", number), role, role, me, grants=grants, reaches=frozenset({me}))


def lists(bearer: Bearer, company: Company) -> Mapping[str, Question]:
    """Lists, counts, one thread, one history: by what is asked for."""
    asked: dict[str, Question] = {}
    for folder in Folder:
        asked[f"folder {folder}, first page"] = _page(bearer, folder, 1)
        asked[f"folder {folder}, tenth page"] = _page(bearer, folder, _PAGES)
    return asked | {
        "counts": lambda on, _: folder_counts(on, bearer, NOW),
        "labels": lambda on, _: label_counts(on, bearer),
        "clients": lambda on, _: clients(on, bearer, None, None, _LIMIT, None),
        "clients by a name": lambda on, _: clients(on, bearer, "Анна Вол", None, _LIMIT, None),
        "clients by half a name": lambda on, _: clients(on, bearer, "Ан", None, _LIMIT, None),
        "a thread": lambda on, n: thread_of(on, _talk(company, n), "newest", _LIMIT, None),
        "a history": lambda on, n: history_of(on, _card(company, n), "newest", _LIMIT, None),
    }


def searches(bearer: Bearer) -> Mapping[str, Question]:
    """Full text and names, by how often what is looked for occurs."""
    words = {
        "a rare word": RARE,
        "a medium word": MEDIUM,
        "a very common word": COMMON,
        "two words": f"{MEDIUM} {COMMON}",
        "two common words": f"{COMMON} доставка",
        "another form of a word": "экскаваторами",
        "words that are nowhere": "синхрофазотрон",
    }
    names = {"a name": "Волков Анна", "half a name": "вол", "a number's end": "4711"}
    return {
        **{f"search: {name}": partial(_said, bearer, q) for name, q in words.items()},
        **{f"search: {name}": partial(_called, bearer, q) for name, q in names.items()},
    }


def _page(bearer: Bearer, folder: Folder, page: int) -> Question:
    """The page alone: the pages before it are asked for once, the first time."""
    cursors: list[str | None] = [None]

    async def asked(on: AsyncConnection, _: int) -> None:
        while len(cursors) < page:
            found = await conversations(on, bearer, Filters(folder), NOW, _LIMIT, cursors[-1])
            cursors.append(found.next)
        await conversations(on, bearer, Filters(folder), NOW, _LIMIT, cursors[page - 1])

    return asked


def by_key(company: Company) -> Question:
    """As many conversations as a page has, by their keys: less cannot be asked."""

    async def asked(on: AsyncConnection, n: int) -> None:
        ids = [_talk(company, n * _LIMIT + each) for each in range(_LIMIT)]
        await rows_of(on, INBOX, "conversation_id", ids)

    return asked


async def _said(bearer: Bearer, q: str, on: AsyncConnection, _: int) -> Any:
    return await messages_with(on, bearer, q, _FOUND)


async def _called(bearer: Bearer, q: str, on: AsyncConnection, _: int) -> Any:
    return await clients_called(on, bearer, q, (), _FOUND)


def _talk(company: Company, n: int) -> UUID:
    return id_of("talk", _somewhere(company, n))


def _card(company: Company, n: int) -> UUID:
    return id_of("card", _somewhere(company, n))


def _somewhere(company: Company, n: int) -> int:
    """All over the years."""
    return n * 48_271 % company.clients
