"""Commands, typed at a hub that is up."""

import asyncio
import json
from pathlib import Path

import pytest

from contracts.event import Subject
from contracts.identity import IdentityClaimed
from contracts.ids import KeyId
from contracts.inbound import AddressKind
from hub.cli.environment import settings_for
from hub.cli.session import visit
from tests.cli.conftest import Ask, Type
from tests.examples import BORIS, BY_ANNA, draft

pytestmark = pytest.mark.usefixtures("up")

TOKEN = "123456:AAA-BBB"


async def claim(data: Path) -> int:
    """Boris was seen for the first time."""
    event = IdentityClaimed(
        identity_id=BORIS, kind=AddressKind.EMAIL, value="boris@example.test", name="Boris"
    )
    subject = Subject("identity", str(BORIS))
    async with visit(settings_for(data)) as house:
        await house.keys.ensure([KeyId(BORIS)])
        return await house.log.append([draft(event, subject, key=BORIS)], BY_ANNA, {subject: 0})


@pytest.fixture(scope="module")
def claimed() -> dict[Path, int]:
    return {}


@pytest.fixture
def seq(data: Path, claimed: dict[Path, int]) -> int:
    """Where Boris stands on the log."""
    if data not in claimed:
        claimed[data] = asyncio.run(claim(data))
    return claimed[data]


def test_personal_fields_are_masked(ask: Ask, type_: Type, seq: int) -> None:
    event = ask("events", "show", str(seq))

    assert event["type"] == "identity.claimed"
    assert event["data"]["value"] == event["data"]["name"] == "***"
    assert "boris@" not in type_("events", "tail", "--after", "0").stdout


def test_personal_fields_are_shown_to_who_asks(ask: Ask, seq: int) -> None:
    event = ask("events", "show", str(seq), "--personal")

    assert event["data"]["value"] == "boris@example.test"


def test_the_tail_can_be_of_one_type(type_: Type, seq: int) -> None:
    said = type_("events", "tail", "--type", "identity.claimed", "--json").stdout

    assert [json.loads(line)["seq"] for line in said.splitlines()] == [seq]


def test_an_event_that_is_not_there_is_said(type_: Type) -> None:
    said = type_("events", "show", "999999")

    assert said.exit_code == 1
    assert said.stderr == "omnihub: There is no event at 999999.\n"


def test_a_rebuilt_projection_is_the_same(ask: Ask, seq: int) -> None:
    before = {one["name"]: one for one in ask("projections", "list", "--hash")}
    rebuilt = ask("projections", "rebuild", "cards")[0]
    after = {one["name"]: one for one in ask("projections", "list", "--hash")}

    assert rebuilt["same"]
    assert rebuilt["seq"] >= seq
    assert before["cards"]["hash"] == rebuilt["after"] == after["cards"]["hash"]
    assert after["cards"]["build"] == before["cards"]["build"] + 1


def test_a_projection_that_is_not_there_is_said_with_those_that_are(type_: Type) -> None:
    said = type_("projections", "rebuild", "crads")

    assert said.exit_code == 1
    assert "there are: aggregates, registry, parked" in said.stderr


def test_an_account_is_added_listed_paused_resumed_and_removed(
    type_: Type, ask: Ask, tmp_path: Path
) -> None:
    secret = tmp_path / "token"
    secret.write_text(TOKEN + "\n")
    words = ("--channel", "telegram", "--set", f"token=@{secret}", "--set")
    added = type_("channels", "add", "bot", *words, "api_base=http://127.0.0.1:1")
    first = ask("channels", "list")
    tested = type_("channels", "test", "bot")
    type_("channels", "pause", "bot", "--reason", "holidays")
    paused = ask("channels", "list")
    type_("channels", "resume", "bot")
    resumed = ask("channels", "list")
    type_("channels", "remove", "bot", "--yes")

    assert added.exit_code == 0, added.stderr
    assert [one["account"] for one in first] == ["bot"]
    assert TOKEN not in json.dumps(first)
    assert tested.exit_code == 1
    assert (paused[0]["state"], paused[0]["reason"]) == ("paused", "holidays")
    assert resumed[0]["state"] != "paused"
    assert ask("channels", "list") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Bot", "--channel", "telegram"], "cannot be an account's name"),
        (["bot"], "say what it is with --channel"),
        (["bot", "--channel", "pigeon"], "installed are: email, loopback, telegram"),
        (["bot", "--channel", "telegram"], "token: Field required"),
        (["bot", "--channel", "telegram", "--set", "token"], "NAME=VALUE"),
        (["bot", "--channel", "telegram", "--set", "token=@/no/where"], "cannot be read"),
    ],
)
def test_an_account_that_cannot_be_is_explained(type_: Type, words: list[str], said: str) -> None:
    refused = type_("channels", "add", *words)

    assert refused.exit_code == 1
    assert said in refused.stderr


def test_a_token_is_shown_once_and_can_be_revoked(type_: Type, ask: Ask) -> None:
    token = ask("token", "give", "report", "--days", "7")["token"]
    listed = type_("token", "list", "--json").stdout
    revoked = ask("token", "revoke", "report")

    assert token.startswith("hub_")
    assert token not in listed
    assert {one["name"] for one in json.loads(listed)} >= {"first", "report"}
    assert revoked["revoked"] == 1
    assert type_("token", "revoke", "report").exit_code == 1


def test_what_can_be_set_is_told(ask: Ask) -> None:
    settings = {one["name"]: one for one in ask("channels", "kinds")["telegram"]["settings"]}

    assert settings["token"]["required"]
    assert settings["token"]["secret"]
    assert settings["token"]["description"]


def test_the_asyncapi_document_names_every_door(type_: Type) -> None:
    text = type_("asyncapi").stdout
    json.loads(text)

    doors = ["in.email", "in.telegram", "sender.answers", "sender.notices", "watchdog.clocks"]
    assert [door for door in [*doors, "channels.accounts"] if door not in text] == []
