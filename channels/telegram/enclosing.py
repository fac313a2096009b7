"""Files for Telegram: one call brings all of them and the words, so that they arrive or do not."""

from channels.telegram import outgoing
from channels.telegram.library import (
    BufferedInputFile,
    InlineKeyboardMarkup,
    InputMediaDocument,
    MediaUnion,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
)
from channels.telegram.outgoing import Place
from channels.telegram.reading import line
from contracts.channel import Enclosure, Outbound

Sending = SendMessage | SendPhoto | SendDocument | SendMediaGroup

PHOTO_BYTES = 10_000_000
"""The largest picture that is shown as one. Source: core.telegram.org/bots/api#sendphoto"""

_PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})


def sending(message: Outbound, place: Place, keyboard: InlineKeyboardMarkup | None) -> Sending:
    """The one call for a message: words alone, a picture, a file, or an album of files.

    Raises:
        Undeliverable: Telegram would take neither these words nor these files.
    """
    files = outgoing.files(message)
    if not files:
        return SendMessage(
            chat_id=place.chat_id,
            message_thread_id=place.topic,
            text=outgoing.text(message),
            reply_markup=keyboard,
        )
    caption = outgoing.caption(message)
    if len(files) > 1:
        return _album(files, place, caption)
    if files[0].media_type in _PHOTOS and len(files[0].content) <= PHOTO_BYTES:
        return _photo(files[0], place, caption)
    return _document(files[0], place, caption)


def plainly(message: Outbound, place: Place) -> SendDocument:
    """The picture as a file, for one that Telegram does not take as a picture."""
    return _document(message.attachments[0], place, outgoing.caption(message))


def _photo(file: Enclosure, place: Place, caption: str | None) -> SendPhoto:
    return SendPhoto(
        chat_id=place.chat_id, message_thread_id=place.topic, photo=_input(file), caption=caption
    )


def _document(file: Enclosure, place: Place, caption: str | None) -> SendDocument:
    return SendDocument(
        chat_id=place.chat_id,
        message_thread_id=place.topic,
        document=_input(file),
        caption=caption,
        disable_content_type_detection=True,
    )


def _album(files: tuple[Enclosure, ...], place: Place, caption: str | None) -> SendMediaGroup:
    """The words stand below the last, which is where an album of files shows them."""
    last = len(files) - 1
    media: list[MediaUnion] = [
        InputMediaDocument(media=_input(file), caption=caption if number == last else None)
        for number, file in enumerate(files)
    ]
    return SendMediaGroup(chat_id=place.chat_id, message_thread_id=place.topic, media=media)


def _input(file: Enclosure) -> BufferedInputFile:
    return BufferedInputFile(file.content, line(file.name) or "file")
