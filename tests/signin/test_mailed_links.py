"""A link that is mailed leads to the hub, whatever who asks for it says where that is."""

from pathlib import Path

import pytest

from hub.settings import Settings
from tests.signin.browser import Browser


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A hub that was not told by which address browsers reach it."""
    return Settings(data=tmp_path / "data", api_port=0, password_memory_kib=8, password_passes=1)


async def test_a_host_that_the_caller_makes_up_stands_in_no_mail(anna: Browser) -> None:
    said = {"address": "boris@example.org"}
    forged = await anna("POST", "/me/addresses/email", json=said)
    local = Browser(anna.http, dict(anna.cookies), origin="http://127.0.0.1:8400")
    here = await local("POST", "/me/addresses/email", json=said, headers={"Host": "127.0.0.1:8400"})

    assert forged.status_code == 409
    assert "OMNIHUB_API_URL" in forged.json()["detail"]
    assert "connect one first" in here.json()["detail"]
