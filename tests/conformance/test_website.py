"""Website forms keep what every channel has to keep."""

import json
from collections.abc import AsyncIterator

import pytest

from channels.website import provider
from contracts.channel import WebRequest
from contracts.inbound import Address, AddressKind, Inbound
from hub.conformance import CalledHarness, ChannelConformance, Harness

SHOP = "https://shop.example"
BORIS = "+79161234567"
SETTINGS = {
    "origins": [SHOP],
    "forms": [
        {
            "name": "callback",
            "title": "Обратный звонок",
            "fields": [
                {"name": "phone", "label": "Телефон", "type": "phone", "required": True},
                {"name": "comment", "label": "Вопрос", "type": "textarea"},
            ],
        }
    ],
}


class WebsiteHarness(CalledHarness):
    provider = provider
    settings = SETTINGS
    client = Address(kind=AddressKind.PHONE, value=BORIS)
    personal = (BORIS, "9161234567", "203.0.113.7")

    def request(self, text: str) -> WebRequest:
        said = {
            "phone": BORIS,
            "comment": text,
            "_opened": 1_700_000_000_000,
            "_sent": 1_700_000_009_000,
            "_submission": f"submission-of-boris-{text}",
        }
        return WebRequest(
            method="POST",
            path="forms/callback",
            url="https://hub.omnihub.test/hooks/shop/forms/callback",
            headers=(("content-type", "application/json"), ("origin", SHOP)),
            body=json.dumps(said).encode(),
            remote="203.0.113.7",
        )

    def text_in(self, inbound: Inbound) -> str:
        return inbound.form.fields[-1].value if inbound.form else ""


class TestWebsite(ChannelConformance):
    @pytest.fixture
    async def harness(self) -> AsyncIterator[Harness]:
        async with WebsiteHarness() as visitor:
            yield visitor
