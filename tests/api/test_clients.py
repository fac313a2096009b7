from typing import Any

import pytest

from contracts.ids import ConversationId, derived
from contracts.inbound import Address, AddressKind
from hub.domain.identity import identity_of
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import BORIS, BORIS_BY_MAIL, BORIS_CARD, TALK, VERA, VERA_CARD

VERAS = ConversationId(derived("talk", 2))
MERGE = f"/clients/{BORIS_CARD}/merge"


@pytest.fixture
async def both(story: Story) -> Story:
    """Two cards, each with a conversation."""
    await story.client()
    await story.client(VERA, VERA_CARD, "Вера", "78")
    await story.writes()
    await story.writes(talk=VERAS, identity=VERA)
    return story


async def talks(caller: Caller, card: object) -> set[str]:
    found = await caller.get(f"/clients/{card}")
    return {one["conversation_id"] for one in found["conversations"]}


async def merged(caller: Caller) -> Any:
    return await caller.does("POST", MERGE, other_client_id=str(VERA_CARD))


@pytest.mark.usefixtures("both")
async def test_a_client_is_found_by_how_the_name_begins(anna: Caller) -> None:
    found = await anna.get("/clients", name="бор")

    assert [one["client_id"] for one in found["items"]] == [str(BORIS_CARD)]


@pytest.mark.usefixtures("both")
async def test_a_percent_sign_is_only_a_percent_sign(anna: Caller) -> None:
    assert (await anna.get("/clients", name="%"))["items"] == []


async def test_a_client_is_found_by_a_whole_address(story: Story, anna: Caller) -> None:
    address = Address(kind=AddressKind.TELEGRAM, value="77")
    identity = identity_of(address, story.house.secret.digest)
    assert identity
    await story.client(identity.id)

    found = [await anna.get("/clients", identity=value) for value in ("77", "7")]

    assert [len(page["items"]) for page in found] == [1, 0]
    assert found[0]["items"][0]["identities"][0]["value"] == "77"


@pytest.mark.usefixtures("both")
async def test_clients_come_in_pages(anna: Caller) -> None:
    first = await anna.get("/clients", limit=1)
    second = await anna.get("/clients", limit=1, cursor=first["next"])

    names = [page["items"][0]["name"] for page in (first, second)]
    assert names == ["Вера", "Борис"]
    assert second["next"] is None


async def test_a_merge_brings_the_conversations_and_undoing_it_gives_them_back(
    both: Story, anna: Caller
) -> None:
    merge = await merged(anna)
    together = await talks(anna, BORIS_CARD)
    await both.writes("И ещё", talk=VERAS, identity=VERA)
    await anna.does("POST", f"/clients/{BORIS_CARD}/unmerge", merge_id=merge["merge_id"])

    assert together == {str(TALK), str(VERAS)}
    assert await talks(anna, BORIS_CARD) == {str(TALK)}
    assert await talks(anna, VERA_CARD) == {str(VERAS)}


async def test_a_timeline_holds_what_was_said_on_every_identity(both: Story, anna: Caller) -> None:
    await merged(anna)
    await both.writes("Вы тут?")

    said = (await anna.get(f"/clients/{BORIS_CARD}/timeline"))["items"]

    assert [one["conversation_id"] for one in said] == [str(TALK), str(VERAS), str(TALK)]


@pytest.mark.usefixtures("both")
async def test_an_absorbed_card_says_where_it_went_and_refuses(anna: Caller) -> None:
    await merged(anna)

    card = await anna.get(f"/clients/{VERA_CARD}")
    renaming = await anna("PATCH", f"/clients/{VERA_CARD}", json={"name": "Вера П."})
    again = await anna("POST", MERGE, json={"other_client_id": str(VERA_CARD)})

    assert (card["absorbed_into"], card["identities"]) == (str(BORIS_CARD), [])
    assert (renaming.status_code, again.status_code) == (409, 409)


@pytest.mark.usefixtures("both")
async def test_the_same_merge_sent_twice_is_one_and_is_not_done_after_it_was_undone(
    anna: Caller,
) -> None:
    body = {"other_client_id": str(VERA_CARD), "merge_id": str(derived("merge", 1))}

    done = [(await anna("POST", MERGE, json=body)).status_code for _ in range(2)]
    await anna.does("POST", f"/clients/{BORIS_CARD}/unmerge", merge_id=body["merge_id"])

    assert done == [200, 200]
    assert (await anna("POST", MERGE, json=body)).status_code == 409


@pytest.mark.usefixtures("both")
async def test_what_is_never_linked_is_not_merged(anna: Caller) -> None:
    never = {"identity_id": str(BORIS), "other_identity_id": str(VERA)}
    await anna.does("POST", f"/clients/{BORIS_CARD}/never", **never)

    answer = await anna("POST", MERGE, json={"other_client_id": str(VERA_CARD)})

    assert (answer.status_code, answer.json()["title"]) == (409, "Conflict")


async def test_an_identity_that_is_taken_off_gets_a_card_of_its_own(
    story: Story, anna: Caller
) -> None:
    await story.client()
    await story.also(BORIS_BY_MAIL, BORIS_CARD, "79")

    path = f"/clients/{BORIS_CARD}/identities/{BORIS_BY_MAIL}/unlink"
    new = await anna.does("POST", path)

    own = await anna.get(f"/clients/{new['client_id']}")
    assert [one["identity_id"] for one in own["identities"]] == [str(BORIS_BY_MAIL)]
    assert own["identities"][0]["because"]["rule"] == "by_hand"


async def test_a_name_that_a_person_wrote_stands_on_the_card(story: Story, anna: Caller) -> None:
    await story.client()

    await anna.does("PATCH", f"/clients/{BORIS_CARD}", name="Борис Петрович")

    assert (await anna.get(f"/clients/{BORIS_CARD}"))["name"] == "Борис Петрович"
