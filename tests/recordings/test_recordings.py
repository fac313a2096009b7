"""What becomes of a recording that a provider has."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from aiohttp import web

from channels.telephony import provider
from contracts.call import CallReported, RecordingFailed, RecordingKept
from contracts.event import Event, Subject
from contracts.ids import CallId, derived
from contracts.inbound import CallPhase, Direction
from hub.fetching import Fetcher
from hub.house import House
from hub.recordings import Recordings
from hub.recordings.patience import Patience
from hub.vault.channels import Account
from projections.calls import CALLS, CallRow
from tests.clock import Hands
from tests.examples import BORIS, NOON
from tests.fetching.outside import Witness, serving, witness
from tests.story import PATIENCE_SECONDS, happened, history, projecting, running, table, until
from tests.telephony.exchange import SECRET

CALL = CallId(derived("a call"))
SPOKEN = b"ID3 good day"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Provider:
    """Answers as it is told, and remembers who asked."""

    def __init__(self, *answers: web.Response) -> None:
        self.answers = list(answers)
        self.asked: list[web.Request] = []

    async def __call__(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        is_last = len(self.answers) == 1
        answer = self.answers[0] if is_last else self.answers.pop(0)
        body = answer.body if isinstance(answer.body, bytes) else b""
        return web.Response(status=answer.status, body=body, headers=answer.headers)


def audio(body: bytes = SPOKEN, media_type: str = "audio/mpeg") -> web.Response:
    return web.Response(body=body, headers={"Content-Type": media_type})


async def connect(house: House, hosts: str, **said: Any) -> None:
    settings = {
        "format": "generic",
        "secrets": SECRET,
        "public_url": "https://hub.omnihub.test/hooks/phone",
        "recording_hosts": hosts,
    }
    await house.channel_settings.put(Account("phone", "telephony", settings | said, NOON))


async def recorded(house: House, url: str, call: CallId = CALL) -> None:
    """The exchange tells that there is a recording."""
    event = CallReported(
        call_id=call,
        identity_id=BORIS,
        inbound=1,
        key=f"recorded {call}",
        channel="telephony",
        account="phone",
        phase=CallPhase.RECORDED,
        direction=Direction.IN,
        at=NOON,
        recording=url,
    )
    await happened(house, Subject("call", str(call)), event, key=BORIS)


@asynccontextmanager
async def at_work(house: House) -> AsyncIterator[None]:
    actor = Recordings(house, Fetcher(loopback=True), {"telephony": provider}.__getitem__)
    async with running(actor.run):
        yield


async def settled(house: House, call: CallId = CALL) -> CallRow:
    async def row() -> CallRow | None:
        found = [one for one in await table(house, CALLS) if one.call_id == call]
        return next((one for one in found if one.blob or one.failed), None)

    answer: CallRow = await until(row, PATIENCE_SECONDS)
    return answer


async def facts(house: House, call: CallId = CALL) -> list[Event]:
    events = [one.event for one in await history(house, Subject("call", str(call)))]
    return [event for event in events if isinstance(event, RecordingKept | RecordingFailed)]


@pytest.fixture
async def firm(house: House, hands: Hands) -> AsyncIterator[House]:
    hands.at = NOON
    async with projecting(house):
        yield house


async def test_a_recording_comes_into_the_blob_store_once(firm: House) -> None:
    exchange = Provider(audio())
    async with serving(exchange) as at:
        await connect(firm, at, recording_authorization="Bearer ours")
        await recorded(firm, f"http://{at}/7.mp3")
        async with at_work(firm), at_work(firm):
            row = await settled(firm)
            await recorded(firm, f"http://{at}/8.mp3", CallId(derived("a later call")))
            await settled(firm, CallId(derived("a later call")))

    assert await firm.blobs.fetch(row.blob or "") == SPOKEN
    assert (row.media_type, row.size) == ("audio/mpeg", len(SPOKEN))
    assert len(await facts(firm)) == 1
    assert {one.headers["Authorization"] for one in exchange.asked} == {"Bearer ours"}


async def test_what_is_no_sound_is_kept_as_bytes_of_no_kind(firm: House) -> None:
    async with serving(Provider(audio(b"<script>", "text/html"))) as at:
        await connect(firm, at)
        await recorded(firm, f"http://{at}/7.mp3")
        async with at_work(firm):
            row = await settled(firm)

    assert row.media_type == "application/octet-stream"


async def test_a_hub_that_died_after_fetching_keeps_the_same_bytes_once(firm: House) -> None:
    before = await firm.blobs.keep(SPOKEN)
    async with serving(Provider(audio())) as at:
        await connect(firm, at)
        await recorded(firm, f"http://{at}/7.mp3")
        async with at_work(firm):
            row = await settled(firm)

    assert row.blob == before
    assert len(await facts(firm)) == 1


@pytest.fixture
def failures(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """When a recording was noted as not to be had: until then the clock may not go on."""
    noted: list[datetime] = []
    failed = Patience.failed

    def notes(patience: Patience, call: CallId, now: datetime) -> None:
        failed(patience, call, now)
        noted.append(now)

    monkeypatch.setattr(Patience, "failed", notes)
    return noted


async def test_what_is_not_there_yet_is_asked_for_again(
    firm: House, hands: Hands, failures: list[datetime]
) -> None:
    exchange = Provider(web.Response(status=503), web.Response(status=404), audio(b""), audio())
    async with serving(exchange) as at:
        await connect(firm, at)
        await recorded(firm, f"http://{at}/7.mp3")
        async with at_work(firm):
            for count in range(1, 4):
                await until(partial(are, failures, count), PATIENCE_SECONDS)
                assert await facts(firm) == []
                hands.forward(hours=1)
            row = await settled(firm)

    assert row.blob
    assert len(exchange.asked) == 4


async def are(failures: list[datetime], count: int) -> bool:
    return len(failures) == count


async def test_after_a_day_of_asking_it_counts_as_lost(
    firm: House, hands: Hands, failures: list[datetime]
) -> None:
    exchange = Provider(web.Response(status=503))
    async with serving(exchange) as at:
        await connect(firm, at)
        await recorded(firm, f"http://{at}/7.mp3")
        async with at_work(firm):
            await until(partial(are, failures, 1), PATIENCE_SECONDS)
            hands.forward(hours=24)
            row = await settled(firm)

    assert row.failed == "it was tried for a day: the provider does not give it now (HTTP 503)"
    assert len(exchange.asked) == 2


async def test_what_the_provider_refuses_is_lost_at_once(firm: House) -> None:
    async with serving(Provider(web.Response(status=403))) as at:
        await connect(firm, at)
        await recorded(firm, f"http://{at}/7.mp3")
        async with at_work(firm):
            row = await settled(firm)

    assert row.failed == "the provider refused (HTTP 403)"
    assert len(await facts(firm)) == 1


async def test_what_is_too_large_is_refused_before_it_is_read(firm: House) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(10**10)})
        await response.prepare(request)
        await response.write(b"x")
        return response

    async with serving(endless) as at:
        await connect(firm, at)
        await recorded(firm, f"http://{at}/7.mp3")
        async with at_work(firm):
            row = await settled(firm)

    assert row.failed == f"it has more than {200 * 1024 * 1024} bytes"


@pytest.fixture
async def listener() -> AsyncIterator[Witness]:
    async with witness() as seen:
        yield seen


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}/", "https://localhost:{port}/7.mp3"])
async def test_an_address_that_nobody_allowed_is_never_asked(
    firm: House, listener: Witness, url: str
) -> None:
    await connect(firm, "records.omnihub.test")
    await recorded(firm, url.replace("{port}", str(listener.port)))
    async with at_work(firm):
        row = await settled(firm)

    assert row.failed == "its host is not one of those that are allowed"
    assert listener.connections == 0


async def test_an_account_that_cannot_be_opened_is_waited_for(firm: House, hands: Hands) -> None:
    async with serving(Provider(audio())) as at:
        await recorded(firm, f"http://{at}/7.mp3")
        async with at_work(firm):
            await firm.progress.reached(["calls"], 1)
            await connect(firm, at)

            async def kept() -> list[Event]:
                hands.forward(minutes=1)
                return await facts(firm)

            await until(kept, PATIENCE_SECONDS)
            row = await settled(firm)

    assert row.blob
