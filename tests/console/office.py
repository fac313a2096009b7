"""An office: a hub at work, with a bot at Telegram, whose API can go away and come back."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from httpx import AsyncClient, Limits

from contracts.ids import EmployeeId
from hub.accounts.hooks import Hooks
from hub.accounts.keeper import Keeper
from hub.api.serve import listen, serve_on
from hub.doors import Doors
from hub.house import House
from hub.roles import Role, run_roles
from hub.standins.bot_api import BotApi
from hub.tasks import ended
from tests.api.caller import Caller
from tests.console.ahead import Ahead
from tests.console.browsing import PATIENCE_SECONDS
from tests.story import running, until

PASSWORD = "three teapots and a bicycle"
UNDO_SECONDS = 60
LET_GO = Limits(keepalive_expiry=1)
"""Long before the hub lets go of a connection, or a question may meet one that is being closed."""

INSIDE = (Role.PROJECTOR, Role.CAPTURE, Role.WATCHDOG, Role.CHANNELS)


@dataclass
class Office:
    """`admin` sets things up through the API, as an operator would."""

    house: House
    clock: Ahead
    bot: BotApi
    hooks: Hooks = field(default_factory=Hooks)
    port: int = 0
    _serving: asyncio.Task[None] | None = None
    _admin: Caller | None = None

    @property
    def url(self) -> str:
        """Where the console is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def admin(self) -> Caller:
        """Somebody with a token that may do everything."""
        assert self._admin is not None
        return self._admin

    async def opens(self) -> None:
        """The API answers: on a free port the first time, on the same one ever after."""
        listener = listen(self.house.settings.model_copy(update={"api_port": self.port}))
        self.port = listener.getsockname()[1]
        self._serving = asyncio.create_task(serve_on(self.house, listener, self.hooks))

    async def closes(self) -> None:
        """Nobody answers on the port."""
        if self._serving is not None:
            await ended([self._serving])
            self._serving = None

    @contextlib.asynccontextmanager
    async def caller(self) -> AsyncIterator[None]:
        """For as long as the operator is there."""
        url = f"{self.url}/v1"
        async with AsyncClient(base_url=url, timeout=PATIENCE_SECONDS, limits=LET_GO) as http:
            self._admin = Caller(http, await self.house.tokens.give("ops", "administrator"))
            yield

    async def hires(self, name: str, role: str = "manager", head: UUID | None = None) -> UUID:
        """Somebody begins in a role."""
        hired = await self.admin.does("POST", "/employees", name=name)
        id_ = UUID(hired["employee_id"])
        await self.admin.does("PUT", f"/employees/{id_}/role", role=role)
        if head is not None:
            await self.admin.does("PUT", f"/employees/{id_}/head", head_id=str(head))
        return id_

    async def may_sign_in(self, employee: UUID, login: str) -> None:
        """By this login and PASSWORD."""
        kept, id_ = self.house.signin, EmployeeId(employee)
        await kept.credentials.name(id_, login)
        await kept.credentials.set_password(id_, await kept.passwords.hashed(PASSWORD))

    async def session_of(self, employee: UUID) -> str:
        """What the cookie of a new session of theirs holds."""
        _, secret = await self.house.signin.sessions.open(EmployeeId(employee), "a test's browser")
        return secret

    async def connects_telegram(self) -> None:
        """The bot is plugged in, and listens."""
        settings = {"token": self.bot.token, "api_base": self.bot.base_url, "poll_seconds": 5}
        await self.admin.does("PUT", "/channels/tg", channel="telegram", settings=settings)
        await self.bot.wait_for(
            lambda: any(call.method.lower() == "getupdates" for call in self.bot.calls),
            PATIENCE_SECONDS,
        )

    async def talk_with(self, name: str) -> dict[str, Any]:
        """The conversation with this client, once there is one."""

        async def there() -> Any:
            items = (await self.admin.get("/conversations"))["items"]
            return next((one for one in items if one["name"] == name), None)

        found: dict[str, Any] = await until(there, PATIENCE_SECONDS)
        return found

    async def sent_to(self, chat: int, many: int = 1) -> list[str]:
        """What the client has got, once it is so much: the time for taking it back is over."""
        self.clock.forward(seconds=UNDO_SECONDS + 1)
        await self.bot.wait_for(lambda: len(self.bot.sent_to(chat)) >= many, PATIENCE_SECONDS)
        return self.bot.sent_to(chat)

    async def client_writes(
        self, chat: int, name: str, text: str, to: UUID | None = None
    ) -> dict[str, Any]:
        """Somebody writes in Telegram, and is given to an employee."""
        self.bot.says(chat, text, name=name)
        talk = await self.talk_with(name)
        if to is not None:
            path = f"/conversations/{talk['conversation_id']}/assignment"
            await self.admin.does("POST", path, employee_id=str(to))
        return talk


@contextlib.asynccontextmanager
async def office_on(house: House, clock: Ahead) -> AsyncIterator[Office]:
    """Everything but the API in the background; the API on a port of its own."""
    async with contextlib.AsyncExitStack() as exits:
        bot = await exits.enter_async_context(BotApi(clock=clock))
        doors = Doors(house.addresses.nats_url)
        await exits.enter_async_context(doors.open())
        office = Office(house, clock, bot)
        await exits.enter_async_context(running(lambda: run_roles(house, INSIDE)))
        await exits.enter_async_context(running(Keeper(house, doors, hooks=office.hooks).run))
        await office.opens()
        exits.push_async_callback(office.closes)
        await exits.enter_async_context(office.caller())
        yield office
