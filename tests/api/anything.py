"""Whatever people and machines may do with leads, deals, tasks, calls and cards, by chance."""

from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from contracts.inbound import (
    Address,
    CallPhase,
    Direction,
    Form,
    Inbound,
    InboundKind,
    Opens,
    Touch,
)
from hub.house import House
from hub.projector.columns import view_of
from projections.cards import CARDS
from projections.deals import DEALS
from projections.kit import Table
from projections.leads import LEADS
from projections.tasks import TASKS
from tests.api.caller import Caller
from tests.capture.arriving import (
    BORIS_PHONE,
    MAIL_TYPED,
    PHONE_TYPED,
    chat,
    edit,
    filled,
    letter,
    mail,
    news,
    telegram,
    visit,
)
from tests.capture.working import put
from tests.examples import ANNA, GLEB, NOON

_ORDER = Form(name="order", opens=Opens.DEAL)
_LOST = Form(name="order", opens=Opens.DEAL, pipeline="gone")
_STAGES = ("intent", "documents", "offer", "gone")
_ADDRESSES: tuple[Address, ...] = (
    telegram(1),
    telegram(2),
    mail("boris"),
    mail("vera"),
    BORIS_PHONE,
)
_DUE = ("2026-11-02T12:10:00+00:00", "2026-11-03T10:00:00+03:00", None)


