"""The scene: what is known now, gathered from the log, the API and the providers."""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime

from hub.clock import Clock
from hub.demo.api import Json
from hub.demo.books import Balance, Books, balance
from hub.demo.company import Team
from hub.demo.desk import Desk
from hub.demo.diary import Diary
from hub.demo.ledgers import alarms, delivered, logged
from hub.demo.live import Fact
from hub.demo.moments import moment
from hub.demo.view import Member, Source, Stage, Told, View, Waiting
from hub.demo.world import World

_REMEMBERED = 200
_CHANNELS = {"telegram": "tg", "email": "mail", "telephony": "tel", "website": "web"}


@dataclass
class Scene:
    """Facts as they come; the rest is looked at when a view is asked for."""

    clock: Clock
    began: datetime
    now: str
    stranger: str = "?"
    """What somebody is called whose name nobody has written down yet."""
    hub: str = ""
    facts: deque[Fact] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    counted: Counter[str] = field(default_factory=Counter)
    """Facts by their type, from the beginning of the log on."""
    desk: Desk | None = None
    team: Team | None = None
    balance: Balance = field(default_factory=Balance)
    alarmed: Counter[int] = field(default_factory=Counter)
    """Messages with a button to take something on, by chat."""

    def hear(self, fact: Fact) -> None:
        """Something came onto the log."""
        self.facts.append(fact)
        self.counted[fact.type] += 1

    def compare(self, world: World, diary: Diary, at: Desk | None = None) -> Books:
        """Both ends of everything, as they are now, or as this desk shows; the balance follows."""
        desk, team = at or self.desk, self.team
        if desk is None or team is None:
            return Books({}, Counter(), {}, Counter())
        self.alarmed = alarms(world)
        got = delivered(world, frozenset(team.chats.values()))
        books = Books(dict(diary.sent), logged(desk), dict(diary.promised), got)
        self.balance = balance(books, self.clock())
        return books

    def view(self) -> View:
        """What is to be seen now."""
        elapsed = (self.clock() - self.began).total_seconds()
        if self.desk is None:
            return View(elapsed, self.now, self.hub)
        names = self._names(self.desk)
        return View(
            elapsed=elapsed,
            now=self.now,
            hub=self.hub,
            waiting=(*self._talks(self.desk), *self._call_backs(self.desk)),
            team=self._team(self.desk),
            told=tuple(Told(fact, names.get(fact.id, "")) for fact in self.facts),
            stages=tuple(
                Stage(one["title"] or one["stage"], one["inside"], one["entered"])
                for one in self.desk.stages
            ),
            won=sum(one["status"] == "won" for one in self.desk.lists["deals"]),
            lost=sum(one["status"] == "lost" for one in self.desk.lists["deals"]),
            sources=tuple(_source(one) for one in self.desk.sources),
            balance=self.balance,
        )

    def _names(self, desk: Desk) -> dict[str, str]:
        """Whose each aggregate is, as far as the API tells."""
        names: dict[str, str] = {}
        for kind, items in (
            ("call", desk.lists["calls"]),
            ("conversation", desk.lists["conversations"]),
            ("task", desk.lists["tasks"]),
            ("deal", desk.lists["deals"]),
            ("lead", desk.lists["leads"]),
        ):
            for one in items:
                if one["name"]:
                    keys = (f"{kind}_id", "identity_id", "client_id")
                    names.update({one[key]: one["name"] for key in keys if one[key]})
        names.update({id_: name for name, id_ in (self.team.ids if self.team else {}).items()})
        return names

    def _talks(self, desk: Desk) -> list[Waiting]:
        holders = {one["client_id"]: one["assignee_id"] for one in desk.lists["leads"]}
        return [
            Waiting(
                name=one["name"] or self.stranger,
                channel=_CHANNELS.get(str(one["channel"]), "?"),
                seconds=self._since(one["waiting_since"]),
                holder=self._holder(
                    one["acknowledged_by"] or one["assignee_id"] or holders.get(one["client_id"])
                ),
                step=one["step"] or 0,
                taken=one["acknowledged_by"] is not None,
            )
            for one in desk.lists["conversations"]
            if one["waiting_since"]
        ]

    def _call_backs(self, desk: Desk) -> list[Waiting]:
        return [
            Waiting(
                name=one["name"] or self.stranger,
                channel=_CHANNELS["telephony"],
                seconds=self._since(one["opened_at"]),
                holder=self._holder(one["assignee_id"]),
                step=0,
            )
            for one in desk.lists["tasks"]
            if one["kind"] == "call_back" and one["status"] == "open"
        ]

    def _team(self, desk: Desk) -> tuple[Member, ...]:
        if self.team is None:
            return ()
        leads = Counter(x["assignee_id"] for x in desk.lists["leads"] if x["status"] == "open")
        deals = Counter(x["owner_id"] for x in desk.lists["deals"] if x["status"] == "open")
        return tuple(
            Member(name, leads[id_], deals[id_], self.alarmed[self.team.chats[name]])
            for name, id_ in self.team.ids.items()
        )

    def _since(self, told: str) -> float:
        return (self.clock() - moment(told)).total_seconds()

    def _holder(self, employee: str | None) -> str:
        return (self.team.name(employee) if self.team else None) or "—"


def _source(row: Json) -> Source:
    cost = " ".join(f"{one['amount']} {one['currency']}" for one in row["cost"])
    return Source(row["key"] or "—", row["leads"], cost)
