from typing import Any

import pytest
from fastapi import APIRouter
from httpx import ASGITransport, AsyncClient

from hub.access.bearer import Bearer
from hub.api.access import Action, may
from hub.api.app import create_app
from hub.house import House
from tests.api.caller import Caller
from tests.clock import Hands
from tests.examples import ANNA, TALK

NO_HOUSE: Any = None
"""For what needs none: routes and their document."""
DOCUMENT = create_app(NO_HOUSE).openapi()
OPERATIONS = {
    (path, method): operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
OPEN = {("/v1/health", "get"), ("/health/live", "get"), ("/health/ready", "get")}
SIGN_IN = {("/v1/session", "post"), ("/v1/links/look", "post"), ("/v1/links/use", "post")}
"""Nobody is signed in yet; only the console may ask, and only from where it was served."""


def test_a_route_that_names_no_action_is_refused() -> None:
    careless = APIRouter()
    careless.add_api_route("/everything", lambda: None)

    with pytest.raises(TypeError, match="/everything"):
        create_app(NO_HOUSE, [careless])


def test_every_operation_but_health_needs_a_token() -> None:
    open_to_all = {name for name, operation in OPERATIONS.items() if not operation.get("security")}

    assert open_to_all == OPEN | SIGN_IN


def test_every_operation_says_which_problems_it_answers_with() -> None:
    for name, operation in OPERATIONS.items():
        wanted = {"422", "500", "503"} | (set() if name in OPEN | SIGN_IN else {"401", "403"})
        problems = {
            status
            for status, answer in operation["responses"].items()
            if "application/problem+json" in answer.get("content", {})
        }
        assert wanted <= problems, name


def references(part: Any) -> set[str]:
    match part:
        case dict():
            own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
            return own.union(*(references(inner) for inner in part.values()))
        case list():
            return set().union(*(references(inner) for inner in part))
        case _:
            return set()


def test_the_document_refers_only_to_what_it_holds_and_names_everything_once() -> None:
    known = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    names = [operation["operationId"] for operation in OPERATIONS.values()]

    assert references(DOCUMENT) <= known
    assert len(names) == len(set(names))


def test_an_unknown_role_may_do_what_anybody_may() -> None:
    stranger = Bearer(TALK, "stranger", "owner", None)

    may_do = {action for action in Action if may(stranger, action)}
    assert may_do == {Action.SEE_HEALTH, Action.CALL_CHANNEL, Action.SIGN_IN}


def an_id(path: str) -> str:
    filled = path.replace("{account}", "shop").replace("{seq}", "1")
    filled = filled.replace("{number}", "0").replace("{digest}", str(TALK)).replace("{name}", "x")
    parts = (str(TALK) if part.startswith("{") else part for part in filled.split("/"))
    return "http://hub" + "/".join(parts)


async def test_without_a_token_every_door_but_health_is_shut(http: AsyncClient) -> None:
    answers = {
        name: (await http.request(name[1], an_id(name[0]), json={})).status_code
        for name in OPERATIONS
    }

    assert answers == dict.fromkeys(OPERATIONS, 401) | dict.fromkeys(OPEN, 200) | dict.fromkeys(
        SIGN_IN, 403
    )


async def test_a_token_that_was_revoked_or_has_expired_opens_nothing(
    house: House, hands: Hands
) -> None:
    short = await house.tokens.give("short", "administrator", None, hands.at)
    taken = await house.tokens.give("taken", "employee", ANNA)
    await house.tokens.revoke("taken")

    async with AsyncClient(
        transport=ASGITransport(create_app(house)), base_url="http://hub/v1"
    ) as http:
        answers = [await Caller(http, token)("GET", "/me") for token in (short, taken)]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].headers["www-authenticate"] == "Bearer"
