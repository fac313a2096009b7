"""What the generic format makes of calls, and of those who only pretend to be the exchange."""

import json
from typing import Any

import pytest

from contracts.channel import WebRequest
from contracts.inbound import AddressKind, CallPhase, Direction, InboundKind, Strength
from tests.telegram.memory_host import NOON
from tests.telephony.exchange import (
    BORIS,
    HOOK,
    OLD_SECRET,
    OUR_LINE,
    RINGS,
    SECRET,
    desk,
    generic,
    signed,
)

BODY = json.dumps(RINGS).encode()


async def test_a_call_is_told_in_words_of_ours() -> None:
    async with desk() as phone:
        answer = await phone.told(RINGS)

        (inbound,) = phone.inbounds
        (sender,) = inbound.sender
        assert (answer.status, answer.body) == (200, b"")
        assert inbound.kind is InboundKind.CALL
        assert inbound.call
        assert inbound.call.phase is CallPhase.RINGING
        assert inbound.call.direction is Direction.IN
        assert (inbound.call.at, inbound.arrived_at) == (NOON, NOON)
        assert inbound.call.line == OUR_LINE
        assert (sender.kind, sender.value) == (AddressKind.PHONE, BORIS)
        assert sender.strength is Strength.VOUCHED
        assert phone.host.blobs[inbound.raw or ""] == BODY


async def test_of_an_outgoing_call_the_client_is_who_was_called() -> None:
    async with desk() as phone:
        await phone.told(RINGS | {"direction": "out", "from": OUR_LINE, "to": BORIS})

        assert [sender.value for sender in phone.inbounds[0].sender] == [BORIS]
        assert phone.inbounds[0].call
        assert phone.inbounds[0].call.line == OUR_LINE


async def test_all_events_of_a_call_are_of_one_call_and_tell_what_they_know() -> None:
    later: list[dict[str, Any]] = [
        {"id": "2", "phase": "answered", "extension": "101"},
        {"id": "3", "phase": "ended", "duration_seconds": 42},
        {"id": "4", "phase": "recorded", "recording_url": "https://pbx.omnihub.test/7.mp3"},
    ]
    async with desk() as phone:
        for event in later:
            await phone.told(RINGS | event)

        calls = [inbound.call for inbound in phone.inbounds if inbound.call]
        assert len({call.call for call in calls}) == 1
        assert calls[0].extension == "101"
        assert calls[1].duration_seconds == 42
        assert calls[2].recording == "https://pbx.omnihub.test/7.mp3"


async def test_a_webhook_that_comes_five_times_has_one_name_however_it_is_written() -> None:
    bodies = [json.dumps(RINGS, indent=spaces).encode() for spaces in range(5)]
    async with desk() as phone:
        answers = [await phone.asked(generic(body)) for body in bodies]
        await phone.told(RINGS | {"id": "event-2"})

        names = [inbound.provider_id for inbound in phone.inbounds]
        assert [answer.status for answer in answers] == [200] * 5
        assert len(set(names[:5])) == 1
        assert names[5] != names[0]


@pytest.mark.parametrize(
    "caller",
    [None, "", "anonymous", "Anonymous", "Restricted", "+266696687", "+7378742833", "101", "?"],
)
async def test_who_withholds_the_number_has_no_address(caller: str | None) -> None:
    async with desk() as phone:
        await phone.told(RINGS | {"from": caller})

        assert phone.inbounds[0].sender == ()


