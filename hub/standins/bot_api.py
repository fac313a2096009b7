"""A Telegram Bot API on the loopback: the tests play the clients, the ledger is the judge."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any, Self

from hub.clock import Clock, now
from hub.standins.bot_account import Account, Message
from hub.standins.bot_calls import Call, Fault, Page, Refusal
from hub.standins.bot_server import Server
from hub.standins.bot_updates import Update, Updates
from hub.standins.faults import Cut, Delay, Hang
from hub.standins.ledger import Ledger
from hub.standins.listener import HOST

__all__ = ["BotApi", "Call", "Cut", "Delay", "Hang", "Page", "Refusal"]

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"  # noqa: S105 - opens nothing but this


class BotApi:
    """One bot at Telegram, as aiogram sees it by `TelegramAPIServer.from_base(base_url)`.

    It holds its state in memory, over any `stop` and `start`: updates that were not confirmed,
    messages, files and the ledger `calls`.

    Args:
        token: The token it knows; every other one is answered 401.
        clock: It dates what the ledger keeps.
    """

    def __init__(self, token: str = TOKEN, *, clock: Clock = now) -> None:
        self.token = token
        self._account = Account(int(token.partition(":")[0]), clock)
        self._updates = Updates()
        self._server = Server(token, self._account, self._updates, clock)
        self._said: dict[int, Update] = {}

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen: on a free port the first time, on the same one ever after."""
        await self._server.start()

    async def stop(self) -> None:
        """Cut every connection, long polls too, and close the port; the state stays."""
        await self._server.stop()

    @property
    def base_url(self) -> str:
        """For `TelegramAPIServer.from_base`, without a slash at the end."""
        return f"http://{HOST}:{self._server.port}"

    @property
    def calls(self) -> Ledger[Call]:
        """Every request with the right token, in the order of arrival."""
        return self._server.calls

    @property
    def unconfirmed(self) -> list[Update]:
        """Updates the bot has not yet confirmed by an `offset` beyond them, oldest first."""
        return self._updates.unconfirmed

    def sent_to(self, chat_id: int) -> list[str]:
        """The texts (of files: the captions) that reached this client, answered or not."""
        return [
            call.said
            for call in self.calls
            if call.effective and call.sends and call.params["chat_id"] == chat_id
        ]

    def files_sent_to(self, chat_id: int) -> list[tuple[str, bytes]]:
        """The names and bytes of the files that reached this client, answered or not."""
        return [
            (file.file_name, file.content)
            for call in self.calls
            if call.effective and call.sends and call.params["chat_id"] == chat_id
            for file in call.files
        ]

    async def wait_for(self, predicate: Callable[[], bool], seconds: float = 60.0) -> None:
        """Return as soon as the predicate holds; it is asked after every change of the ledger.

        Raises:
            TimeoutError: it did not hold within `seconds`.
        """
        await self.calls.wait_for(predicate, seconds)

    # What clients do. Each answers with the id of the update that it leads to.

    def says(
        self, chat_id: int, text: str, *, name: str | None = None, reply_to: int | None = None
    ) -> int:
        """A client writes in a private chat; `reply_to` is the message id they answer to."""
        quoted = None if reply_to is None else self._account.messages[chat_id, reply_to]
        return self._arrives(chat_id, name, text=text, reply_to_message=quoted)

    def edits(self, update_id: int, text: str) -> int:
        """The client changes what they said by that update."""
        return self._edits(update_id, text=text)

    def edits_photo(self, update_id: int, *sizes: bytes, caption: str | None = None) -> int:
        """The client puts another picture in the place of the one they sent by that update."""
        return self._edits(update_id, photo=self._account.keep_photo(sizes), caption=caption)

    def shares_contact(self, chat_id: int, phone: str, *, name: str | None = None) -> int:
        """The client presses the button that tells their own phone number."""
        person = self._account.person(chat_id, name)
        told = {"first_name": person["first_name"], "user_id": chat_id}
        return self._arrives(chat_id, name, contact={"phone_number": phone, **told})

    def sends_file(
        self,
        chat_id: int,
        content: bytes,
        *,
        file_name: str = "file.bin",
        mime_type: str = "application/octet-stream",
        caption: str | None = None,
        name: str | None = None,
    ) -> int:
        """The client sends a document; the bot finds its bytes by getFile."""
        kept = self._account.keep_file(content, ending=PurePosixPath(file_name).suffix)
        document = kept | {"file_name": file_name, "mime_type": mime_type}
        return self._arrives(chat_id, name, document=document, caption=caption)

    def sends_photo(
        self, chat_id: int, *sizes: bytes, caption: str | None = None, name: str | None = None
    ) -> int:
        """The client sends a picture, which Telegram keeps in these sizes, the smallest first."""
        return self._arrives(chat_id, name, photo=self._account.keep_photo(sizes), caption=caption)

    def presses(self, chat_id: int, data: str, message: int | None = None) -> int:
        """Somebody presses the button with this callback data.

        Args:
            chat_id: In whose chat.
            data: The callback data of the button.
            message: The id of the message it hangs on; None: the latest that has the button.

        Raises:
            LookupError: no message of this chat has such a button.
        """
        pressed = self._with_button(chat_id, data, message)
        query_id = f"query-{len(self._account.pressed) + 1}"
        self._account.pressed.add(query_id)
        query = {
            "id": query_id,
            "from": self._account.person(chat_id),
            "chat_instance": str(chat_id),
            "message": pressed,
            "data": data,
        }
        return self.push({"callback_query": query})

    def blocks(self, chat_id: int) -> None:
        """The client blocks the bot: whatever is sent to them is refused with 403."""
        self._account.blocked.add(chat_id)

    def unblocks(self, chat_id: int) -> None:
        """The client lets the bot write again."""
        self._account.blocked.discard(chat_id)

    def push(self, update: Mapping[str, Any]) -> int:
        """An update of any kind arrives; with an `update_id` of its own it may be a repetition."""
        added = self._updates.add(dict(update))
        self._said[added["update_id"]] = added
        return int(added["update_id"])

    # What goes wrong.

    def set_webhook(self, url: str | None) -> None:
        """Pretend that a webhook was set before: getUpdates answers 409 until deleteWebhook."""
        self._server.webhook = url

    def fail_next(
        self, method: str, fault: Fault, *, chat_id: int | None = None, times: int | None = 1
    ) -> None:
        """Let the next `times` calls of a method fail so (None: all), or only those to a chat.

        Fetching the bytes of a file is called `download`; it is cut, or falls silent, half-way.
        """
        target = None if chat_id is None else str(chat_id)
        self._server.script.plan(method.lower(), fault, target=target, times=times)

    def answer_next(
        self,
        method: str,
        error_code: int,
        description: str,
        parameters: Mapping[str, Any] | None = None,
        times: int | None = 1,
    ) -> None:
        """Refuse the next calls of a method, as `{"retry_after": 3}` goes with a 429."""
        self.fail_next(method, Refusal(error_code, description, parameters), times=times)

    def heal(self) -> None:
        """Forget every fault that is still planned."""
        self._server.script.clear()

    def _arrives(self, chat_id: int, name: str | None, **content: Any) -> int:
        person = self._account.person(chat_id, name)
        return self.push({"message": self._account.write(chat_id, person, **content)})

    def _edits(self, update_id: int, **content: Any) -> int:
        said = self._said[update_id]["message"]
        edited = said | content | {"edit_date": self._account.now()}
        self._account.messages[said["chat"]["id"], said["message_id"]] = edited
        return self.push({"edited_message": edited})

    def _with_button(self, chat_id: int, data: str, message_id: int | None) -> Message:
        for (chat, number), message in reversed(self._account.messages.items()):
            if chat == chat_id and message_id in {None, number} and _has_button(message, data):
                return message
        raise LookupError(f"no message in chat {chat_id} has a button {data!r}")


def _has_button(message: Message, data: str) -> bool:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return any(button.get("callback_data") == data for row in rows for button in row)
