"""Clients who write while everything breaks, and what the ledgers say about it afterwards."""

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from contracts.ids import derived
from tests.system.hub import Gone, Hub
from tests.system.world import World

ON_DUTY = 101
_PATIENCE_SECONDS = 120.0
_FINAL = {"sent", "failed", "uncertain"}


@dataclass
class Load:
    """Everything that was said so far: it all has to be there in the end, once."""

    world: World
    asked: dict[str, UUID] = field(default_factory=dict)
    """A question that is answered, and the id of its answer, chosen here as a client would."""
    waits: list[str] = field(default_factory=list)
    """Those who are left waiting until somebody is alarmed."""
    queued: set[str] = field(default_factory=set)

    def round(self) -> None:
        """A chat, a letter, and somebody who gets no answer."""
        number = len(self.waits)
        chat, mail, wait = f"chat {number}", f"mail {number}", f"Waiter{number}"
        self.world.bot.says(1000 + number, chat, name=f"Chatter{number}")
        self.world.mail(f"c{number}@client.test", mail, number=number)
        self.world.bot.says(5000 + number, f"waits {number}", name=wait)
        self.asked |= {one: UUID(str(derived("answer", one))) for one in (chat, mail)}
        self.waits.append(wait)

    async def answer(self, hub: Hub) -> None:
        """Answer whatever is asked and not answered; the same command again where it was unclear.

        Raises:
            Gone: the hub is away.
        """
        for item in await _all(hub, "/v1/conversations"):
            text = item["last_text"].strip()
            if text in self.asked.keys() - self.queued:
                body = {"text": f"re {text}", "message_id": str(self.asked[text])}
                path = f"/v1/conversations/{item['conversation_id']}/replies"
                await hub.call("POST", path, body)
                self.queued.add(text)

    async def until_dead(self, hub: Hub) -> int:
        """Work on until the hub dies; its exit code."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while hub.alive:
                with contextlib.suppress(Gone):
                    await self.answer(hub)
                await asyncio.sleep(0.05)
        return await hub.died()

    async def settle(self, hub: Hub) -> list[dict[str, Any]]:
        """Until every question is there, every answer has an outcome; every message there is."""
        messages: list[dict[str, Any]] = []
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                while not self._settled(messages):
                    with contextlib.suppress(Gone):
                        await self.answer(hub)
                        messages = await self._messages(hub)
                    await asyncio.sleep(0.1)
        except TimeoutError as error:
            missing = self._expected() - {m["text"].strip() for m in messages}
            raise AssertionError(f"missing: {sorted(missing)}\n{hub.said[-4000:]}") from error
        return messages

    def _expected(self) -> set[str]:
        waiting = {f"waits {number}" for number in range(len(self.waits))}
        return self.asked.keys() | waiting | {f"re {text}" for text in self.asked}

    def _settled(self, messages: list[dict[str, Any]]) -> bool:
        there = {message["text"].strip() for message in messages}
        outcomes = {m["state"] for m in messages if m["direction"] == "out"}
        return self._expected() <= there and outcomes <= _FINAL and self._all_alarmed()

    async def _messages(self, hub: Hub) -> list[dict[str, Any]]:
        found = []
        for item in await _all(hub, "/v1/conversations"):
            found += await _all(hub, f"/v1/conversations/{item['conversation_id']}/thread")
        return found

    def _all_alarmed(self) -> bool:
        told = "\n".join(self.world.bot.sent_to(ON_DUTY)) + "\n"
        return all(f"{name} " in told for name in self.waits)

    async def leads(self, hub: Hub) -> list[dict[str, Any]]:
        """Every lead, once all are there and each of them is somebody's."""
        found: list[dict[str, Any]] = []
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while len(found) < 3 * len(self.waits) or not all(map(_is_assigned, found)):
                with contextlib.suppress(Gone):
                    found = [
                        lead | await self._steps(hub, lead) for lead in await _all(hub, "/v1/leads")
                    ]
                await asyncio.sleep(0.1)
        return found

    async def _steps(self, hub: Hub, lead: dict[str, Any]) -> dict[str, Any]:
        """What happened to it, by name."""
        history = await _all(hub, f"/v1/clients/{lead['client_id']}/history")
        steps = [entry["step"]["kind"] for entry in history if entry["step"]]
        return {"steps": sorted(steps)}

    def judge_leads(self, leads: list[dict[str, Any]]) -> None:
        """Whoever wrote is one lead, which was given to somebody once."""
        assert len(leads) == 3 * len(self.waits), leads
        assert {tuple(lead["steps"]) for lead in leads} == {("lead.assigned", "lead.opened")}

    def judge(self, messages: list[dict[str, Any]]) -> None:
        """By the ledgers: every inbound once, every answer once, or said to be uncertain."""
        said = Counter(m["text"].strip() for m in messages)
        assert {text: n for text, n in said.items() if n != 1} == {}
        delivered = self._delivered()
        for message in messages:
            if message["direction"] == "out":
                count = delivered[message["text"].strip()]
                allowed = {"sent": {1}, "failed": {0}, "uncertain": {0, 1}}[message["state"]]
                assert count in allowed, f"{message['text']} {message['state']}: {count} delivered"

    def _delivered(self) -> Counter[str]:
        bot, smtp = self.world.bot, self.world.smtp
        chats = (text for number in range(len(self.waits)) for text in bot.sent_to(1000 + number))
        mails = (mail.raw.decode().partition("\r\n\r\n")[2].strip() for mail in smtp.mails)
        return Counter([*chats, *mails])


def _is_assigned(lead: dict[str, Any]) -> bool:
    """In the list of leads, and in its client's history."""
    return lead["assignee_id"] is not None and "lead.assigned" in lead["steps"]


async def _all(hub: Hub, path: str) -> list[dict[str, Any]]:
    """Every item of a list, page by page."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        mark = f"?limit=200&cursor={cursor}" if cursor else "?limit=200"
        page = await hub.call("GET", path + mark)
        found += page["items"]
        cursor = page.get("next")
        if not cursor:
            return found
