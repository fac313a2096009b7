"""The inbox: out of sight, labels, what did not arrive, what was taken back, who was asked."""

from dataclasses import replace
from datetime import timedelta

from contracts.conversation import (
    ConversationClosed,
    ConversationLabelled,
    ConversationSnoozed,
    ConversationUnlabelled,
    MessageBounced,
    MessageFailed,
    MessageUncertain,
    MessageWithdrawn,
    NoteAdded,
)
from contracts.event import Event
from contracts.ids import EmployeeId
from projections.delivery import DELIVERY
from projections.inbox import INBOX, LABELS, InboxRow
from projections.kit import play
from projections.mentions import MENTIONS
from projections.thread import THREAD
from tests.domain.talk import opened, queued, received
from tests.examples import ANNA, GLEB, NOON, TALK, message_id, story

ID = message_id(100)
FAILED = MessageFailed(conversation_id=TALK, message_id=ID, attempt=1, reason="blocked")
WITHDRAWN = MessageWithdrawn(conversation_id=TALK, message_id=ID, by=ANNA)


def row(*events: Event) -> InboxRow:
    found: InboxRow = play(INBOX, story(opened(), received(1), *events))[TALK,]
    return found


def labels(*events: Event) -> list[tuple[str, str]]:
    return [(one.folded, one.label) for one in play(LABELS, story(opened(), *events)).values()]


def test_a_snoozed_conversation_is_in_sight_when_the_client_writes() -> None:
    until = NOON + timedelta(days=1)
    snoozed = ConversationSnoozed(conversation_id=TALK, until=until, by=ANNA)

    assert (row(snoozed).snoozed, row(snoozed).snoozed_until) == (True, until)
    assert (row(snoozed, received(2)).snoozed, row(snoozed, received(2)).snoozed_until) == (
        False,
        None,
    )


def test_a_label_is_known_by_its_folded_word() -> None:
    hung = ConversationLabelled(conversation_id=TALK, label="Срочно")
    taken = ConversationUnlabelled(conversation_id=TALK, label="Срочно")

    assert (row(hung).labels, labels(hung)) == (("Срочно",), [("срочно", "Срочно")])
    assert (row(hung, taken).labels, labels(hung, taken)) == ((), [])


def test_what_did_not_arrive_counts_until_it_is_sent_again() -> None:
    uncertain = MessageUncertain(
        conversation_id=TALK, message_id=message_id(101), attempt=1, reason=""
    )
    bounced = MessageBounced(conversation_id=TALK, message_id=ID, inbound=2, key="2")
    again = queued(102).model_copy(update={"again": ID})

    assert row(queued(100), queued(101), FAILED, uncertain, bounced).failed == 2
    assert row(queued(100), queued(101), FAILED, uncertain, again).failed == 1


def test_what_was_closed_with_an_answer_is_open_when_that_fails() -> None:
    closed = ConversationClosed(conversation_id=TALK, answer=ID)

    assert row(queued(), closed).status == "closed"
    assert [row(queued(), closed, end).status for end in (FAILED, WITHDRAWN)] == ["open", "open"]


def test_what_was_taken_back_was_never_said_and_stays_in_the_thread_as_such() -> None:
    before = row()

    after = row(queued(), WITHDRAWN)

    assert replace(after, before=None) == before
    thread = play(THREAD, story(opened(), received(1), queued(), WITHDRAWN))
    assert thread[ID,].state == "withdrawn"


def test_what_came_after_the_answer_stays_last_when_that_is_taken_back() -> None:
    assert row(queued(), received(2, text="Ещё"), WITHDRAWN).last_text == "Ещё"


def test_a_scheduled_answer_is_not_due_before_its_time_and_never_when_taken_back() -> None:
    scheduled = queued().model_copy(update={"send_at": NOON})

    assert play(DELIVERY, story(opened(), scheduled))[ID,].until == NOON
    assert play(DELIVERY, story(opened(), scheduled, WITHDRAWN)) == {}


def test_the_newest_note_that_names_a_colleague_is_where_they_were_asked() -> None:
    def note(number: int, *who: EmployeeId) -> NoteAdded:
        return NoteAdded(
            conversation_id=TALK, message_id=message_id(number), text="?", by=ANNA, mentions=who
        )

    rows = play(MENTIONS, story(note(1, GLEB, GLEB), note(2, GLEB, ANNA), note(3)))

    assert {key[0]: one.message_id for key, one in rows.items()} == {
        GLEB: message_id(2),
        ANNA: message_id(2),
    }
