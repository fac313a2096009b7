"""The demonstration from start to end."""

import asyncio
import contextlib
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from contracts.errors import Misconfigured
from hub.clock import Clock
from hub.demo.acts import Story
from hub.demo.api import Api
from hub.demo.child import Child, running
from hub.demo.company import found
from hub.demo.customers import Customers
from hub.demo.desk import Desk
from hub.demo.diary import Diary
from hub.demo.ending import counted_up
from hub.demo.entrances import opened
from hub.demo.folder import temporary
from hub.demo.player import Player
from hub.demo.scene import Scene
from hub.demo.script import script
from hub.demo.shows import Show, show_on
from hub.demo.staff import Staff
from hub.demo.summary import Summary, print_summary
from hub.demo.texts import texts, words
from hub.demo.watching import watching
from hub.demo.world import World, world
from hub.settings import Language
from hub.standins.dovecot_process import usable_binary


@dataclass(frozen=True)
class Wishes:
    """What was said on the command line. `data` None: a temporary folder."""

    language: Language
    speed: float
    seed: int
    keep: bool
    data: Path | None


@dataclass
class Demo:
    """One run of it. `agreed` tells whether the books agree, once they were compared."""

    wishes: Wishes
    console: Console
    clock: Clock
    agreed: bool | None = None

    async def run(self) -> None:
        """Start everything, tell the story, print what came of it, close everything.

        Raises:
            HubError: the hub could not be started, or did not do what the story waits for.
        """
        said = words(self.wishes.language)
        scene = Scene(self.clock, self.clock(), said["starting"], said["stranger"])
        show = show_on(self.console, said)
        async with contextlib.AsyncExitStack() as exits:
            async with show.running(scene):
                story, note = self._story()
                around, child = await self._begin(exits, mail=not note)
                api = await exits.enter_async_context(Api(child.url))
                api.tokens[""] = await exits.enter_async_context(running(child))
                scene.hub = child.url
                summary = await self._live(story, api, around, scene, show)
            self._say(note)
            print_summary(self.console, said, summary)
            self.agreed = summary.balance.agrees
            if self.wishes.keep:
                await self._stay(api, scene)

    async def _stay(self, api: Api, scene: Scene) -> None:
        """Say how to get into the console, and run until somebody ends it."""
        said = words(self.wishes.language)
        self._say(said["kept"].format(url=api.url))
        for entrance in await opened(api, scene.team) if scene.team else ():
            self._say(said["entrance"].format(**asdict(entrance)))
        self._say(said["token"].format(token=api.tokens[""]))
        self._say(said["ctrl_c"])
        await asyncio.Event().wait()

    def _story(self) -> tuple[Story, str]:
        """The story, and what is to be said where nobody can write letters in it."""
        story = script(self.wishes.seed, self.wishes.language)
        try:
            usable_binary()
        except Misconfigured as missing:
            said = words(self.wishes.language)["no_mail"]
            return story.without_mail(), said.format(remedy=missing.remedy)
        return story, ""

    async def _begin(self, exits: contextlib.AsyncExitStack, *, mail: bool) -> tuple[World, Child]:
        folder = await exits.enter_async_context(temporary())
        port = _free_port()
        child = Child(
            self.wishes.data or folder / "data", folder / "hub.log", port, self.wishes.language
        )
        around = await exits.enter_async_context(world(child.url, self.clock, mail=mail))
        return around, child

    async def _live(
        self, story: Story, api: Api, around: World, scene: Scene, show: Show
    ) -> Summary:
        """From the first day of the company to the books."""

        def say(sentence: str) -> None:
            scene.now = sentence
            show.say(sentence)

        said, language = words(self.wishes.language), self.wishes.language
        scene.desk = desk = Desk(api)
        diary, rang = Diary(self.clock), dict[str, str]()
        customers = Customers(around, diary, texts(language)["subject"], rang)
        async with watching(scene, desk, around, diary):
            say(said["founding"])
            scene.team = team = await found(api, around, language, self.wishes.speed)
            staff = Staff(api, desk, team, around, diary, rang)
            await Player(customers, staff, self.wishes.speed, say).play(story)
            say(said["settling"])
            return await counted_up(scene, desk, around, diary)

    def _say(self, line: str) -> None:
        if line:
            self.console.print(Text(line), soft_wrap=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
