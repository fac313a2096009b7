"""Loading the picture: the rows of the registry that a batch of inbounds concerns."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.company import REPLY_POLICY
from contracts.event import Subject
from contracts.ids import ClientId, IdentityId, NoticeId
from hub.capture.load_interest import load_interest
from hub.capture.picture import Picture
from hub.capture.sender import Sender, chat_conversation, notice_pressed
from hub.folds.clocks import NOTICES
from hub.log.inbounds import Arrived
from hub.projector.columns import view_of
from hub.views.calendar import calendar_in_force, working_time
from hub.views.read import rows, rows_of, states
from projections.cards import CARDS, NEVER
from projections.company import BINDINGS, POLICIES
from projections.registry import PLACES, REFERENCES, SEEN


async def load_picture(
    connection: AsyncConnection, arrived: Sequence[Arrived], senders: Sequence[Sender]
) -> Picture:
    """Everything that deciding about these inbounds may ask."""
    picture = Picture()
    await _load_names(connection, picture, arrived, senders)
    await _load_notices(connection, picture, arrived)
    await _load_policy(connection, picture)
    await _load_cards(connection, picture)
    await _load_conversations(connection, picture, arrived)
    await load_interest(connection, picture, arrived)
    return picture


async def _load_names(
    connection: AsyncConnection,
    picture: Picture,
    arrived: Sequence[Arrived],
    senders: Sequence[Sender],
) -> None:
    identities = {one.id for sender in senders for one in (*sender.identities, *sender.claimed)}
    threads = [one.inbound.thread for one in arrived]
    refs = {ref for thread in threads for ref in thread.refs}
    answers = {answer for thread in threads for answer in thread.answers}
    seen = await rows_of(connection, SEEN, "key", {one.key for one in arrived})
    picture.seen = {row.key: row.seq for row in seen}
    cards = await rows_of(connection, CARDS, "identity_id", identities)
    picture.cards = {row.identity_id: row.client_id for row in cards}
    references = await rows_of(connection, REFERENCES, "ref", refs)
    picture.references = {row.ref: row for row in references}
    places = await rows_of(connection, PLACES, "message_id", answers)
    picture.places = {row.message_id: row.conversation_id for row in places}
    bindings = await rows_of(connection, BINDINGS, "digest", {str(id_) for id_ in identities})
    picture.bindings = {IdentityId(UUID(row.digest)): row.employee_id for row in bindings}


async def _load_notices(
    connection: AsyncConnection, picture: Picture, arrived: Sequence[Arrived]
) -> None:
    pressed = {notice for one in arrived if (notice := notice_pressed(one))}
    answered = {NoticeId(answer) for one in arrived for answer in one.inbound.thread.answers}
    quoted = {
        NoticeId(row.message_id)
        for row in picture.references.values()
        if row.conversation_id is None
    }
    found = await rows_of(connection, NOTICES, "notice_id", pressed | answered | quoted)
    picture.notices = {row.notice_id: row for row in found}


async def _load_policy(connection: AsyncConnection, picture: Picture) -> None:
    """The policy and the calendar in force; without them no clock runs."""
    policies = await rows_of(connection, POLICIES, "name", [REPLY_POLICY])
    if not policies:
        return
    picture.policy = policies[0]
    picture.working = working_time(await calendar_in_force(connection))


async def _load_cards(connection: AsyncConnection, picture: Picture) -> None:
    ids = {client for client in picture.cards.values() if client}
    subjects = {Subject("client", str(id_)): id_ for id_ in ids}
    for subject, seq, state in await states(connection, subjects):
        picture.clients[subjects[subject]] = state
        picture.positions[subject] = seq
    if len(ids) > 1:
        picture.never = await never_pairs(connection, picture, ids)


async def never_pairs(
    connection: AsyncConnection, picture: Picture, clients: Iterable[ClientId]
) -> set[frozenset[IdentityId]]:
    """What was said never to belong together, among the identities of these cards."""
    identities = {i for client in clients for i in picture.client(client).identities}
    view = view_of(NEVER)
    query = select(view).where(or_(view.c.one_id.in_(identities), view.c.other_id.in_(identities)))
    return {frozenset({row.one_id, row.other_id}) for row in await rows(connection, NEVER, query)}


async def _load_conversations(
    connection: AsyncConnection, picture: Picture, arrived: Sequence[Arrived]
) -> None:
    ids = {id_ for one in arrived if (id_ := chat_conversation(one))}
    ids |= {row.conversation_id for row in picture.references.values() if row.conversation_id}
    ids |= set(picture.places.values())
    ids |= {alarm.conversation_id for row in picture.notices.values() for alarm in row.alarms}
    subjects = {Subject("conversation", str(id_)): id_ for id_ in ids}
    for subject, seq, state in await states(connection, subjects):
        picture.conversations[subjects[subject]] = state
        picture.positions[subject] = seq
    await _load_participants(connection, picture)


async def _load_participants(connection: AsyncConnection, picture: Picture) -> None:
    """The cards of those who already take part: whoever is on the same card may join."""
    identities = {one.identity_id for one in picture.conversations.values() if one.identity_id}
    missing = identities - picture.cards.keys()
    found = await rows_of(connection, CARDS, "identity_id", missing)
    picture.cards.update({row.identity_id: row.client_id for row in found})
