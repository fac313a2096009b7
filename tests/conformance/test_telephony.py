"""Telephony keeps what every channel has to keep."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from channels.telephony import provider
from contracts.channel import WebRequest
from contracts.inbound import Address, AddressKind, Inbound
from hub.clock import now
from hub.conformance import CalledHarness, ChannelConformance, Harness

SECRET = "a-secret-of-the-exchange"
BORIS = "+79161234567"
HOOK = "https://hub.omnihub.test/hooks/shop"
SETTINGS = {"format": "generic", "secrets": [SECRET], "public_url": HOOK}


class TelephonyHarness(CalledHarness):
    """What is said is how long it was spoken."""

    provider = provider
    settings = SETTINGS
    client = Address(kind=AddressKind.PHONE, value=BORIS)
    personal = (BORIS, "9161234567")

    def request(self, text: str) -> WebRequest:
        return _signed(
            {
                "id": f"event-{text}",
                "call": f"call of {BORIS}",
                "phase": "ended",
                "direction": "in",
                "from": BORIS,
                "to": "+74951234567",
                "at": "2026-11-02T12:00:00Z",
                "duration_seconds": int(text),
            }
        )

    async def say_strange(self) -> None:
        self._tell(_signed({"id": "event-x", "weather": "fine"}))

    def text_in(self, inbound: Inbound) -> str:
        return str(inbound.call.duration_seconds) if inbound.call else ""


def _signed(event: dict[str, Any]) -> WebRequest:
    body, at = json.dumps(event).encode(), int(now().timestamp())
    mac = hmac.new(SECRET.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()
    headers = (("content-type", "application/json"), ("x-omnihub-signature", f"t={at},v1={mac}"))
    return WebRequest(method="POST", path="", url=HOOK, headers=headers, body=body)


class TestTelephony(ChannelConformance):
    @pytest.fixture
    async def harness(self) -> AsyncIterator[Harness]:
        async with TelephonyHarness() as exchange:
            yield exchange
