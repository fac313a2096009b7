from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from hub.api.app import create_app
from hub.condition import Condition
from hub.console.files import read_files
from hub.console.pages import Pages

NO_HOUSE: Any = SimpleNamespace(condition=Condition(prepared=True))
INDEX = '<meta name="csp-nonce" content="__NONCE__" />'


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(INDEX)
    (tmp_path / "assets" / "page-1a2b.js").write_text("console.log('page')\n" * 50)
    (tmp_path / ".made-from").write_text("0")
    return tmp_path


@pytest.fixture
async def browser(built: Path) -> AsyncIterator[AsyncClient]:
    app = create_app(NO_HOUSE)
    app.router.default = Pages(lambda: read_files(built))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://hub") as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/inbox/mine", "/clients/019a", "/welcome"])
async def test_every_address_of_the_console_is_its_page_with_a_nonce_of_its_own(
    browser: AsyncClient, path: str
) -> None:
    first, second = await browser.get(path), await browser.get(path)

    nonce = first.text.split('content="')[1].split('"')[0]
    assert f"'nonce-{nonce}'" in first.headers["content-security-policy"]
    assert "script-src 'self';" in first.headers["content-security-policy"]
    assert first.headers["cache-control"] == "no-store"
    assert first.text != second.text


async def test_a_file_is_kept_for_ever_and_comes_compressed(browser: AsyncClient) -> None:
    packed = await browser.get("/assets/page-1a2b.js")
    plain = await browser.get("/assets/page-1a2b.js", headers={"Accept-Encoding": "identity"})

    assert "immutable" in packed.headers["cache-control"]
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert packed.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/nothing",
        "/hooks",
        "/health/nothing",
        "/metrics/nothing",
        "/assets/gone.js",
        "/.made-from",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
    ],
)
async def test_what_is_neither_a_page_nor_a_file_is_not_there(
    browser: AsyncClient, path: str
) -> None:
    answer = await browser.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_pages_are_only_looked_at(browser: AsyncClient) -> None:
    answers = [await browser.request(method, "/inbox/mine") for method in ("POST", "PUT", "DELETE")]

    assert {answer.status_code for answer in answers} == {404}


async def test_without_a_built_console_the_page_says_how_to_build_it(tmp_path: Path) -> None:
    app = create_app(NO_HOUSE)
    app.router.default = Pages(lambda: read_files(tmp_path / "nowhere"))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://hub") as client:
        answer = await client.get("/")

    assert answer.status_code == 404
    assert "make console" in answer.text