@pytest.mark.parametrize("said", [{"hidden": True}, {"from": "8 (495) 123-45-67"}])
async def test_neither_the_hidden_nor_one_of_our_lines_is_a_client(said: dict[str, Any]) -> None:
    async with desk() as phone:
        await phone.told(RINGS | said)

        assert phone.inbounds[0].sender == ()


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "nonsense",
        signed(BODY, "somebody-elses-secret"),
        signed(BODY, at=NOON.timestamp() - 301),
        signed(BODY, at=NOON.timestamp() + 301),
        signed(BODY).replace("v1=", "v0="),
        signed(BODY).upper(),
        signed(BODY).replace(",", ", "),
        signed(BODY).replace("t=", "t=0"),
        signed(BODY) + f",t={NOON.timestamp():.0f}",
        signed(BODY) + ",v1=" * 20,
        signed(BODY + b" "),
        signed(b""),
    ],
)
async def test_a_wrong_missing_old_or_re_encoded_signature_is_refused(signature: str) -> None:
    async with desk() as phone:
        answer = await phone.asked(generic(BODY, signature=signature))

        assert answer.status == 401
        assert phone.inbounds == []
        assert phone.host.blobs == {}


@pytest.mark.parametrize("seconds", [-300, 0, 300])
async def test_a_clock_may_be_five_minutes_off(seconds: int) -> None:
    async with desk() as phone:
        answer = await phone.told(RINGS, signature=signed(BODY, at=NOON.timestamp() + seconds))

        assert answer.status == 200


@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
async def test_while_the_secret_is_changed_both_are_taken(secret: str) -> None:
    async with desk(secrets=[SECRET, OLD_SECRET]) as phone:
        answer = await phone.told(RINGS, signature=signed(BODY, secret))

        assert answer.status == 200


async def test_an_exchange_may_sign_with_both_secrets_at_once() -> None:
    other = signed(BODY, "a-secret-we-do-not-have").partition(",")[2]
    async with desk() as phone:
        answer = await phone.told(RINGS, signature=f"{signed(BODY)},{other}")

        assert answer.status == 200


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"", "The body"),
        (b"\xff\x00 no json", "The body"),
        (b"[" * 100_000, "The body"),
        (b"[]", "The body"),
        (json.dumps({"id": "1"}).encode(), "call"),
        (json.dumps(RINGS | {"id": 5}).encode(), "id"),
        (json.dumps(RINGS | {"at": "2026-06-03T12:00:00"}).encode(), "at"),
        (json.dumps(RINGS | {"direction": "up"}).encode(), "direction"),
        (json.dumps(RINGS | {"duration_seconds": -1}).encode(), "duration_seconds"),
        (json.dumps(RINGS | {"phase": "recorded"}).encode(), "The body"),
    ],
)
async def test_signed_nonsense_is_said_to_be_wrong_and_kept(body: bytes, where: str) -> None:
    async with desk() as phone:
        answer = await phone.asked(generic(body))

        (inbound,) = phone.inbounds
        assert answer.status == 422
        assert answer.body.decode().startswith(f"{where}: ")
        assert inbound.kind is InboundKind.UNSUPPORTED
        assert phone.host.blobs[inbound.raw or ""] == body


async def test_a_phase_we_do_not_know_is_kept_and_no_mistake() -> None:
    async with desk() as phone:
        answer = await phone.told(RINGS | {"phase": "on-hold"})

        assert answer.status == 200
        assert phone.inbounds[0].kind is InboundKind.UNSUPPORTED
        assert phone.inbounds[0].unreadable == "A call is on-hold: we have no word for it."


async def test_nothing_is_read_but_what_is_posted() -> None:
    async with desk() as phone:
        answer = await phone.asked(WebRequest(method="GET", path="", url=HOOK))

        assert (answer.status, answer.headers) == (405, (("Allow", "POST"),))
        assert phone.inbounds == []


async def test_the_operators_header_goes_to_the_operators_hosts_alone() -> None:
    said = {
        "recording_hosts": ".omnihub.test, pbx.test:8443",
        "recording_authorization": "Bearer x",
    }
    async with desk(**said) as phone:
        headers = [
            phone.channel.media(url)[1]
            for url in (
                "https://pbx.omnihub.test/1",
                "https://pbx.test:8443/1",
                "https://omnihub.test.evil.test/1",
                "https://api.twilio.com/1",
            )
        ]

        assert headers == [{"Authorization": "Bearer x"}, {"Authorization": "Bearer x"}, {}, {}]
        assert phone.channel.media_hosts == {".omnihub.test", "pbx.test:8443"}
