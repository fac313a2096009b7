"""The desk: everything that the API shows, asked again where something happened."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TypeVar

from contracts.errors import Transient
from hub.demo.api import Api, Json

T = TypeVar("T")

_PATIENCE_SECONDS = 60.0

LISTS = {
    "conversations": "/v1/conversations",
    "leads": "/v1/leads",
    "deals": "/v1/deals",
    "tasks": "/v1/tasks",
    "calls": "/v1/calls",
    "touches": "/v1/sources/touches",
}
"""Where each list is."""

_PERSONAL = frozenset({"conversations", "leads", "deals", "tasks", "calls"})
_SHOWN_IN = {
    "conversation": frozenset({"conversations"}),
    "client": _PERSONAL,
    "identity": _PERSONAL,
    "lead": frozenset({"leads", "sources"}),
    "deal": frozenset({"deals", "funnel", "sources"}),
    "task": frozenset({"tasks"}),
    "call": frozenset({"calls"}),
    "touch": frozenset({"touches", "sources"}),
    "campaign": frozenset({"sources"}),
    "pipeline": frozenset({"funnel"}),
}
EVERYTHING = frozenset({*LISTS, "funnel", "sources"})


def parts(aggregates: Collection[str]) -> frozenset[str]:
    """What has to be asked anew when something happened to these."""
    return frozenset().union(*(_SHOWN_IN.get(one, frozenset()) for one in aggregates))


@dataclass
class Desk:
    """The last answers of the API."""

    api: Api
    lists: dict[str, list[Json]] = field(default_factory=lambda: {name: [] for name in LISTS})
    stages: list[Json] = field(default_factory=list)
    sources: list[Json] = field(default_factory=list)
    threads: dict[str, list[Json]] = field(default_factory=dict)
    """Messages by conversation."""
    forms: dict[str, list[Json]] = field(default_factory=dict)
    """Submissions by lead."""
    moved: asyncio.Condition = field(default_factory=asyncio.Condition)
    messages: dict[str, int] = field(default_factory=dict)
    """How many messages each conversation had when its thread was read."""

    async def read(self, asked: Collection[str] = EVERYTHING) -> None:
        """Ask for these parts, and wake whoever waits for what they show.

        Raises:
            Transient: the hub does not answer.
        """
        for name in LISTS.keys() & set(asked):
            self.lists[name] = await self.api.items(LISTS[name])
        if "funnel" in asked:
            groups = (await self.api.call("GET", "/v1/funnel"))["groups"]
            self.stages = groups[0]["stages"] if groups else []
        if "sources" in asked:
            self.sources = (await self.api.call("GET", "/v1/sources?group=campaign"))["rows"]
        await self._read_threads()
        await self._read_forms()
        async with self.moved:
            self.moved.notify_all()

    async def until(self, condition: Callable[[], T | None], what: str) -> T:
        """What the condition returns, as soon as it is something.

        Raises:
            Transient: it was nothing for too long.
        """
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS), self.moved:
                while not (found := condition()):
                    await self.moved.wait()
                return found
        except TimeoutError as error:
            raise Transient(
                f"this did not happen within {_PATIENCE_SECONDS:.0f} s: {what}"
            ) from error

    async def only(self, name: str, matches: Callable[[Json], bool], what: str) -> Json:
        """The newest of a list that matches, as soon as there is one."""
        return await self.until(
            lambda: next((one for one in self.lists[name] if matches(one)), None), what
        )

    async def _read_threads(self) -> None:
        for talk in self.lists["conversations"]:
            id_, messages = talk["conversation_id"], talk["messages"]
            if self.messages.get(id_) != messages:
                self.threads[id_] = await self.api.items(f"/v1/conversations/{id_}/thread")
                self.messages[id_] = messages

    async def _read_forms(self) -> None:
        for lead in self.lists["leads"]:
            id_ = lead["lead_id"]
            if lead["form"] and not self.forms.get(id_):
                self.forms[id_] = (await self.api.call("GET", f"/v1/leads/{id_}"))["submissions"]
