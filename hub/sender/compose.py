"""The message that goes to the provider, made of what was queued."""

from datetime import datetime
from zoneinfo import ZoneInfo

from contracts.channel import Enclosure, Outbound
from contracts.company import CalendarSet
from contracts.confirmation import ConfirmationQueued
from contracts.conversation import MessageQueued
from contracts.errors import NotFound, Undeliverable
from contracts.ids import MessageId
from contracts.inbound import Address, Attachment
from contracts.notice import NoticeQueued
from hub.domain.confirming import is_late
from hub.domain.conversation import Conversation
from hub.house import House
from hub.sender import words
from hub.sender.matters import load_matters
from hub.sender.outbox import Queued, address_of
from hub.sender.phrases import Manner
from hub.sender.words import News
from hub.views.calendar import calendar_in_force, working_time


async def compose(house: House, queued: Queued, conversation: Conversation | None) -> Outbound:
    """The message.

    Raises:
        Undeliverable: there is nobody to send it to, or no words or files: they were erased. A
            confirmation whose time has passed.
    """
    match queued.event:
        case MessageQueued() as event:
            return await _answer(house, event, conversation)
        case NoticeQueued() as event:
            return await _notice(house, event, again=queued.attempt > 0)
        case ConfirmationQueued() as event:
            return _confirmation(event, queued.at, house.clock())


async def _answer(
    house: House, event: MessageQueued, conversation: Conversation | None
) -> Outbound:
    identity = conversation.identity_id if conversation else None
    to = await address_of(house, identity) if identity else None
    if to is None or event.text is None:
        raise Undeliverable("the client was erased")
    return Outbound(
        id=event.message_id,
        to=to,
        text=event.text,
        subject=event.subject,
        reply_ref=event.reply_ref,
        attachments=tuple([await _enclosed(house, file) for file in event.attachments or ()]),
    )


async def _enclosed(house: House, file: Attachment) -> Enclosure:
    try:
        content = await house.blobs.fetch(file.blob)
    except NotFound as error:
        raise Undeliverable("a file of it is not there any more") from error
    return Enclosure(name=file.name, media_type=file.media_type, content=content)


async def _notice(house: House, event: NoticeQueued, *, again: bool) -> Outbound:
    if event.to is None:
        raise Undeliverable("the employee's address was erased")
    async with house.views.connect() as connection:
        matters = await load_matters(connection, event.alarms, event.tidings)
        calendar = await calendar_in_force(connection)
    news, manner = News(event.alarms, event.tidings, matters), _manner(house, calendar)
    return Outbound(
        id=MessageId(event.notice_id),
        to=Address(kind=event.kind, value=event.to),
        subject=words.subject(news, manner),
        text=words.text(news, manner, again=again),
        buttons=words.buttons(news, event.notice_id, manner),
        automatic=True,
    )


def _confirmation(event: ConfirmationQueued, queued_at: datetime, now: datetime) -> Outbound:
    """The operator's words as they are: nothing is put into them."""
    if event.to is None:
        raise Undeliverable("the visitor's address was erased")
    if is_late(queued_at, now):
        raise Undeliverable("it could not be brought out in time")
    return Outbound(
        id=MessageId(event.notice_id),
        to=Address(kind=event.kind, value=event.to),
        subject=event.subject,
        text=event.text,
        automatic=True,
    )


def _manner(house: House, calendar: CalendarSet | None) -> Manner:
    working = working_time(calendar)
    zone = ZoneInfo(calendar.timezone) if calendar and working else None
    settings = house.settings
    return Manner(
        settings.language, house.clock(), zone, settings.api_url, settings.room_cramped_percent
    )
