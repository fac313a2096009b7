"""A message of Telegram, read with care: who, where, when."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from channels.telegram.reading import line, number, record
from contracts.inbound import Address, AddressKind, Thread

Digest = Callable[..., str]
"""A keyed digest of strings, as the host makes it."""

_YEAR_10000 = 253_402_300_800
_PHONE = re.compile(r"\+?[0-9]{5,15}")


class Message:
    """What the Bot API says of one message; `None` where it says nothing that can be used."""

    def __init__(self, fields: Mapping[str, Any], digest: Digest) -> None:
        self.fields = fields
        self.chat_id = number(record(fields.get("chat")).get("id"))
        self.message_id = number(fields.get("message_id"))
        self._digest = digest

    @property
    def chat(self) -> str | None:
        """The digest of the chat."""
        return None if self.chat_id is None else self._digest("chat", str(self.chat_id))

    @property
    def own(self) -> str | None:
        """The digest of the message: its ids are unique within a chat."""
        return self._named(self.message_id)

    @property
    def thread(self) -> Thread:
        """Where it belongs, and what it answers."""
        answered = self._named(
            number(record(self.fields.get("reply_to_message")).get("message_id"))
        )
        return Thread(chat=self.chat, own=self.own, refs=(answered,) if answered else ())

    @property
    def reply_ref(self) -> str | None:
        """Where an answer goes; in a group with topics it goes to the topic."""
        if self.chat_id is None or self.message_id is None:
            return None
        place = {"chat_id": self.chat_id, "message_id": self.message_id}
        topic = number(self.fields.get("message_thread_id"))
        if self.fields.get("is_topic_message") is True and topic is not None:
            place["topic"] = topic
        return json.dumps(place)

    @property
    def sender(self) -> tuple[Address, ...]:
        """The person who wrote, and their phone where they shared it; empty: it was no person.

        A message in the name of a chat or channel has a stand-in as its author.
        """
        if self.fields.get("sender_chat") is not None:
            return ()
        who = record(self.fields.get("from"))
        return person(who) + (_own_phone(self.fields, who) if person(who) else ())

    def moment(self, field: str) -> datetime | None:
        """The time (UTC) that this field tells."""
        seconds = number(self.fields.get(field))
        if seconds is None or not 0 < seconds < _YEAR_10000:
            return None
        return datetime.fromtimestamp(seconds, UTC)

    def _named(self, message_id: int | None) -> str | None:
        if self.chat_id is None or message_id is None:
            return None
        return self._digest("tg", str(self.chat_id), str(message_id))


def person(user: Mapping[str, Any]) -> tuple[Address, ...]:
    """The address of a user; empty for a bot and for what is no user."""
    user_id = number(user.get("id"))
    if user_id is None or user_id <= 0 or user.get("is_bot") is True:
        return ()
    name = line(f"{line(user.get('first_name'))} {line(user.get('last_name'))}")
    name = name or line(user.get("username"))
    return (Address(kind=AddressKind.TELEGRAM, value=str(user_id), name=name or None),)


def _own_phone(fields: Mapping[str, Any], who: Mapping[str, Any]) -> tuple[Address, ...]:
    """The number of a shared contact, where Telegram says that it is the sender's own.

    Telegram writes numbers in the international form, with and without the plus.
    """
    contact = record(fields.get("contact"))
    digits = re.sub(r"[\s()-]", "", line(contact.get("phone_number")))
    if number(contact.get("user_id")) != who["id"] or not _PHONE.fullmatch(digits):
        return ()
    return (Address(kind=AddressKind.PHONE, value="+" + digits.removeprefix("+")),)
