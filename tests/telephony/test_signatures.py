"""Nobody but the exchange is believed: Twilio's own SDK and its published vectors judge."""

import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlparse

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from multidict import MultiDict
from twilio.request_validator import (  # type: ignore[import-untyped]  # it has no types
    RequestValidator,
    add_port,
    remove_port,
)

from channels.telephony import generic_signature, twilio_signature
from channels.telephony.twilio_signature import Params, form
from tests.telegram.memory_host import NOON
from tests.telephony.exchange import SECRET, signed

VECTORS = Path(os.environ.get("OMNIHUB_CORPORA", "absent")) / "webhook-signature-vectors"
MUTANTS = 12_000
KEY = SECRET.encode()

names = st.text(min_size=1, max_size=8)
fields = st.lists(st.tuples(names, st.text(max_size=12)), max_size=6).map(tuple)
hosts = st.sampled_from(["hub.test", "hub.test:443", "hub.test:80", "hub.test:8443"])
letters = st.text("abcXYZ019-._~%+", max_size=8)
queries = st.one_of(st.just(""), st.text("ab=&;%+20?é", max_size=12).map(lambda text: f"?{text}"))
urls = st.builds(
    lambda scheme, host, path, query: f"{scheme}://{host}/{path}{query}",
    st.sampled_from(["https", "http"]),
    hosts,
    letters,
    queries,
)


def sdk_signature(url: str, params: Params) -> str:
    signature: str = RequestValidator(SECRET).compute_signature(url, MultiDict(params))
    return signature


@given(url=urls, params=fields, spelling=st.sampled_from([add_port, remove_port]))
@settings(max_examples=150, deadline=None)
def test_what_twilios_sdk_signs_is_accepted_with_the_port_and_without(
    url: str, params: Params, spelling: Callable[..., str]
) -> None:
    body = urlencode(params).encode()

    signature = sdk_signature(spelling(urlparse(url)), params)
    assert form(body) == params
    assert twilio_signature.is_signed(url, form(body), signature, [b"another key", KEY])


@given(url=urls, other=urls, params=fields, others=fields)
@settings(max_examples=150, deadline=None)
def test_we_judge_as_twilios_sdk_does(url: str, other: str, params: Params, others: Params) -> None:
    signature = sdk_signature(url, params)

    for at, said in ((url, params), (other, params), (url, others), (other, others)):
        judged = RequestValidator(SECRET).validate(at, MultiDict(said), signature)
        assert twilio_signature.is_signed(at, said, signature, [KEY]) is judged


@given(body=st.text(max_size=40), other=st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_json_is_judged_as_twilios_sdk_does(body: str, other: str) -> None:
    url = f"https://hub.test/hook?bodySHA256={RequestValidator(SECRET).compute_hash(body)}"
    signature = sdk_signature(url, ())

    for said in (body, other):
        judged = RequestValidator(SECRET).validate(url, said, signature)
        assert twilio_signature.is_signed_json(url, said.encode(), signature, [KEY]) is judged


def test_json_whose_hash_is_not_in_the_address_is_refused() -> None:
    signature = sdk_signature("https://hub.test/hook", ())

    assert not twilio_signature.is_signed_json("https://hub.test/hook", b"{}", signature, [KEY])


def test_of_thousands_of_mutants_of_a_twilio_webhook_none_is_accepted() -> None:
    dice = random.Random(3)  # noqa: S311 - a test that can be repeated
    accepted, tried = [], 0
    for url, body, signature, key in _twilio_mutants(dice):
        tried += 1
        if _accepts(url, body, signature, key):
            accepted.append((url, body, signature, key))

    assert tried >= 10_000
    assert accepted == []


def test_of_thousands_of_mutants_of_a_generic_webhook_none_is_accepted() -> None:
    dice = random.Random(4)  # noqa: S311 - a test that can be repeated
    body = b'{"id": "event-1", "call": "call-7", "phase": "ringing"}'
    header, accepted = signed(body), []
    for _ in range(MUTANTS):
        parts: list[Any] = [header.encode(), body, KEY]
        where = dice.randrange(3)
        parts[where] = _flipped(parts[where], dice)
        said, of, key = parts
        if generic_signature.is_signed(said.decode("latin-1"), of, [key], NOON):
            accepted.append(parts)

    assert generic_signature.is_signed(header, body, [KEY], NOON)
    assert accepted == []


def _twilio_mutants(dice: random.Random) -> Iterator[tuple[str, bytes, str, bytes]]:
    """One bit is another in the address, the body, the signature or the key."""
    for number in range(MUTANTS // 100):
        params = tuple((f"Name{n}", f"{dice.random()}") for n in range(1 + number % 5))
        url, body = f"https://hub.test/hooks/phone?n={number}", urlencode(params).encode()
        right = [url.encode(), body, sdk_signature(url, params).encode(), KEY]
        for where in (0, 1, 2, 3) * 25:
            wrong = [*right[:where], _flipped(right[where], dice), *right[where + 1 :]]
            if where > 1 or _says(wrong[0], wrong[1]) != _says(right[0], right[1]):
                yield wrong[0].decode("latin-1"), wrong[1], wrong[2].decode("latin-1"), wrong[3]


def _says(url: bytes, body: bytes) -> object:
    """The same address may be written in two ways (HTTPS://), and so may a form (+ and %20)."""
    try:
        return urlparse(url.decode("latin-1")).geturl(), form(body)
    except ValueError:
        return url, body


def _accepts(url: str, body: bytes, signature: str, key: bytes) -> bool:
    try:
        return twilio_signature.is_signed(url, form(body), signature, [key])
    except ValueError:
        return False


def _flipped(whole: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(whole))
    return whole[:at] + bytes([whole[at] ^ 1 << dice.randrange(8)]) + whole[at + 1 :]


def _vectors(provider: str) -> list[dict[str, Any]]:
    file = VECTORS / "vectors.json"
    if not file.exists():
        return []
    return [each for each in json.loads(file.read_text()) if each["provider"] == provider]


@pytest.mark.skipif(not VECTORS.is_dir(), reason="OMNIHUB_CORPORA names no corpora")
@pytest.mark.parametrize("vector", _vectors("twilio"), ids=lambda vector: vector["name"])
def test_twilios_published_vectors_hold(vector: dict[str, Any]) -> None:
    url, key = vector["url"], vector["token"].encode()

    if "body" in vector:
        body = vector["body"].encode()
        assert twilio_signature.is_signed_json(url, body, vector["expected"], [key])
        assert not twilio_signature.is_signed_json(url, body + b" ", vector["expected"], [key])
    else:
        said = vector["params"].items()
        listed = [(n, [many] if isinstance(many, str) else many) for n, many in said]
        params = [(name, one) for name, many in listed for one in many]
        assert twilio_signature.is_signed(url, tuple(params), vector["expected"], [key])
        assert not twilio_signature.is_signed(url, tuple(params[1:]), vector["expected"], [key])
