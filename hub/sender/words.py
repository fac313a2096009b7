"""The words of a notice. They are made when it is sent, so that no client's name is on the log."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.channel import Button
from contracts.ids import NoticeId
from contracts.notice import Alarm, Tiding, TidingKind
from hub.capture.sender import ACKNOWLEDGE
from hub.domain.reminder_taking import TAKEN
from hub.sender.matters import Matters
from hub.sender.phrases import Manner, alarm_phrase, headline, phrase

FIRST_WORDS = 200
"""Characters of what a client wrote; fewer where there is more to tell."""
_FIRST_WORDS_OF_MANY = 60
_MOST = 3500
"""Characters. Telegram takes 4096, and refuses the whole message beyond that."""


@dataclass(frozen=True, slots=True)
class News:
    """What a notice tells of, and what that is about."""

    alarms: tuple[Alarm, ...]
    tidings: tuple[Tiding, ...]
    matters: Matters

    def __len__(self) -> int:
        """How many things there are to tell."""
        return len(self.alarms) + len(self.tidings)

    @property
    def takes(self) -> bool:
        """Whether somebody may take on any of it."""
        return bool(self.alarms) or any(tiding.kind in TAKEN for tiding in self.tidings)


def subject(news: News, manner: Manner) -> str:
    """The subject line."""
    if not news.tidings:
        return manner.say("alarm" if len(news) == 1 else "alarms")
    if len(news) == 1:
        (tiding,) = news.tidings
        return headline(tiding, news.matters.of(tiding), manner)
    only_leads = all(tiding.kind is TidingKind.LEAD for tiding in news.tidings) and not news.alarms
    return manner.say("leads" if only_leads else "attention", n=len(news))


def text(news: News, manner: Manner, *, again: bool) -> str:
    """The notice. `again`: it may have been sent before."""
    lines = _digest(news, manner) if news.alarms or len(news) > 1 else _single(news, manner)
    if again:
        lines.append(manner.say("again"))
    if news.takes:
        lines += ["", manner.say("reply")]
    return "\n".join(lines)


def buttons(news: News, notice: NoticeId, manner: Manner) -> tuple[Button, ...]:
    """The button that takes it on; its data fits into Telegram's 64 bytes."""
    if not news.takes:
        return ()
    return (Button(label=manner.say("button"), data=f"{ACKNOWLEDGE}{notice.hex}"),)


def _single(news: News, manner: Manner) -> list[str]:
    (tiding,) = news.tidings
    line = phrase(tiding, news.matters.of(tiding), manner, FIRST_WORDS)
    return [line, *filter(None, [_tiding_link(tiding, manner)])]


def _digest(news: News, manner: Manner) -> list[str]:
    """All of it, as far as it fits into one message."""
    lines, left = [subject(news, manner) + ":"], _MOST
    for told, item in enumerate(_items(news, manner)):
        left -= len(item) + 1
        if left < 0:
            return [*lines, manner.say("more", n=len(news) - told)]
        lines.append(item)
    return lines


def _items(news: News, manner: Manner) -> Iterator[str]:
    for alarm in news.alarms:
        line = alarm_phrase(alarm, news.matters.waiting(alarm), manner)
        yield _item(line, manner.link("conversations", alarm.conversation_id))
    for tiding in news.tidings:
        line = phrase(tiding, news.matters.of(tiding), manner, _FIRST_WORDS_OF_MANY)
        yield _item(line, _tiding_link(tiding, manner))


def _item(line: str, link: str | None) -> str:
    return f"- {line}" + (f"\n  {link}" if link else "")


def _tiding_link(tiding: Tiding, manner: Manner) -> str | None:
    if tiding.kind is TidingKind.STORE:  # there is no page of its own
        return None
    return manner.link(f"{tiding.kind}s", tiding.about_id)
