"""The HTTP side of the Bot API: routes, the token, scripted faults, the record in the ledger."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from aiohttp import web

from hub.clock import Clock, now
from hub.standins.bot_account import Account
from hub.standins.bot_calls import Call, Declined, Fault, Page, Refusal
from hub.standins.bot_files import brought
from hub.standins.bot_params import Params, read_params
from hub.standins.bot_updates import Terminated, Updates
from hub.standins.faults import Cut, Delay, Hang, Script
from hub.standins.ledger import Ledger
from hub.standins.listener import HOST

DOWNLOAD = "download"
"""What fetching a file is called, in the ledger and where faults are planned: it is no method."""

REQUEST_BYTES = 60 * 1024 * 1024
CLOSE_SECONDS = 0.01
CONFLICT = (
    "Conflict: terminated by other getUpdates request;"
    " make sure that only one bot instance is running"
)
WEBHOOK_CONFLICT = (
    "Conflict: can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)


class Server:
    """Speaks HTTP for an account; its port stays the same over stop and start."""

    def __init__(self, token: str, account: Account, updates: Updates, clock: Clock = now) -> None:
        self.port = 0
        self.webhook: str | None = None
        self.calls: Ledger[Call] = Ledger()
        self.script: Script[Fault] = Script()
        self._token = token
        self._account = account
        self._updates = updates
        self._clock = clock
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()
        self._answers: set[asyncio.Future[web.StreamResponse]] = set()
        self._methods = self._table()

    async def start(self) -> None:
        """Listen: on a free port the first time, on the same one ever after."""
        self._stopping.clear()
        app = web.Application(client_max_size=REQUEST_BYTES)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(
            app, shutdown_timeout=CLOSE_SECONDS, access_log=None, handler_cancellation=True
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self.port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Cut every connection and close the port."""
        self._stopping.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        for answer in tuple(self._answers):
            answer.cancel()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._token:
            return _declined(Refusal(401, "Unauthorized"))
        method, params = request.match_info["method"], await read_params(request)
        call = Call(method, params, answered=False, effective=False, at=self._clock())
        position = await self.calls.record(call)
        answer = asyncio.ensure_future(self._answer(request, position, call))
        if method.lower() == "getupdates":
            return await answer  # a poll ends with its client, anything else takes effect
        self._answers.add(answer)
        answer.add_done_callback(self._answers.discard)
        return await asyncio.shield(answer)

    async def _answer(self, request: web.Request, position: int, call: Call) -> web.StreamResponse:
        fault = self.script.take(call.method.lower(), str(call.params.get("chat_id")))
        match fault:
            case Refusal() | Page():
                return await self._told(position, call, _refused(fault))
            case Cut() | Hang():
                return await self._lose(request, position, call, fault)
            case Delay():
                await asyncio.sleep(fault.seconds)
            case None:
                pass
        try:
            response = _accepted(await self._perform(call))
        except Declined as declined:
            return await self._told(position, call, _declined(declined.refusal))
        return await self._told(position, replace(call, effective=True), response)

    async def _told(self, position: int, call: Call, response: web.Response) -> web.Response:
        await self.calls.amend(position, replace(call, answered=response.status))
        return response

    async def _lose(
        self, request: web.Request, position: int, call: Call, fault: Cut | Hang
    ) -> web.StreamResponse:
        if fault.recorded:
            with suppress(Declined):
                await self._perform(call)
                await self.calls.amend(position, replace(call, effective=True))
        if isinstance(fault, Hang):
            await self._stopping.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=HTTPStatus.NO_CONTENT)

    async def _perform(self, call: Call) -> Any:
        method = self._methods.get(call.method.lower())
        if method is None:
            raise Declined(404, "Not Found")
        return await method(call.params)

    def _table(self) -> dict[str, Callable[[Params], Awaitable[Any]]]:
        account = self._account
        return {
            "getme": _at_once(lambda _: account.me),
            "deletewebhook": _at_once(self._delete_webhook),
            "getupdates": self._get_updates,
            "sendmessage": _at_once(account.send_message),
            "senddocument": _at_once(account.send_document),
            "sendphoto": _at_once(account.send_photo),
            "sendmediagroup": _at_once(account.send_media_group),
            "editmessagetext": _at_once(account.edit_message_text),
            "answercallbackquery": _at_once(account.answer_callback_query),
            "sendchataction": _at_once(account.send_chat_action),
            "getfile": _at_once(account.get_file),
        }

    def _delete_webhook(self, params: Params) -> bool:
        self.webhook = None
        if params.get("drop_pending_updates") in {True, "true", "True"}:
            self._updates.drop()
        return True

    async def _get_updates(self, params: Params) -> list[dict[str, Any]]:
        if self.webhook is not None:
            raise Declined(409, WEBHOOK_CONFLICT)
        try:
            return await self._updates.get(
                params.get("offset"),
                params.get("limit", 100),
                params.get("timeout", 0),
                params.get("allowed_updates"),
            )
        except Terminated as terminated:
            raise Declined(409, CONFLICT) from terminated

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._token:
            return _declined(Refusal(404, "Not Found"))
        params: Params = {"file_path": request.match_info["path"]}
        call = Call(DOWNLOAD, params, answered=False, effective=False, at=self._clock())
        position = await self.calls.record(call)
        fault = self.script.take(DOWNLOAD)
        content = self._account.file_at(params["file_path"])
        if content is None:
            return await self._told(position, call, _declined(Refusal(404, "Not Found")))
        if isinstance(fault, Refusal | Page):
            return await self._told(position, call, _refused(fault))
        return await brought(request, content, fault, self._stopping)


def _at_once(method: Callable[[Params], Any]) -> Callable[[Params], Awaitable[Any]]:
    async def answer(params: Params) -> Any:
        return method(params)

    return answer


def _accepted(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _refused(fault: Refusal | Page) -> web.Response:
    if isinstance(fault, Refusal):
        return _declined(fault)
    return web.Response(status=fault.status, text=fault.body, content_type="text/html")


def _declined(refusal: Refusal) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.error_code,
        "description": refusal.description,
    }
    if refusal.parameters is not None:
        body["parameters"] = dict(refusal.parameters)
    return web.json_response(body, status=refusal.status or refusal.error_code)
