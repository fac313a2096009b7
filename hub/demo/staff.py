"""What employees do: through the API with their own tokens, as the console would."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field

from contracts.errors import NotFound, Transient
from contracts.ids import drawn
from hub.demo.acts import (
    Inside,
    Loses,
    Merges,
    Moves,
    Names,
    Person,
    Qualifies,
    Rejects,
    Replies,
    TakesOn,
    Unmerges,
    Wins,
)
from hub.demo.api import Api, Json, until
from hub.demo.company import Team
from hub.demo.desk import Desk
from hub.demo.diary import Diary
from hub.demo.moments import moment
from hub.demo.world import World

Tell = Callable[[str], None]
"""Says the sentence of a beat, now that it is known who does it."""


@dataclass
class Staff:
    """They see what the API shows. `rang`: when each caller rang, by the exchange's clock."""

    api: Api
    desk: Desk
    team: Team
    world: World
    diary: Diary
    rang: dict[str, str]
    merges: dict[str, str] = field(default_factory=dict)

    async def do(self, act: Inside, tell: Tell) -> None:
        """Wait until there is what it is about, and do it.

        Raises:
            Transient: there never was.
            Refused: the hub does not want it.
        """
        match act:
            case Replies():
                await self._reply(act, tell)
            case Names(person=person):
                await self._name(person, tell)
            case Qualifies():
                await self._qualify(act, tell)
            case Rejects():
                lead = await self._lead(act.person)
                await self._work(lead, "lead", "reject", {"reason": act.reason}, tell)
            case Moves():
                deal = await self._deal(act.person)
                await self._work(deal, "deal", "move", {"stage": act.stage}, tell)
            case Wins():
                await self._work(await self._deal(act.person), "deal", "win", {}, tell)
            case Loses():
                deal = await self._deal(act.person)
                await self._work(deal, "deal", "lose", {"reason": act.reason}, tell)
            case Merges():
                await self._merge(act, tell)
            case Unmerges():
                await self._unmerge(act.person, tell)
            case TakesOn():
                await self._take_on(act, tell)

    async def caller_back(self, person: Person) -> str:
        """Who has to call this client back, once there is the task."""
        client = (await self._call(person))["client_id"]

        def theirs(task: Json) -> bool:
            return bool(task["client_id"] == client and task["kind"] == "call_back")

        found = await self.desk.only("tasks", theirs, f"a task to call back {person.name}")
        return self._holder(found["assignee_id"])

    async def _reply(self, act: Replies, tell: Tell) -> None:
        talk = await self._talk(act.to)

        def holder() -> str:
            now = self._now("conversations", talk)
            return act.by or self._holder(now["assignee_id"] or self._lead_holder(now))

        tell(holder())
        # the entry stands before the answer can arrive, so that no answer is ever of nobody
        self.diary.promise(_address(act.person), act.text)
        path = f"/v1/conversations/{talk['conversation_id']}/replies"
        said = {"text": act.text, "message_id": str(drawn())}
        await self._insist(path, said, holder)

    async def _talk(self, text: str) -> Json:
        """The conversation in which this was said."""

        def said(talk: Json) -> bool:
            thread = self.desk.threads.get(talk["conversation_id"], [])
            return any(_says(one, text) for one in thread)

        return await self.desk.only("conversations", said, f"a conversation about «{text}»")

    def _lead_holder(self, about: Json) -> str | None:
        """Who has the lead of the client whom this is about."""
        client, leads = about["client_id"], self.desk.lists["leads"]
        return next((lead["assignee_id"] for lead in leads if lead["client_id"] == client), None)

    async def _name(self, person: Person, tell: Tell) -> None:
        client = (await self._call(person))["client_id"]
        lead = await self._lead(person)
        by = self._holder(lead["assignee_id"])
        tell(by)
        await self.api.insist("PATCH", f"/v1/clients/{client}", {"name": person.name}, by)

    async def _qualify(self, act: Qualifies, tell: Tell) -> None:
        deal = {"title": act.title, "amount": str(act.amount), "currency": "RUB"}
        await self._work(await self._lead(act.person), "lead", "qualify", {"deal": deal}, tell)

    async def _work(self, on: Json, kind: str, verb: str, body: Json, tell: Tell) -> None:
        def holder() -> str:
            now = self._now(f"{kind}s", on)
            has = now.get("assignee_id") or now.get("owner_id")
            return self._holder(has or self._lead_holder(now))

        tell(holder())
        await self._insist(f"/v1/{kind}s/{on[f'{kind}_id']}/{verb}", body, holder)

    def _now(self, kind: str, one: Json) -> Json:
        """The same as the desk shows it now: somebody else may have it meanwhile."""
        name = f"{kind.removesuffix('s')}_id"
        return next((it for it in self.desk.lists[kind] if it[name] == one[name]), one)

    async def _insist(self, path: str, body: Json, holder: Callable[[], str]) -> None:
        """In the name of who has it: for everybody else it is not there."""

        async def once() -> list[Json] | None:
            with contextlib.suppress(Transient, NotFound):
                return [await self.api.call("POST", path, body, holder())]
            return None

        await until(once, path)

    async def _merge(self, act: Merges, tell: Tell) -> None:
        into, other = await self._lead(act.person), await self._lead(act.other)
        by = self._head
        tell(by)
        self.merges[act.person.name] = merge = str(drawn())
        body = {"other_client_id": other["client_id"], "merge_id": merge}
        await self.api.insist("POST", f"/v1/clients/{into['client_id']}/merge", body, by)

    async def _unmerge(self, person: Person, tell: Tell) -> None:
        lead = await self._lead(person)
        by = self._head
        tell(by)
        body = {"merge_id": self.merges[person.name]}
        await self.api.insist("POST", f"/v1/clients/{lead['client_id']}/unmerge", body, by)

    async def _take_on(self, act: TakesOn, tell: Tell) -> None:
        chats = {act.by: self.team.chats[act.by]} if act.by else self.team.chats

        async def told() -> tuple[str, str | None] | None:
            alarms = ((who, one) for who in chats for one in self._alarms(chats[who]))
            nothing_left = (next(iter(chats)), None) if self._is_taken(act.words) else None
            return next(((who, b) for who, (text, b) in alarms if act.words in text), nothing_left)

        who, button = await until(told, f"an alarm about {act.words}")
        if button is not None:
            tell(who)
            self.world.bot.presses(chats[who], button)

    def _is_taken(self, name: str) -> bool:
        """Alarms of one moment come together, under one button: somebody took them all on."""
        talks = self.desk.lists["conversations"]
        return any(talk["name"] == name and talk["acknowledged_by"] for talk in talks)

    def _alarms(self, chat: int) -> list[tuple[str, str]]:
        """What was told in this chat with a button under it: the words and the button's data."""
        found = []
        for call in self.world.bot.calls:
            if call.effective and call.sends and call.params["chat_id"] == chat:
                rows = (call.params.get("reply_markup") or {}).get("inline_keyboard", [])
                data = [button["callback_data"] for row in rows for button in row]
                found += [(str(call.params.get("text")), one) for one in data]
        return found

    async def _lead(self, person: Person) -> Json:
        """Their lead, once somebody has it."""
        client = (await self._call(person))["client_id"] if person.name in self.rang else None

        def theirs(lead: Json) -> bool:
            same = lead["client_id"] == client if client else lead["name"] == person.name
            return bool(same and lead["assignee_id"])

        return await self.desk.only("leads", theirs, f"the lead of {person.name}")

    async def _deal(self, person: Person) -> Json:
        return await self.desk.only(
            "deals", lambda deal: bool(deal["name"] == person.name), f"deal {person.name}"
        )

    async def _call(self, person: Person) -> Json:
        rang = self.rang[person.name]
        return await self.desk.only("calls", lambda call: _rang(call, rang), "a call")

    @property
    def _head(self) -> str:
        """Who reaches both of two cards, whoever of the managers has each."""
        return next(name for name, key in self.team.keys.items() if key == "gleb")

    def _holder(self, employee: str | None) -> str:
        """Their name; where nobody has it, the first of the team takes it."""
        return self.team.name(employee) or next(iter(self.team.ids))


def _says(message: Json, text: str) -> bool:
    return bool(message["direction"] == "in" and (message["text"] or "").strip() == text)


def _rang(call: Json, at: str) -> bool:
    return bool(call["rang_at"] and moment(call["rang_at"]) == moment(at))


def _address(person: Person) -> str:
    return str(person.chat or person.email)
