"""Both ends, as marks that can be compared: what the hub shows, what the providers saw."""

from collections import Counter
from email import message_from_bytes
from email.policy import default

from hub.demo.api import Json
from hub.demo.desk import Desk
from hub.demo.diary import Entry
from hub.demo.moments import moment
from hub.demo.world import World


def alarms(world: World) -> Counter[int]:
    """How many messages with a button each chat got: they ask somebody to take something on."""
    return Counter(
        call.params["chat_id"]
        for call in world.bot.calls
        if call.effective and call.sends and call.params.get("reply_markup")
    )


def logged(desk: Desk) -> Counter[Entry]:
    """What customers did, as the hub shows it."""
    told: Counter[Entry] = Counter()
    told.update(_said(one) for thread in desk.threads.values() for one in thread if _in(one))
    told.update(_form(one) for forms in desk.forms.values() for one in forms)
    told.update(("call", moment(one["rang_at"]).isoformat()) for one in desk.lists["calls"])
    told.update(("visit", one["click"]) for one in desk.lists["touches"])
    return told


def delivered(world: World, employees: frozenset[int]) -> Counter[Entry]:
    """What customers got, by the providers' ledgers; what employees are told is none of it."""
    told: Counter[Entry] = Counter()
    for call in world.bot.calls:
        if call.effective and call.sends and call.params["chat_id"] not in employees:
            told[str(call.params["chat_id"]), str(call.params.get("text"))] += 1
    for mail in world.mail.smtp.mails if world.mail else ():
        text = str(message_from_bytes(mail.raw, policy=default).get_content()).strip()
        told.update((to, text) for to in mail.rcpt_to)
    return told


def _in(message: Json) -> bool:
    return bool(message["direction"] == "in")


def _said(message: Json) -> Entry:
    """The words; of a shared contact the number, which is its last word."""
    text = (message["text"] or "").strip()
    return ("message", text.strip("[]").split()[-1] if text.startswith("[contact") else text)


def _form(submission: Json) -> Entry:
    fields = {one["name"]: one["value"] for one in submission["fields"] or ()}
    return ("form", f"{submission['form']}: {fields.get('comment')}")
