"""aiogram, of which only what is used is built: all of it is seconds of a start, and 100 MB.

aiogram has pydantic build each of its hundreds of models as soon as it is imported. Here each, with
what it is made of, is built when somebody uses it first; whoever else imports aiogram after this
gets it so as well, and notices nothing.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

_build: Any = BaseModel.__dict__["model_rebuild"].__func__


def _is_theirs(model: type[BaseModel]) -> bool:
    return model.__module__.startswith("aiogram.")


def _build_others(cls: type[BaseModel], /, **how: Any) -> bool | None:
    """In place of pydantic's own for the time of the import, in which other threads go on."""
    if _is_theirs(cls):
        return None
    depth = how.pop("_parent_namespace_depth", 2) + 1
    built: bool | None = _build(cls, _parent_namespace_depth=depth, **how)
    return built


@contextlib.contextmanager
def _none_built() -> Iterator[None]:
    rebuild = BaseModel.__dict__["model_rebuild"]
    BaseModel.model_rebuild = classmethod(_build_others)  # type: ignore[assignment,method-assign]  # for a moment
    try:
        yield
    finally:
        BaseModel.model_rebuild = rebuild  # type: ignore[method-assign]  # as it was


with _none_built():
    from aiogram import Bot, types
    from aiogram.client.default import Default
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.enums import UpdateType
    from aiogram.methods import (
        AnswerCallbackQuery,
        GetFile,
        GetMe,
        GetUpdates,
        SendDocument,
        SendMediaGroup,
        SendMessage,
        SendPhoto,
        TelegramMethod,
    )
    from aiogram.types import (
        BufferedInputFile,
        InlineKeyboardButton,
        InlineKeyboardMarkup,
        InputMediaDocument,
        MediaUnion,
    )

_NAMES = {**vars(types), "Default": Default}
"""What their annotations speak of."""


def _build_when_used(cls: type[BaseModel], /, **how: Any) -> bool | None:
    built: bool | None = _build(cls, **{"_types_namespace": _NAMES, **how})
    return built


for _base in filter(_is_theirs, BaseModel.__subclasses__()):
    _base.model_rebuild = classmethod(_build_when_used)  # type: ignore[assignment,method-assign]  # with their names

__all__ = [
    "AiohttpSession",
    "AnswerCallbackQuery",
    "Bot",
    "BufferedInputFile",
    "GetFile",
    "GetMe",
    "GetUpdates",
    "InlineKeyboardButton",
    "InlineKeyboardMarkup",
    "InputMediaDocument",
    "MediaUnion",
    "SendDocument",
    "SendMediaGroup",
    "SendMessage",
    "SendPhoto",
    "TelegramAPIServer",
    "TelegramMethod",
    "UpdateType",
]
