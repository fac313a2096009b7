"""Where an account is called is told to the operator, and whether it works."""

from httpx import AsyncClient

from hub.cli.hook import hook_of, hook_told
from hub.house import House
from hub.settings import Settings
from hub.vault.channels import Account
from tests.examples import NOON

BELL = Account("bell", "doorbell", {}, NOON)
BOT = Account("bot", "telegram", {}, NOON)


def test_what_is_called_has_an_address(settings: Settings) -> None:
    public = settings.model_copy(update={"api_url": "https://hub.example/"})

    assert hook_of(public, BELL) == "https://hub.example/hooks/bell"
    assert hook_of(public, BOT) is None
    assert hook_told(public, BOT) == ""
    assert "OMNIHUB_API_URL" in hook_told(settings, BELL)
    assert "OMNIHUB_API_URL" not in hook_told(public, BELL)


async def test_an_account_that_is_called_can_be_tested(house: House, door: AsyncClient) -> None:
    token = await house.tokens.give("ops", "administrator")
    where = str(door.base_url).removesuffix("/hooks/") + "/v1/channels/bell/test"

    told = await door.post(where, headers={"Authorization": f"Bearer {token}"})

    assert told.json()["state"] == "up"
