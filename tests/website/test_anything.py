"""Whatever is asked, one answer is given, and at most one inbound is left that can be written."""

from contextlib import aclosing
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.website import provider
from channels.website.reception import Reception
from channels.website.settings import Settings
from contracts.channel import WebRequest
from contracts.inbound import Inbound, InboundKind
from tests.website.examples import (
    CALLBACK,
    ORDERED,
    SCRIPTED,
    as_json,
    as_multipart,
    as_page,
    asked,
    site,
)
from tests.website.host import Call, SiteHost

LIMITS = {"per_ip_minute": 10_000, "per_form_minute": 100_000}
NAMES = [field["name"] for field in CALLBACK["fields"]]
META = ["_submission", "_opened", "_sent", "_consent", "_visitor", "_page", "_touches"]
TYPES = [
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x7",
    "multipart/form-data; boundary*=utf-8''%78; boundary=\"",
]

texts = st.text(st.characters(exclude_categories=()), max_size=30)
leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
written = st.text(st.characters(codec="utf-8"), max_size=30)
names = st.sampled_from([*NAMES, *META, "website_url", "drawing", "other"])
paths = st.sampled_from(["forms/callback", "forms/order", "visit"])


@pytest.fixture(scope="module")
def reception() -> Reception:
    checked = Settings.model_validate(site(visits=True, without_origin=True, limits=LIMITS))
    return Reception(checked, SiteHost())


async def check(reception: Reception, request: WebRequest) -> Inbound | None:
    outcome = await reception.judge(request)
    inbound = outcome.inbound

    assert 200 <= outcome.answer.status < 500
    assert (inbound is not None) <= (outcome.answer.status == 200)
    assert outcome.answer.model_dump_json()
    if inbound:
        assert Inbound.model_validate_json(inbound.model_dump_json()) == inbound
    return inbound


often = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@often
@given(paths, st.sampled_from(TYPES) | written, st.binary(max_size=300))
async def test_any_bytes_are_answered(
    reception: Reception, path: str, kind: str, body: bytes
) -> None:
    await check(reception, asked("POST", path, ("content-type", kind), body=body))


@often
@given(paths, st.dictionaries(names, anything, max_size=8))
async def test_any_json_is_answered(
    reception: Reception, path: str, changes: dict[str, Any]
) -> None:
    valid = ORDERED if path.endswith("order") else SCRIPTED
    request = as_json(valid | changes).model_copy(update={"path": path})
    await check(reception, request)


@often
@given(st.dictionaries(names, written, max_size=8))
async def test_any_plain_form_is_answered(reception: Reception, values: dict[str, str]) -> None:
    await check(reception, as_page({"phone": "+79161234567", **values}))


@often
@given(st.dictionaries(names, written, max_size=4), written, st.binary(max_size=100))
async def test_any_multipart_is_answered(
    reception: Reception, values: dict[str, str], name: str, data: bytes
) -> None:
    await check(reception, as_multipart(values, {"drawing": (name, data)}))


@often
@given(st.lists(st.tuples(paths, st.sampled_from(TYPES), st.binary(max_size=50)), max_size=5))
async def test_every_caller_is_answered_once(asking: list[tuple[str, str, bytes]]) -> None:
    host = SiteHost()
    channel = provider.open(Settings.model_validate(site(visits=True, limits=LIMITS)), host)
    requests = [asked("POST", path, ("content-type", kind), body=b) for path, kind, b in asking]
    calls = [Call(request) for request in [*requests, as_json(SCRIPTED)]]
    for call in calls:
        host.queue.put_nowait(call)
    inbounds = []
    async with aclosing(channel.receive()) as receiving:
        async for inbound in receiving:
            inbounds.append(inbound)
            if host.queue.empty():
                await channel.close()

    assert [len(call.answers) for call in calls] == [1] * len(calls)
    assert 1 <= len(inbounds) <= len(calls)


@often
@given(written, written, st.lists(st.tuples(written, written), max_size=4))
async def test_any_request_is_answered(
    reception: Reception, method: str, path: str, headers: list[tuple[str, str]]
) -> None:
    request = asked(method, path, *headers)
    await check(reception, request)


@often
@given(st.dictionaries(st.sampled_from(["name", "comment"]), texts, max_size=2))
async def test_whatever_is_typed_in_a_free_field_a_person_can_read(
    reception: Reception, typed: dict[str, str]
) -> None:
    cut = {name: text[:50] for name, text in typed.items()}
    inbound = await check(reception, as_json(SCRIPTED | cut))

    assert inbound
    assert inbound.kind is InboundKind.FORM
    assert inbound.text.encode()
