import dataclasses
from collections.abc import AsyncIterator

from fastapi import APIRouter, Depends
from httpx import ASGITransport, AsyncClient
from structlog.testing import capture_logs

from hub.api.access import Action, OpenToAll
from hub.api.app import create_app
from hub.databases import sql_engine
from hub.house import House
from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import TALK

REPLIES = f"/conversations/{TALK}/replies"


async def test_what_is_not_there_is_a_problem_document(anna: Caller) -> None:
    answer = await anna("GET", f"/conversations/{TALK}")

    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:omnihub:problem:not-found",
        "title": "Not Found",
        "status": 404,
        "detail": "there is no such conversation",
    }


async def test_words_that_cannot_stand_there_are_named_and_not_repeated(
    story: Story, anna: Caller
) -> None:
    await story.writes()
    bodies = [
        b'{"text": "canary \\u0000"}',
        b'{"text": "canary \\ud800"}',
        b'{"text": "x", "by": "canary"}',
        b'{"text": ["canary"]}',
        b'{"text": ""}',
        b"{}",
    ]

    answers = [await anna("POST", REPLIES, content=body, json_bytes=True) for body in bodies]

    assert [answer.status_code for answer in answers] == [422] * len(bodies)
    fields = [answer.json()["field"] for answer in answers]
    assert fields == ["text", "text", "by", "text", "text", "text"]
    assert not any("canary" in answer.text for answer in answers)


async def test_parameters_that_make_no_sense_are_named(anna: Caller, admin: Caller) -> None:
    answers = [
        await anna("GET", "/conversations?cursor=%F0"),
        await anna("GET", "/conversations?cursor=WzEsMl0"),
        await anna("GET", "/conversations?limit=1000"),
        await anna("GET", "/clients?name=a%00"),
        await anna("GET", "/conversations/not-an-id"),
        await admin("GET", "/inbounds/99999999999999999999"),
    ]

    assert [answer.status_code for answer in answers] == [422] * len(answers)
    fields = [answer.json()["field"] for answer in answers]
    assert fields == ["cursor", "cursor", "limit", "name", "conversation_id", "seq"]


async def test_a_body_that_is_too_large_is_refused_announced_or_not(anna: Caller) -> None:
    async def dripping() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    announced = await anna("POST", REPLIES, content=b" " * 1_000_001, json_bytes=True)
    dripped = await anna("POST", REPLIES, content=dripping(), json_bytes=True)

    assert (announced.status_code, dripped.status_code) == (413, 413)
    assert dripped.headers["content-type"] == "application/problem+json"


async def test_while_postgresql_is_away_callers_are_asked_to_come_again(house: House) -> None:
    token = await house.tokens.give("ops", "administrator")
    away = sql_engine("postgresql://nobody@127.0.0.1:1/views")
    transport = ASGITransport(create_app(dataclasses.replace(house, views=away)))
    async with AsyncClient(transport=transport, base_url="http://hub/v1") as http:
        answer = await Caller(http, token)("GET", "/conversations")
        health = await http.get("/health")

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert "127.0.0.1" not in answer.text
    assert health.json() == {"status": "degraded"}


async def test_a_fault_tells_the_caller_nothing_and_the_log_no_words(house: House) -> None:
    router = APIRouter()

    @router.get("/broken", dependencies=[Depends(OpenToAll(Action.SEE_HEALTH))])
    async def broken() -> None:
        raise RuntimeError("canary")

    transport = ASGITransport(create_app(house, [router]))
    async with AsyncClient(transport=transport, base_url="http://hub/v1") as http:
        with capture_logs() as logs:
            answer = await http.get("/broken")

    assert answer.status_code == 500
    assert "canary" not in answer.text
    (broke,) = [one for one in logs if one["event"] == "request.broke"]
    assert broke["error"] == "RuntimeError"
    assert "test_problems.py" in broke["trace"]
