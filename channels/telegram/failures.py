"""What an answer of the Bot API means, or the lack of one: its result, or who must act next.

`sends`: the request puts a message before somebody, so that it matters whether it was obeyed.
"""

import math
import re
from http import HTTPStatus
from typing import Any

from channels.telegram.reading import line, loads, number, record
from contracts.errors import (
    HubError,
    Misconfigured,
    RateLimited,
    Transient,
    Uncertain,
    Undeliverable,
)

_CONFLICT_SECONDS = 30.0
_PICTURE = re.compile(r"PHOTO_|IMAGE_", re.IGNORECASE)
"""As in `PHOTO_INVALID_DIMENSIONS` and `IMAGE_PROCESS_FAILED`."""

_GATEWAY = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT})
"""Whoever answers this has handed the request on, and does not know what became of it."""

_TOO_LARGE = "file is too big"
"""What getFile says. Source: core.telegram.org/bots/api#getfile"""

_LONGEST_REASON = 300
_TOKEN_REMEDY = "Ask @BotFather for the bot's token and enter it again."  # noqa: S105 - a sentence
_WEBHOOK_REMEDY = "Switch off the other system, or delete its webhook (deleteWebhook)."


class Moved(Undeliverable):
    """The group became a supergroup: `chat_id` is where it is now."""

    def __init__(self, message: str, chat_id: int) -> None:
        super().__init__(message)
        self.chat_id = chat_id


class NoPicture(Undeliverable):
    """Telegram does not take this file as a picture; as a file it may."""


class TooLarge(Undeliverable):
    """The file has more bytes than a bot is given, or than we take."""


def result(status: int, body: bytes, *, sends: bool) -> Any:
    """What the server answered.

    Raises:
        HubError: it refused, or it was not the Bot API that answered.
    """
    answer = _answer(body)
    if answer is None:
        raise _not_telegram(status, body, sends=sends)
    if answer["ok"] and status < HTTPStatus.BAD_REQUEST:
        return answer.get("result")
    code = number(answer.get("error_code")) or status
    reason = line(answer.get("description"))[:_LONGEST_REASON] or f"HTTP {code}"
    raise _refusal(code, reason, record(answer.get("parameters")), sends=sends)


def lost(error: Exception, *, written: bool, sends: bool) -> HubError:
    """No answer came. `written`: the request had begun to leave."""
    kind = type(error).__name__
    if written and sends:
        return Uncertain(f"Telegram did not say whether it took the message ({kind}).")
    return Transient(f"Telegram cannot be reached ({kind}).")


def _answer(body: bytes) -> dict[str, Any] | None:
    try:
        answer = record(loads(body))
    except ValueError:
        return None
    return answer if isinstance(answer.get("ok"), bool) else None


def _not_telegram(status: int, body: bytes, *, sends: bool) -> HubError:
    is_page = body.lstrip()[:1] == b"<"
    if sends and status in _GATEWAY:
        return Uncertain(f"A gateway before Telegram lost the answer (HTTP {status}).")
    if sends and status < HTTPStatus.BAD_REQUEST and not is_page:
        return Uncertain("Telegram's answer to the message cannot be read.")
    return Transient(f"Something else answered instead of Telegram (HTTP {status}).")


def _refusal(code: int, reason: str, parameters: dict[str, Any], *, sends: bool) -> HubError:
    if code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}:
        return Misconfigured(f"Telegram does not know this bot: {reason}.", remedy=_TOKEN_REMEDY)
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        retry_after = _seconds(parameters.get("retry_after"))
        return RateLimited(f"Telegram asks for patience: {reason}.", retry_after=retry_after)
    if code == HTTPStatus.CONFLICT:
        return _conflict(reason)
    if sends and HTTPStatus.BAD_REQUEST <= code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _for_good(reason, parameters)
    if _TOO_LARGE in reason:
        return TooLarge(f"Telegram refused: {reason}.")
    return Transient(f"Telegram did not do it: {reason}.")


def _for_good(reason: str, parameters: dict[str, Any]) -> Undeliverable:
    chat_id = number(parameters.get("migrate_to_chat_id"))
    if chat_id is not None:
        return Moved(f"The group has moved: {reason}.", chat_id)
    if _PICTURE.search(reason):
        return NoPicture(f"Telegram refused: {reason}.")
    return Undeliverable(f"Telegram refused: {reason}.")


def _conflict(reason: str) -> HubError:
    if "webhook" in reason.lower():
        return Misconfigured(
            f"Another system receives for this bot: {reason}.", remedy=_WEBHOOK_REMEDY
        )
    return Transient(
        f"Somebody else polls with this bot's token: {reason}.", retry_after=_CONFLICT_SECONDS
    )


def _seconds(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if 0 <= value < math.inf else None
