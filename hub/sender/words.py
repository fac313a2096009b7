"""The words of an alarm. They are made when it is sent, so that no client's name is on the log."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from contracts.channel import Button
from contracts.ids import ConversationId, NoticeId
from contracts.notice import Alarm
from hub.capture.sender import ACKNOWLEDGE
from hub.settings import Language

_WORDS: dict[Language, dict[str, str]] = {
    Language.RUSSIAN: {
        "one": "Клиент ждёт ответа",
        "many": "Клиенты ждут ответа",
        "waits": "{who} ({channel}) ждёт {how_long}",
        "nameless": "Клиент",
        "reply": "Ответьте на это сообщение, чтобы взять на себя.",
        "button": "Беру на себя",
        "again": "Повтор: прошлое сообщение могло не дойти.",
        "days": "{n} дн",
        "hours": "{n} ч",
        "minutes": "{n} мин",
        "seconds": "{n} с",
    },
    Language.ENGLISH: {
        "one": "A client is waiting for an answer",
        "many": "Clients are waiting for an answer",
        "waits": "{who} ({channel}) has been waiting for {how_long}",
        "nameless": "A client",
        "reply": "Reply to this message to take it on.",
        "button": "I take it",
        "again": "Repeated: the last message may not have arrived.",
        "days": "{n} d",
        "hours": "{n} h",
        "minutes": "{n} min",
        "seconds": "{n} s",
    },
}


def subject(alarms: Sequence[Alarm], language: Language) -> str:
    """The subject line."""
    return _WORDS[language]["one" if len(alarms) == 1 else "many"]


def text(
    alarms: Sequence[Alarm],
    clients: Mapping[ConversationId, tuple[str | None, str]],
    now: datetime,
    language: Language,
    link: str | None,
    *,
    again: bool,
) -> str:
    """The alarm. `clients` gives the name (None: unknown) and the channel of each conversation."""
    words = _WORDS[language]
    lines = [subject(alarms, language) + ":"]
    for alarm in alarms:
        who, channel = clients.get(alarm.conversation_id, (None, "?"))
        how_long = duration(now - alarm.waiting_since, language)
        line = words["waits"].format(
            who=who or words["nameless"], channel=channel, how_long=how_long
        )
        lines.append(f"- {line}" + (f"\n  {link}{alarm.conversation_id}" if link else ""))
    if again:
        lines.append(words["again"])
    return "\n".join([*lines, "", words["reply"]])


def duration(waited: timedelta, language: Language) -> str:
    """How long, in the two largest units: `1 ч 5 мин`."""
    seconds = max(int(waited.total_seconds()), 0)
    sizes = {"days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
    parts = []
    for unit, size in sizes.items():
        amount, seconds = divmod(seconds, size)
        if amount:
            parts.append(_WORDS[language][unit].format(n=amount))
    return " ".join(parts[:2]) or _WORDS[language]["seconds"].format(n=0)


def buttons(notice: NoticeId, language: Language) -> tuple[Button, ...]:
    """The button that takes it on; its data fits into Telegram's 64 bytes."""
    return (Button(label=_WORDS[language]["button"], data=f"{ACKNOWLEDGE}{notice.hex}"),)
