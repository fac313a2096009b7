"""The message that goes to the provider, made of what was queued."""

from collections.abc import Mapping

from sqlalchemy import select

from contracts.channel import Outbound
from contracts.conversation import MessageQueued
from contracts.errors import Undeliverable
from contracts.ids import ConversationId, MessageId
from contracts.inbound import Address
from contracts.notice import NoticeQueued
from hub.domain.conversation import Conversation
from hub.house import House
from hub.projector.columns import view_of
from hub.sender import words
from hub.sender.outbox import Queued, address_of
from projections.cards import CARDS
from projections.inbox import INBOX


async def compose(house: House, queued: Queued, conversation: Conversation | None) -> Outbound:
    """The message.

    Raises:
        Undeliverable: there is nobody to send it to, or no words: they were erased.
    """
    match queued.event:
        case MessageQueued() as event:
            return await _answer(house, event, conversation)
        case NoticeQueued() as event:
            return await _alarm(house, event, again=queued.attempt > 0)


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
    )


async def _alarm(house: House, event: NoticeQueued, *, again: bool) -> Outbound:
    if event.to is None:
        raise Undeliverable("the employee's address was erased")
    settings = house.settings
    link = f"{settings.api_url.rstrip('/')}/conversations/" if settings.api_url else None
    clients = await _clients(house, [alarm.conversation_id for alarm in event.alarms])
    now, language = house.clock(), settings.language
    return Outbound(
        id=MessageId(event.notice_id),
        to=Address(kind=event.kind, value=event.to),
        subject=words.subject(event.alarms, language),
        text=words.text(event.alarms, clients, now, language, link, again=again),
        buttons=words.buttons(event.notice_id, language),
        automatic=True,
    )


async def _clients(
    house: House, conversations: list[ConversationId]
) -> Mapping[ConversationId, tuple[str | None, str]]:
    inbox, cards = view_of(INBOX), view_of(CARDS)
    query = (
        select(inbox.c.conversation_id, inbox.c.channel, cards.c.name)
        .join(cards, cards.c.identity_id == inbox.c.identity_id)
        .where(inbox.c.conversation_id.in_(conversations))
    )
    async with house.views.connect() as connection:
        found = await connection.execute(query)
        return {row.conversation_id: (row.name, row.channel) for row in found}
