"""A foreign page cannot use anna's cookie (threat 24)."""

import pytest

from tests.api.caller import Caller
from tests.api.test_access import OPERATIONS, an_id
from tests.signin.browser import Browser

SAFE = {"get", "head", "options"}


UNSAFE = [
    (path.removeprefix("/v1"), method)
    for path, method in OPERATIONS
    if method not in SAFE and path.startswith("/v1")
]


async def test_every_route_that_changes_something_is_shut_to_a_foreign_page(
    anna: Browser,
) -> None:
    anna.origin = "https://evil.example"
    answers = {
        (path, method): (await anna(method.upper(), filled(path), json={})).status_code
        for path, method in UNSAFE
    }

    assert answers == dict.fromkeys(answers, 403)
    assert len(answers) > 40


def filled(path: str) -> str:
    return an_id(path).removeprefix("http://hub")


@pytest.mark.parametrize(
    ("origin", "header", "more"),
    [
        ("null", "console", {}),
        ("https://hub", None, {}),
        ("https://hub", "form", {}),
        (None, "console", {}),
        (None, "console", {"Sec-Fetch-Site": "same-site"}),
        ("https://hub", "console", {"Sec-Fetch-Site": "cross-site"}),
        ("https://hub.evil.example", "console", {}),
        ("https://hub:8443", "console", {}),
    ],
)
async def test_whatever_does_not_come_from_the_console_is_foreign(
    anna: Browser, origin: str | None, header: str | None, more: dict[str, str]
) -> None:
    anna.origin, anna.header = origin, header
    answers = [
        await anna("DELETE", "/session", headers=more),
        await anna("POST", "/session", json={"login": "a", "password": "b"}, headers=more),
        await anna("POST", "/links/look", json={"token": "x"}, headers=more),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3


async def test_a_browser_that_says_same_origin_needs_no_origin(anna: Browser) -> None:
    anna.origin = None
    answer = await anna("DELETE", "/session", headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 200


async def test_a_token_needs_none_of_it(admin: Caller) -> None:
    answer = await admin("POST", "/employees", json={"name": "Вера"})

    assert answer.status_code == 201


async def test_a_wrong_token_is_not_made_good_by_a_cookie(anna: Browser) -> None:
    for word in ("Bearer hub_wrong", "Basic YTpi"):
        answer = await anna("GET", "/me", headers={"Authorization": word})

        assert answer.status_code == 401
