"""The send guard: what somebody has not seen, they do not answer."""

import pytest

from contracts.conversation import MessageEdited
from contracts.errors import Conflict
from contracts.event import Event
from contracts.ids import EmployeeId
from contracts.inbound import Machine
from hub.domain.answering import Reply, decide
from hub.domain.conversation import Conversation
from tests.domain.talk import after, opened, queued, received
from tests.examples import ANNA, GLEB, TALK, message_id, story

EDITED = MessageEdited(
    conversation_id=TALK, message_id=message_id(1), inbound=2, key="key 2", text="Иначе"
)


def given(*events: Event) -> Conversation:
    return after(story(*events))


def reply(seen: int | None, by: EmployeeId = ANNA) -> Reply:
    return Reply(message_id(101), "Добрый день", by, seen=seen)


def seen_all_but_last(*events: Event, by: EmployeeId = ANNA) -> list[Event]:
    """The answer of somebody who has read everything but the last of these."""
    told = story(opened(), received(1), *events)
    return decide(after(told), reply(told[-1].seq - 1, by))


@pytest.mark.parametrize("news", [received(2), EDITED], ids=["a message", "an edit"])
def test_what_the_client_says_meanwhile_stops_the_answer(news: Event) -> None:
    with pytest.raises(Conflict) as refused:
        seen_all_but_last(news)

    assert refused.value.field == "seen_seq"


def test_what_a_colleague_answers_meanwhile_stops_the_answer() -> None:
    with pytest.raises(Conflict) as refused:
        seen_all_but_last(queued(), by=GLEB)

    assert refused.value.field == "seen_seq"


def test_a_colleague_is_heard_behind_ones_own_later_answer() -> None:
    glebs = queued(100).model_copy(update={"by": GLEB})
    told = story(opened(), received(1), glebs, queued(102), queued(103))

    with pytest.raises(Conflict):
        decide(after(told), reply(told[1].seq))


@pytest.mark.parametrize(
    "news", [queued(), received(2, machine=Machine.AUTO_REPLY)], ids=["ones own", "a machine"]
)
def test_ones_own_answer_and_a_machine_stop_nothing(news: Event) -> None:
    assert len(seen_all_but_last(news)) == 1


def test_who_says_nothing_of_what_they_saw_is_not_asked() -> None:
    assert len(decide(given(opened(), received(1), received(2)), reply(None))) == 1


def test_who_has_seen_the_news_may_answer() -> None:
    told = story(opened(), received(1), received(2))

    assert len(decide(after(told), reply(told[-1].seq))) == 1
