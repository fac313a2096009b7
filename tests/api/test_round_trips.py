"""What consoles ask all day: few round trips to the databases, and the same SQL for everybody."""

from typing import Any

import pytest
from sqlalchemy import event

from contracts.conversation import ConversationAssigned
from contracts.event import Subject
from hub.house import House
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import ANNA, BORIS, GLEB, TALK

ASKED = {
    "/conversations?folder=mine": 5,
    "/conversations/counts": 4,
    f"/conversations/{TALK}": 6,
}
"""Each with the statements that it takes, who asks and whether they may included."""


class Heard(list[str]):
    """What the databases are asked over new connections; a transaction begins with `BEGIN`."""

    async def begin(self, house: House) -> None:
        for engine in (house.views, house.vault):
            event.listen(engine.sync_engine, "connect", self._hear)
            await engine.dispose()

    def _hear(self, connection: Any, _: object) -> None:
        connection.driver_connection.add_query_logger(lambda asked: self.append(asked.query))


@pytest.fixture
async def heard(story: Story, monkeypatch: pytest.MonkeyPatch) -> Heard:
    """From when anna's client has written; no connection has rested so long that it is tried."""
    monkeypatch.setattr("hub.databases._ANSWERED_SECONDS", 1_000.0)
    await story.client()
    await story.writes()
    assigned = ConversationAssigned(conversation_id=TALK, employee_id=ANNA)
    await story.tell(Subject("conversation", str(TALK)), assigned, BORIS)
    found = Heard()
    await found.begin(story.house)
    return found


@pytest.mark.parametrize("path", ASKED)
async def test_a_question_of_a_console_takes_few_round_trips(
    heard: Heard, anna: Caller, path: str
) -> None:
    await anna("GET", path)  # connections are made, and the card counts as read
    heard.clear()
    await anna("GET", path)

    assert "BEGIN;" not in heard
    assert len(heard) <= ASKED[path], heard


@pytest.mark.parametrize("path", ASKED)
async def test_it_is_the_same_sql_for_another_manager_and_prepared_already(
    heard: Heard, anna: Caller, path: str, story: Story
) -> None:
    gleb = Caller(anna.http, await story.house.tokens.give("gleb", "employee", GLEB))
    await anna("GET", path)
    known = set(heard)
    await gleb("GET", path)

    assert set(heard) == known
