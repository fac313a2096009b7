"""What the console asks, as it asks: each question once, for whoever asks it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from bench.lists.seeding import Company, id_of
from bench.lists.words import COMMON, MEDIUM, RARE
from hub.access.bearer import Bearer
from hub.api.models.conversations import ConversationStatus
from hub.api.models.finding import Folder
from hub.api.models.sales import TaskStatus
from hub.api.queries.calls import CallFilters, calls
from hub.api.queries.clients import clients
from hub.api.queries.conversations import conversations
from hub.api.queries.counts import folder_counts, label_counts
from hub.api.queries.folders import Filters
from hub.api.queries.history import history_of
from hub.api.queries.leads import LeadFilters, leads
from hub.api.queries.messages import thread_of
from hub.api.queries.now import who_waits
from hub.api.queries.search import clients_called, messages_with
from hub.api.queries.tasks import TaskFilters, tasks
from hub.views.read import rows_of
from projections.inbox import INBOX

Question = Callable[[AsyncConnection, int], Awaitable[Any]]
"""Asked the n-th time: of another conversation or card each time."""

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
_LIMIT, _FOUND, _PAGES = 50, 20, 10


def lists(bearer: Bearer, company: Company) -> Mapping[str, Question]:
    """Lists, counts, the board, one thread, one history: by what is asked for."""
    asked: dict[str, Question] = {}
    for folder in Folder:
        asked[f"folder {folder}, first page"] = _page(bearer, folder, 1)
        asked[f"folder {folder}, tenth page"] = _page(bearer, folder, _PAGES)
    return (
        asked
        | _narrowed(bearer)
        | _sales(bearer, company)
        | {
            "counts": lambda on, _: folder_counts(on, bearer, NOW),
            "labels": lambda on, _: label_counts(on, bearer),
            "who waits now": lambda on, _: who_waits(on, bearer, NOW),
            "clients": lambda on, _: clients(on, bearer, None, None, _LIMIT, None),
            "clients by a name": lambda on, _: clients(on, bearer, "Анна Вол", None, _LIMIT, None),
            "clients by half a name": lambda on, _: clients(on, bearer, "Ан", None, _LIMIT, None),
            "a thread": lambda on, n: thread_of(on, _talk(company, n), "newest", _LIMIT, None),
            "a history": lambda on, n: history_of(on, _card(company, n), "newest", _LIMIT, None),
        }
    )


def _narrowed(bearer: Bearer) -> dict[str, Question]:
    """Conversations by anything but a folder."""
    somebody = id_of("employee", 12)
    each = {
        "": Filters(),
        ", closed": Filters(status=ConversationStatus.CLOSED),
        " with a label": Filters(label="vip"),
        " by a channel nobody uses": Filters(channel="fax"),
        " of a colleague": Filters(assignee=somebody),
    }
    return {f"conversations{name}": partial(_talks, bearer, by) for name, by in each.items()}


def _sales(bearer: Bearer, company: Company) -> dict[str, Question]:
    """Leads, calls and tasks, the newest first."""
    mine = TaskFilters(status=TaskStatus.OPEN, assignee=bearer.employee_id)
    return {
        "leads": lambda on, _: leads(on, bearer, LeadFilters(), _LIMIT, None),
        "calls": lambda on, _: calls(on, bearer, CallFilters(), _LIMIT, None),
        "calls of a client": lambda on, n: calls(
            on, bearer, CallFilters(client=_card(company, n)), _LIMIT, None
        ),
        "tasks": lambda on, _: tasks(on, bearer, TaskFilters(), NOW, _LIMIT, None),
        "tasks, mine to do": lambda on, _: tasks(on, bearer, mine, NOW, _LIMIT, None),
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


async def _talks(bearer: Bearer, by: Filters, on: AsyncConnection, _: int) -> Any:
    return await conversations(on, bearer, by, NOW, _LIMIT, None)


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
