"""What stands behind the entry point."""

import subprocess
import sys

import pytest
from pydantic import ValidationError

from channels.telegram import provider
from channels.telegram.channel import Telegram
from channels.telegram.settings import Settings
from tests.telegram.memory_host import MemoryHost

TOKEN = "123456:" + "A" * 35


def test_reading_the_manifest_does_not_load_aiogram() -> None:
    code = "import sys, channels.telegram; sys.exit('aiogram' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own interpreter


BUILT_WHEN_USED = """
from pydantic import BaseModel
rebuild = BaseModel.__dict__["model_rebuild"]
from channels.telegram import library
from aiogram.types import Message, Update
assert not Message.__pydantic_complete__
chat = {"id": 1, "type": "private"}
said = {"message_id": 2, "date": 0, "chat": chat, "text": "Hello"}
update = Update.model_validate({"update_id": 3, "message": said})
assert isinstance(update.message, Message) and update.message.text == "Hello"
assert BaseModel.__dict__["model_rebuild"] is rebuild
"""


def test_of_aiogram_only_what_is_used_is_built() -> None:
    code = [sys.executable, "-c", BUILT_WHEN_USED]

    assert subprocess.run(code, check=False).returncode == 0  # noqa: S603 - our own interpreter


def test_an_account_opens_without_a_connection() -> None:
    settings = provider.settings.model_validate({"token": TOKEN})

    assert isinstance(provider.open(settings, MemoryHost()), Telegram)


def test_every_setting_is_described() -> None:
    properties = Settings.model_json_schema()["properties"]

    assert all(setting["description"] for setting in properties.values())
    assert provider.manifest.secrets < properties.keys()


@pytest.mark.parametrize(
    "wrong",
    [
        {"token": "secret without a colon"},
        {"token": TOKEN, "proxy": "ftp://secret@host:1"},
        {"token": TOKEN, "proxy": "socks5://secret@host"},
        {"token": TOKEN, "api_base": "api.telegram.org"},
        {"token": TOKEN, "poll_seconds": 0},
        {"token": TOKEN, "pool_seconds": 5},
    ],
)
def test_a_wrong_setting_is_refused_without_repeating_a_secret(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate(wrong)

    assert "secret" not in str(refused.value)
    assert TOKEN not in str(refused.value)
