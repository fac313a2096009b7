"""What a Telegram bot has on the server's side: chats, messages, buttons pressed, files."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from hub.clock import Clock
from hub.standins.bot_calls import Declined
from hub.standins.bot_params import Params, Upload

Message = dict[str, Any]
Told = dict[str, Any]

# Limits of the Bot API; source: core.telegram.org/bots/api#sendmessage, #sendphoto, #getfile
TEXT_CHARACTERS = 4096
CAPTION_CHARACTERS = 1024
FEWEST_IN_ALBUM, MOST_IN_ALBUM = 2, 10
DOWNLOAD_BYTES = 20 * 1024 * 1024


class Account:
    """The state of one bot. It outlives every restart of the server in front of it."""

    def __init__(self, bot_id: int, clock: Clock) -> None:
        self.me = {
            "id": bot_id,
            "is_bot": True,
            "first_name": "Omnihub",
            "username": "omnihub_bot",
        }
        self.blocked: set[int] = set()
        self.files: dict[str, bytes] = {}
        self.paths: dict[str, str] = {}
        self.messages: dict[tuple[int, int], Message] = {}
        self.pressed: set[str] = set()
        self._names: dict[int, str] = {}
        self._ids = itertools.count(1)
        self._clock = clock

    def person(self, chat_id: int, name: str | None = None) -> dict[str, Any]:
        """The client of a private chat; a name once said is remembered."""
        known = self._names[chat_id] = name or self._names.get(chat_id, "Boris")
        return {"id": chat_id, "is_bot": False, "first_name": known, "language_code": "ru"}

    def write(self, chat_id: int, sender: Mapping[str, Any], **content: Any) -> Message:
        """Put a message into a private chat."""
        client = self.person(chat_id)
        message: Message = {
            "message_id": next(self._ids),
            "date": self.now(),
            "chat": {"id": chat_id, "type": "private", "first_name": client["first_name"]},
            "from": sender,
            **content,
        }
        self.messages[chat_id, message["message_id"]] = message
        return _without_none(message)

    def keep_file(self, content: bytes, *, folder: str = "documents", ending: str = "") -> Told:
        """Store a file; the answer is what Telegram tells of it.

        As there, the path is a folder for the kind, a number, and an ending: never the name.
        """
        number = len(self.files) + 1
        file_id = f"file-{number}"
        self.files[file_id] = content
        self.paths[f"{folder}/file_{number}{ending}"] = file_id
        return self._told(file_id)

    def keep_photo(self, sizes: Sequence[bytes]) -> list[Told]:
        """Store a picture in these sizes, the smallest first."""
        return [
            self.keep_file(content, folder="photos", ending=".jpg")
            | {"width": 90 * number, "height": 60 * number}
            for number, content in enumerate(sizes, 1)
        ]

    def now(self) -> int:
        """Seconds since the epoch, as in every `date` of Telegram."""
        return int(self._clock().timestamp())

    def send_message(self, params: Params) -> Message:
        """As sendMessage does: up to 4096 characters."""
        text = str(params.get("text", ""))
        if not text.strip():
            raise Declined(400, "Bad Request: message text is empty")
        if len(text) > TEXT_CHARACTERS:
            raise Declined(400, "Bad Request: message is too long")
        return self._send(params, text=text)

    def send_document(self, params: Params) -> Message:
        """sendDocument: an upload, or the id of a file already here."""
        upload = params.get("document")
        name = upload.file_name if isinstance(upload, Upload) else None
        kept = self._file(upload) | ({"file_name": name} if name else {})
        return self._send(params, document=kept, caption=_caption(params))

    def send_photo(self, params: Params) -> Message:
        """sendPhoto: the same, as a picture of one size."""
        size = self._file(params.get("photo")) | {"width": 90, "height": 90}
        return self._send(params, photo=[size], caption=_caption(params))

    def send_media_group(self, params: Params) -> list[Message]:
        """sendMediaGroup: 2 to 10 files, each a message of its own."""
        media = params.get("media")
        if not isinstance(media, list) or not FEWEST_IN_ALBUM <= len(media) <= MOST_IN_ALBUM:
            raise Declined(400, "Bad Request: group send failed")
        return [
            self.send_document({**params, "document": one["media"], "caption": one.get("caption")})
            for one in media
        ]

    def edit_message_text(self, params: Params) -> Message:
        """editMessageText, of the bot's own messages."""
        message = self.messages.get((_chat_id(params), int(params.get("message_id", 0))))
        if message is None or message["from"] != self.me:
            raise Declined(400, "Bad Request: message to edit not found")
        change = {"text": params.get("text", ""), "reply_markup": _inline(params)}
        if all(message.get(key) == value for key, value in change.items()):
            raise Declined(400, "Bad Request: message is not modified")
        message |= change | {"edit_date": self.now()}
        return _without_none(message)

    def answer_callback_query(self, params: Params) -> bool:
        """answerCallbackQuery, once a button was pressed."""
        if params.get("callback_query_id") not in self.pressed:
            raise Declined(
                400,
                "Bad Request: query is too old and response timeout expired or query ID is invalid",
            )
        return True

    def send_chat_action(self, params: Params) -> bool:
        """As sendChatAction does: nothing that stays."""
        self._reach(params)
        return True

    def get_file(self, params: Params) -> dict[str, Any]:
        """getFile: where to download it, up to 20 MB."""
        file_id = str(params.get("file_id"))
        if file_id not in self.files:
            raise Declined(400, "Bad Request: invalid file_id")
        if len(self.files[file_id]) > DOWNLOAD_BYTES:
            raise Declined(400, "Bad Request: file is too big")
        path = next(path for path, kept in self.paths.items() if kept == file_id)
        return self._told(file_id) | {"file_path": path}

    def file_at(self, path: str) -> bytes | None:
        """What a download brings."""
        return self.files.get(self.paths.get(path, ""))

    def _send(self, params: Params, **content: Any) -> Message:
        chat_id = self._reach(params)
        reply = self._replied_to(chat_id, params.get("reply_parameters"))
        markup = _inline(params)
        return self.write(chat_id, self.me, reply_to_message=reply, reply_markup=markup, **content)

    def _reach(self, params: Params) -> int:
        chat_id = _chat_id(params)
        if chat_id in self.blocked:
            raise Declined(403, "Forbidden: bot was blocked by the user")
        return chat_id

    def _replied_to(self, chat_id: int, reply: Mapping[str, Any] | None) -> Message | None:
        if reply is None:
            return None
        message = self.messages.get((chat_id, reply["message_id"]))
        if message is None and not reply.get("allow_sending_without_reply"):
            raise Declined(400, "Bad Request: message to be replied not found")
        return message and _without_none(message | {"reply_to_message": None})

    def _file(self, given: Any) -> dict[str, Any]:
        if isinstance(given, Upload):
            return self.keep_file(given.content)
        if given in self.files:
            return self._told(str(given))
        raise Declined(400, "Bad Request: wrong file identifier/HTTP URL specified")

    def _told(self, file_id: str) -> dict[str, Any]:
        size = len(self.files[file_id])
        return {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_size": size}


def _chat_id(params: Params) -> int:
    chat_id = params.get("chat_id")
    if not isinstance(chat_id, int):
        raise Declined(400, "Bad Request: chat_id is empty")
    return chat_id


def _inline(params: Params) -> dict[str, Any] | None:
    """The markup that a message shows: a keyboard below the input field is no part of it."""
    markup: dict[str, Any] = params.get("reply_markup") or {}
    return markup if "inline_keyboard" in markup else None


def _without_none(message: Message) -> Message:
    return {key: value for key, value in message.items() if value is not None}


def _caption(params: Params) -> str | None:
    caption = params.get("caption")
    if caption and len(caption) > CAPTION_CHARACTERS:
        raise Declined(400, "Bad Request: message caption is too long")
    return caption
