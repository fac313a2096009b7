"""Updates as Telegram writes them, made up for these tests."""

from typing import Any

Update = dict[str, Any]

BORIS = {"id": 77, "is_bot": False, "first_name": "Boris", "last_name": "Ivanov"}
ROOM = {"id": 77, "type": "private", "first_name": "Boris"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Repair"}


def message(number: int = 500, /, **content: Any) -> Update:
    fields = {"message_id": 9, "date": 1780000000, "from": BORIS, "chat": ROOM, **content}
    return {"update_id": number, "message": fields}


def edited(number: int = 501, /, **content: Any) -> Update:
    fields = message(number, edit_date=1780000060, **content)["message"]
    return {"update_id": number, "edited_message": fields}


def press(number: int = 502, /, **content: Any) -> Update:
    keyboard = [[{"text": "Mine", "callback_data": "ack:1"}]]
    shown = message(text="Boris waits.", reply_markup={"inline_keyboard": keyboard})["message"]
    query = {"id": "4711", "from": BORIS, "message": shown, "data": "ack:1", **content}
    return {"update_id": number, "callback_query": query}


OWN_CONTACT = {"phone_number": "79161234567", "first_name": "Boris", "user_id": 77}

SAMPLES = (
    message(text="Hello"),
    message(photo=[{"file_id": "p"}], caption="Broken"),
    message(document={"file_name": "act.pdf"}),
    message(contact=OWN_CONTACT),
    message(location={"latitude": 55.75, "longitude": 37.6}),
    message(text="Yes", reply_to_message={"message_id": 8}, chat=GROUP),
    edited(text="Hello!"),
    press(),
    {"update_id": 503, "channel_post": {"chat": GROUP, "text": "News", "date": 1780000000}},
    {"update_id": 504, "my_chat_member": {"chat": ROOM, "from": BORIS, "date": 1780000000}},
)
