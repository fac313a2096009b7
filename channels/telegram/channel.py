"""An open Telegram account."""

from collections.abc import AsyncGenerator, Sequence
from typing import Any

import structlog

from channels.telegram import outgoing, translate
from channels.telegram.bot_api import BotApi
from channels.telegram.enclosing import Sending, plainly, sending
from channels.telegram.failures import Moved, NoPicture
from channels.telegram.fetching import Files
from channels.telegram.library import (
    AnswerCallbackQuery,
    GetMe,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    SendPhoto,
)
from channels.telegram.polling import Polling
from channels.telegram.reading import dumps, line, number, record
from channels.telegram.settings import Settings
from contracts.channel import Button, Health, Host, Outbound, Receipt, State
from contracts.errors import HubError, Misconfigured
from contracts.inbound import Inbound

_LOG = structlog.get_logger()
_BUTTON_SECONDS = 5.0


class Telegram:
    """A bot: `contracts.channel.Channel`."""

    def __init__(self, settings: Settings, host: Host) -> None:
        self._host = host
        self._api = BotApi(settings)
        self._files = Files(self._api, host)
        self._polling = Polling(self._api, settings.poll_seconds, host.cursor)

    async def receive(self) -> AsyncGenerator[Inbound]:
        """What clients write; Telegram forgets an update once we ask beyond it."""
        while not self._polling.closed:
            for update in await self._polling.updates():
                inbound = await self._inbound(update)
                if self._polling.closed:
                    return  # it comes again: what was cut short is not to be recorded so
                yield inbound
                self._polling.confirm(update)
                await self._release(update)
                if self._polling.closed:
                    return

    async def send(self, message: Outbound) -> Receipt:
        """Send it, files and buttons included, to where it answers or else to the person."""
        place = outgoing.place(message)
        method = sending(message, place, _keyboard(outgoing.buttons(message)))
        try:
            sent = await self._obeyed(method, message)
        except NoPicture:
            if not isinstance(method, SendPhoto):
                raise
            sent = await self._obeyed(plainly(message, place), message)
        return self._receipt(record(sent[-1] if isinstance(sent, list) and sent else sent))

    async def _obeyed(self, method: Sending, message: Outbound) -> Any:
        seconds = outgoing.seconds_for(message)
        try:
            return await self._api.call(method, seconds=seconds)
        except Moved as moved:
            there = method.model_copy(update={"chat_id": moved.chat_id})
            return await self._api.call(there, seconds=seconds)

    async def health(self) -> Health:
        """Whether Telegram knows the token."""
        try:
            me = record(await self._api.call(GetMe()))
        except Misconfigured as error:
            return Health(state=State.DOWN, message=error.message, remedy=error.remedy)
        except HubError as error:
            return Health(state=State.DOWN, message=str(error))
        return Health(state=State.UP, message=f"The bot is @{line(me.get('username'))}.")

    async def close(self) -> None:
        """Close the connections; `receive` ends without waiting for its poll."""
        self._polling.close()
        await self._api.close()

    async def _inbound(self, update: object) -> Inbound:
        raw = await self._host.keep(dumps(update))
        digest, now = self._host.digest, self._host.now()
        file = translate.attached(update, digest)
        fetched = await self._files.fetch(file) if file else None
        return translate.inbound(update, raw=raw, digest=digest, now=now, fetched=fetched)

    async def _release(self, update: object) -> None:
        """Stop the wheel that turns on a pressed button. It is no loss if that fails."""
        query_id = translate.pressed(update)
        if query_id is None:
            return
        try:
            method = AnswerCallbackQuery(callback_query_id=query_id)
            await self._api.call(method, seconds=_BUTTON_SECONDS)
        except HubError as error:
            _LOG.warning("button.not_released", account=self._host.account, reason=str(error))

    def _receipt(self, sent: dict[str, Any]) -> Receipt:
        message_id = number(sent.get("message_id"))
        chat_id = number(record(sent.get("chat")).get("id"))
        if message_id is None or chat_id is None:
            return Receipt()
        own = self._host.digest("tg", str(chat_id), str(message_id))
        return Receipt(provider_id=str(message_id), own=own)


def _keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(text=each.label, callback_data=each.data)] for each in buttons]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
