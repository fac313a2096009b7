"""Canaries: strings that are somebody's or a secret, and that no log may ever hold."""

from typing import Any

from hub.standins.bot_api import BotApi
from hub.standins.exchange import Exchange

NAME = "Zimorodok Ptitsyn"
CHAT = 770033551177
USERNAME = "zimorodok_in_chat"
SAID = "zimorodok says that he is ill"
HOSTILE = 'zimorodok\x1b[2J\x1b[31m\u202e\r\n{"event": "forged.line"}'
FILE = "zimorodok-passport.pdf"
CAPTION = "zimorodok captions"
MAIL_NAME = "Zimorodok Postman"
ADDRESS = "zimorodok@client.test"
SUBJECT = "zimorodok asks by mail"
LETTER = "zimorodok writes a letter"
BROKEN = "zimorodok in a broken mail"
PHONE = "+79035551734"
CALLER = "+79035552856"
COMMENT = "zimorodok fills in a form"
ANSWER = "we answer zimorodok"
REFUSAL = "zimorodok cannot parse entities"
MANAGER = "Zimorodok the manager"
NOTE = "zimorodok is a difficult client"
BODY = "zimorodok in a body that is no JSON"
TOKEN = "hub_zimorodok_wrong_token_000000"
PATH = "zimorodok-in-a-path"
PASSWORD = "zimorodok-password"
BOT = "424242:zimorodok_token_of_a_bot"
ROW = "zimorodok in a broken row"
POISON = "zimorodok is poison"

STEM = "zimorodok"
"""What all of them hold but the numbers."""

NUMBERS = (str(CHAT), PHONE.removeprefix("+7"), CALLER.removeprefix("+7"))

SHOWN = (NAME, SAID, FILE, CAPTION, MAIL_NAME, ADDRESS, SUBJECT, LETTER, PHONE, CALLER, COMMENT)
"""What the API has to show: they did arrive."""


def write(bot: BotApi) -> None:
    """Zimorodok in Telegram, by every way that a chat has."""
    person = {"id": CHAT, "is_bot": False, "first_name": NAME, "username": USERNAME}
    chat = {"id": CHAT, "type": "private", "first_name": NAME, "username": USERNAME}
    frame = {"from": person, "chat": chat, "date": bot._account.now()}
    for number, text in enumerate((SAID, HOSTILE), 9001):
        bot.push({"message": frame | {"message_id": number, "text": text}})
    bot.sends_file(CHAT, b"%PDF", file_name=FILE, caption=CAPTION, name=NAME)
    bot.push({"message": frame | {"message_id": [SAID], "text": {"of": SAID}}})
    bot.push({SAID: NAME})


def broken_mail() -> bytes:
    """Bytes that call themselves a mail."""
    said = f'From: "{BROKEN}\r\nContent-Type: multipart/mixed; boundary="{BROKEN}"\r\n'
    return said.encode() + b"Subject: =?zimorodok?B?\xff\xfe?=\r\n\r\n\x00\xff" + BROKEN.encode()


def call(exchange: Exchange) -> None:
    """Zimorodok calls, and nobody answers."""
    exchange.misses(exchange.rings(CALLER))


def mailbox_with(settings: dict[str, Any]) -> dict[str, Any]:
    """A mailbox that refuses its password."""
    return settings | {"password": PASSWORD}


FORM = {
    "origins": ["https://shop.example"],
    "forms": [
        {
            "name": "callback",
            "title": "Call me",
            "language": "en",
            "fields": [
                {"name": "name", "label": "Name", "type": "name"},
                {"name": "phone", "label": "Phone", "type": "phone", "required": True},
                {"name": "comment", "label": "Comment", "type": "textarea"},
            ],
            "consent": {"version": "1", "text": "I agree."},
        }
    ],
}


def filled(now: int) -> dict[str, Any]:
    """Zimorodok in the form; `now` in milliseconds."""
    return {
        "name": NAME,
        "phone": PHONE,
        "comment": COMMENT,
        "_consent": "1",
        "_submission": "00000000-0000-4000-8000-00000000f00d",
        "_opened": now - 9000,
        "_sent": now,
        "_visitor": "00000000-0000-4000-8000-00000000beef",
        "_touches": [],
    }