class Anybody:
    """Does something, by a chance that is the same again for the same seed."""

    def __init__(self, house: House, hub: Caller, seed: int) -> None:
        self.house, self.hub = house, hub
        self.chance = Random(seed)  # noqa: S311 - it decides what a test does
        self.did: list[str] = []
        self._arrived: list[Inbound] = []

    async def acts(self) -> None:
        """One thing; whatever it is, the hub does not break."""
        acts = (self._arrives, self._arrives, self._lead, self._deal, self._task, self._card)
        await self.chance.choice(acts)()

    async def _arrives(self) -> None:
        """One to three inbounds at once; now and then one that was there already."""
        coming = [self._inbound() for _ in range(self.chance.randint(1, 3))]
        if self._arrived and self.chance.random() < 0.2:
            again = self.chance.choice(self._arrived)
            coming.append(again.model_copy(update={"cursor": f"again {len(self.did)}"}))
        self._arrived += coming
        self.did.append(f"{[one.kind.value for one in coming]} arrive")
        await put(self.house, *coming, account=self.chance.choice(("shop", "branch")))

    def _inbound(self) -> Inbound:
        name = f"{len(self._arrived)} {self.chance.random()}"
        who, also = self.chance.sample(_ADDRESSES, 2)
        match self.chance.choice(list(InboundKind)):
            case InboundKind.FORM:
                return self._form(name)
            case InboundKind.CALL:
                return self._news(name)
            case InboundKind.VISIT:
                return visit(name, self._touch())
            case InboundKind.EDIT:
                return edit(name, name, who)
            case InboundKind.BUTTON:
                return letter(name, who, also=(also,))
            case _:
                more = (also,) if self.chance.random() < 0.3 else ()
                return chat(name, who, *more)

    def _form(self, name: str) -> Inbound:
        typed = self.chance.sample((PHONE_TYPED, MAIL_TYPED), self.chance.randint(0, 2))
        form = self.chance.choice((_ORDER, _LOST, Form(name="callback")))
        return filled(name, *typed, form=form, touches=(self._touch(), self._touch()))

    def _touch(self) -> Touch:
        visitor = self.chance.choice(("v1", "v2", None))
        return Touch(at=NOON, landing="https://firm.test/", utm_source="yandex", visitor=visitor)

    def _news(self, name: str) -> Inbound:
        phase = self.chance.choice(list(CallPhase))
        return news(
            name,
            phase,
            self.chance.randint(0, 9),
            call=self.chance.choice("abc"),
            direction=self.chance.choice(list(Direction)),
            who=self.chance.choice(((), (BORIS_PHONE,), (BORIS_PHONE,))),
            duration_seconds=self.chance.choice((None, 0, 60)),
            recording="https://pbx.test/1" if phase is CallPhase.RECORDED else None,
        )

    async def _lead(self) -> None:
        lead = await self._any(LEADS, "lead_id")
        deal = self.chance.choice((None, {"amount": "10.50"}, {"stage": "offer"}))
        doings: list[tuple[str, dict[str, Any]]] = [
            ("assign", {"employee_id": self._somebody()}),
            ("reject", {"reason": "дорого"}),
            ("reopen", {}),
            ("confirm", {}),
            ("detach", {}),
            ("attach", {"client_id": await self._any(CARDS, "client_id")}),
            ("qualify", {"deal": deal}),
        ]
        await self._one(f"/leads/{lead}", doings)

    async def _deal(self) -> None:
        deal, stage = await self._any(DEALS, "deal_id"), self.chance.choice(_STAGES)
        doings: list[tuple[str, dict[str, Any]]] = [
            ("move", {"stage": stage}),
            ("price", {"amount": self.chance.choice(("1", "2.5", None))}),
            ("win", {"amount": self.chance.choice(("100", None))}),
            ("lose", {"reason": "дорого"}),
            ("reopen", {"stage": self.chance.choice((stage, None))}),
            ("assign", {"employee_id": self._somebody()}),
            ("acknowledge", {}),
        ]
        if self.chance.random() < 0.2:
            opened = {"client_id": await self._any(CARDS, "client_id"), "stage": stage}
            await self._said("/deals", opened)
        else:
            await self._one(f"/deals/{deal}", doings)

    async def _task(self) -> None:
        task, due = await self._any(TASKS, "task_id"), self.chance.choice(_DUE)
        doings: list[tuple[str, dict[str, Any]]] = [
            ("assign", {"employee_id": self._somebody()}),
            ("reschedule", {"due_at": due}),
            ("finish", {"outcome": None}),
            ("cancel", {"reason": "не надо"}),
            ("acknowledge", {}),
        ]
        if self.chance.random() < 0.4:
            about = self.chance.choice(
                ((LEADS, "lead_id"), (DEALS, "deal_id"), (CARDS, "client_id"))
            )
            opened = {"title": "Смета", "due_at": due, about[1]: await self._any(*about)}
            await self._said("/tasks", opened)
        else:
            await self._one(f"/tasks/{task}", doings)

    async def _card(self) -> None:
        card, other = await self._any(CARDS, "client_id"), await self._any(CARDS, "client_id")
        identity = await self._any(CARDS, "identity_id")
        shown = await self.hub("GET", f"/clients/{card}")
        merges = shown.json().get("merges", []) if shown.is_success else []
        merge = self.chance.choice(merges)["merge_id"] if merges else card
        doings: list[tuple[str, dict[str, Any]]] = [
            ("merge", {"other_client_id": other}),
            ("merge", {"other_client_id": other}),
            ("unmerge", {"merge_id": merge}),
            ("unmerge", {"merge_id": merge}),
            (f"identities/{identity}/unlink", {}),
        ]
        await self._one(f"/clients/{card}", doings)

    async def _one(self, path: str, doings: list[tuple[str, dict[str, Any]]]) -> None:
        doing, body = self.chance.choice(doings)
        await self._said(f"{path}/{doing}", body)

    async def _said(self, path: str, body: dict[str, Any]) -> None:
        answer = await self.hub("POST", path, json=body)
        self.did.append(f"{answer.status_code} {path} {body}")
        assert answer.status_code < 500, f"{self.did[-1]}: {answer.text}"

    def _somebody(self) -> str | None:
        return self.chance.choice((str(ANNA), str(GLEB), None))

    async def _any(self, table: Table[Any], column: str) -> str:
        """One of these ids that there are; one that is nobody's where there are none."""
        view = view_of(table)
        query = select(view.c[column]).where(view.c[column].is_not(None)).order_by(view.c[column])
        async with self.house.views.connect() as connection:
            found = list((await connection.execute(query)).scalars())
        return str(self.chance.choice(found or [UUID(int=1)]))
