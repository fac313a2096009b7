"""What a message says, in words: its text, or what stands for a photo, a place, a contact."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from channels.telegram.attached import FILES, Fetched, Missing, unfetched
from channels.telegram.reading import line, record, words
from contracts.inbound import Attachment

# Source of all names: core.telegram.org/bots/api#message
_THINGS = {
    "checklist": ("checklist", ("title",)),
    "contact": ("contact", ("first_name", "last_name", "phone_number")),
    "dice": ("dice", ("emoji", "value")),
    "game": ("game", ("title",)),
    "poll": ("poll", ("question",)),
    "venue": ("place", ("title", "address")),
    "location": ("location", ("latitude", "longitude")),
    "web_app_data": ("form", ("button_text", "data")),
}
_EVENTS = frozenset(
    {
        "boost_added",
        "channel_chat_created",
        "chat_background_set",
        "chat_owner_changed",
        "chat_owner_left",
        "checklist_tasks_added",
        "checklist_tasks_done",
        "connected_website",
        "delete_chat_photo",
        "direct_message_price_changed",
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "giveaway",
        "giveaway_completed",
        "giveaway_created",
        "giveaway_winners",
        "group_chat_created",
        "left_chat_member",
        "managed_bot_created",
        "message_auto_delete_timer_changed",
        "migrate_from_chat_id",
        "migrate_to_chat_id",
        "new_chat_members",
        "new_chat_photo",
        "new_chat_title",
        "paid_message_price_changed",
        "pinned_message",
        "proximity_alert_triggered",
        "supergroup_chat_created",
        "video_chat_ended",
        "video_chat_participants_invited",
        "video_chat_scheduled",
        "video_chat_started",
        "write_access_allowed",
    }
)
_ENVELOPE = frozenset(
    {
        "chat",
        "date",
        "edit_date",
        "entities",
        "from",
        "is_topic_message",
        "link_preview_options",
        "message_id",
        "message_thread_id",
        "reply_markup",
        "reply_to_message",
        "text",
        "via_bot",
    }
)
_MOST_NAMES = 5
_LONGEST_NAME = 40


class Content(NamedTuple):
    """What a person would read, what of it is missing, and the file that came along."""

    text: str
    unreadable: str | None = None
    attachments: tuple[Attachment, ...] = ()


def is_event(message: Mapping[str, Any]) -> bool:
    """Does it tell of something that happened to the chat, without anybody writing?"""
    return any(message.get(name) is not None for name in _EVENTS)


def content(message: Mapping[str, Any], fetched: Fetched | None = None) -> Content:
    """The words of a message. There always are some, or a reason why there are none.

    `fetched` is what became of its file; None: nobody has asked for it.
    """
    if isinstance(message.get("text"), str):
        text = words(message["text"])
        return Content(text, None if text.strip() else "The text holds nothing that can be read.")
    for name, (word, details) in FILES.items():
        if message.get(name) is not None:
            said = _described(message, name, word, details)
            return _with_file(said, fetched or Missing(unfetched(word)))
    for name, (word, details) in _THINGS.items():
        if message.get(name) is not None:
            return Content(_described(message, name, word, details))
    return Content("[message]", f"We have no word for {_names(message)}.")


def _with_file(said: str, fetched: Fetched) -> Content:
    match fetched:
        case Missing():
            return Content(said, fetched.reason)
        case Attachment():
            return Content(said, None, (fetched,))


def _described(message: Mapping[str, Any], name: str, word: str, details: tuple[str, ...]) -> str:
    thing = record(message[name])
    detail = " ".join(filter(None, (line(thing.get(field)) for field in details)))
    shown = f"[{word}: {detail}]" if detail else f"[{word}]"
    return "\n".join(filter(None, (shown, words(message.get("caption")))))


def _names(message: Mapping[str, Any]) -> str:
    unknown = sorted(line(name)[:_LONGEST_NAME] for name in message.keys() - _ENVELOPE)
    return ", ".join(unknown[:_MOST_NAMES]) or "an empty message"
