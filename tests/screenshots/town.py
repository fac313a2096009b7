"""A town: the company of the demonstration after its first day, and clients who wait right now."""

import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from contracts.errors import Refused
from hub import clock as wall
from hub.cli.ports import chosen
from hub.demo.acts import Mails, Person
from hub.demo.api import Api, until
from hub.demo.child import Child, running
from hub.demo.company import Team, found
from hub.demo.customers import Customers
from hub.demo.desk import Desk
from hub.demo.diary import Diary
from hub.demo.entrances import Entrance, opened
from hub.demo.player import Player
from hub.demo.scene import Scene
from hub.demo.script import script
from hub.demo.staff import Staff
from hub.demo.texts import texts
from hub.demo.watching import watching
from hub.demo.world import World, world
from hub.settings import Language, Settings
from hub.standins.dovecot import available
from tests.screenshots.words import Talk, talks

_SEED = 7
_SPEED = 3.0
_ROLES = ("manager", "manager", "head_of_sales", "director")
_UNDER_WAY = {"queued", "attempted"}
_STEPS = [
    {"after_seconds": seconds, "level": level, "time": "absolute"}
    for level, seconds in enumerate((600, 1800, 3600))
]


@dataclass
class Town:
    """What is needed to look at it: where it is, and who may come in."""

    url: str
    language: Language
    entrances: list[Entrance] = field(default_factory=list)
    main: dict[str, Any] = field(default_factory=dict)
    """The conversation that is shown open."""


@contextlib.asynccontextmanager
async def town(language: Language) -> AsyncIterator[Town]:
    """For as long as this lasts; about a minute passes before it is there."""
    async with contextlib.AsyncExitStack() as exits:
        folder = Path(exits.enter_context(tempfile.TemporaryDirectory(prefix="town-")))
        port = chosen(Settings(api_port=0))
        child = Child(folder / "data", folder / "hub.log", port, language)
        around = await exits.enter_async_context(world(child.url, wall.now, mail=available()))
        api = await exits.enter_async_context(Api(child.url))
        api.tokens[""] = await exits.enter_async_context(running(child))
        team = await _first_day(api, around, language)
        yield await _now(api, around, team, language)


@contextlib.asynccontextmanager
async def empty(language: Language) -> AsyncIterator[str]:
    """A hub that nobody has used; the one-time link for its first administrator."""
    async with contextlib.AsyncExitStack() as exits:
        folder = Path(exits.enter_context(tempfile.TemporaryDirectory(prefix="town-")))
        port = chosen(Settings(api_port=0))
        child = Child(folder / "data", folder / "hub.log", port, language)
        await exits.enter_async_context(running(child))
        printed = (folder / "hub.log").read_text()
        yield next(word for word in printed.split() if "/welcome#" in word)


async def _first_day(api: Api, around: World, language: Language) -> Team:
    diary, rang = Diary(wall.now), dict[str, str]()
    scene = Scene(wall.now, wall.now(), "", "")
    scene.desk = desk = Desk(api)
    async with watching(scene, desk, around, diary):
        scene.team = team = await found(api, around, language, _SPEED)
        await _act_as(api, team, dict.fromkeys(team.ids, "director"))
        staff = Staff(api, desk, team, around, diary, rang)
        customers = Customers(around, diary, texts(language)["subject"], rang)
        story = script(_SEED, language)
        if around.mail is None:
            story = story.without_mail()
        await Player(customers, staff, _SPEED, lambda _: None).play(story)
    await _act_as(api, team, dict(zip(team.ids, _ROLES, strict=True)))
    return team


async def _act_as(api: Api, team: Team, roles: dict[str, str]) -> None:
    """At this speed the story cannot wait until everybody reaches what they were just given."""
    for name, role in roles.items():
        await api.insist("PUT", f"/v1/employees/{team.ids[name]}/role", {"role": role})


async def _now(api: Api, around: World, team: Team, language: Language) -> Town:
    """The chain is slow, so that not everybody is late; some wait, some are put off."""
    anna = next(iter(team.ids))
    policy = {"steps": _STEPS, "on_duty": team.ids[anna], "spacing_seconds": 0}
    await api.insist("PUT", "/v1/policy", policy)
    shown = Town(api.url, language, await opened(api, team))
    for number, talk in enumerate(talks(language)):
        begun = await _begins(api, around, number, talk)
        await _goes_on(api, around, number, team, talk, begun)
        shown.main = begun if talk.main else shown.main
    return shown


async def _begins(api: Api, around: World, number: int, talk: Talk) -> dict[str, Any]:
    """The first line, and the conversation that it opens."""
    person = Person(talk.name, 700 + number, email=f"client{number}@example.test")
    _, first = talk.lines[0]
    if talk.mail and around.mail:
        around.mail.arrives(Mails(person, first, 9000 + number), talk.mail)
    else:
        around.bot.says(person.chat, first, name=talk.name)

    async def there() -> Any:
        items = (await api.call("GET", "/v1/conversations?limit=100"))["items"]
        return next((one for one in items if one["name"] == talk.name), None)

    found_: dict[str, Any] = await until(there, f"a conversation with {talk.name}")
    return found_


async def _goes_on(
    api: Api, around: World, number: int, team: Team, talk: Talk, begun: dict[str, Any]
) -> None:
    """What colleagues did with it, and what was said further."""
    path, names = f"/v1/conversations/{begun['conversation_id']}", list(team.ids)
    head = names[2]
    if talk.holder is not None:
        body = {"employee_id": team.ids[names[talk.holder]]}
        await api.insist("POST", f"{path}/assignment", body, head)
    for label in talk.labels:
        await api.insist("PUT", f"{path}/labels/{label}", who=head)
    if talk.holder is not None:
        await _is_reached(api, path, names[talk.holder])
    for who, text in talk.lines[1:]:
        if who == "client":
            around.bot.says(700 + number, text)
        elif who == "note":
            await api.insist("POST", f"{path}/notes", {"text": text}, head)
        else:
            await api.insist("POST", f"{path}/replies", {"text": text}, names[talk.holder or 0])
        await _shown(api, path, text)
    if talk.snoozed:
        later = (wall.now() + timedelta(hours=18)).isoformat()
        await api.insist("POST", f"{path}/snooze", {"until": later})


async def _is_reached(api: Api, path: str, by: str) -> None:
    """Until who was given it may see it."""

    async def there() -> Any:
        with contextlib.suppress(Refused):
            return await api.call("GET", path, who=by)
        return None

    await until(there, f"{by} to reach the conversation")


async def _shown(api: Api, path: str, text: str) -> None:
    """Until it stands in the conversation, and an answer has left."""

    async def there() -> Any:
        items = (await api.call("GET", f"{path}/thread?limit=50"))["items"]
        return any(one["text"] == text and one["state"] not in _UNDER_WAY for one in items)

    await until(there, text)
