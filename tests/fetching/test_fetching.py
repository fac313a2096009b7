"""What is fetched, how much of it, and who is told our password."""

import asyncio
import ssl
from pathlib import Path

import pytest
from aiohttp import web

from contracts.errors import RateLimited, Refused, Transient
from hub.fetching import Fetcher
from hub.fetching.fetch import TooLarge
from hub.fetching.target import Blocked
from hub.standins.certificate import write_certificate
from tests.fetching.outside import Handler, Names, Witness, serving, witness
from tests.story import PATIENCE_SECONDS

OURS = {"Authorization": "Basic c2VjcmV0"}


def answering(status: int, body: bytes = b"", **headers: str) -> Handler:
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body, headers=named)

    return answer


async def test_what_is_there_comes_with_what_it_is_said_to_be() -> None:
    async with serving(answering(200, b"ID3", Content_Type="audio/mpeg; x=y")) as at:
        fetched = await Fetcher(loopback=True).fetch(
            f"http://{at}/7.mp3", hosts=[at], most_bytes=3, seconds=PATIENCE_SECONDS
        )

    assert (fetched.body, fetched.media_type) == (b"ID3", "audio/mpeg")


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, Refused),
        (401, Refused),
        (403, Refused),
        (410, Refused),
        (204, Refused),
        (304, Refused),
        (404, Transient),
        (429, RateLimited),
        (500, Transient),
        (503, Transient),
    ],
)
async def test_an_answer_tells_who_must_act(status: int, error: type[Exception]) -> None:
    async with serving(answering(status)) as at:
        with pytest.raises(error):
            await Fetcher(loopback=True).fetch(
                f"http://{at}/", hosts=[at], most_bytes=10, seconds=PATIENCE_SECONDS
            )


async def test_a_server_that_never_ends_is_cut_off_at_the_size() -> None:
    sent = 0

    async def forever(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 10_000)
            sent += 10_000

    async with serving(forever) as at:
        with pytest.raises(TooLarge):
            await Fetcher(loopback=True).fetch(
                f"http://{at}/", hosts=[at], most_bytes=1_000_000, seconds=PATIENCE_SECONDS
            )

    assert sent < 50_000_000


async def test_a_server_that_never_ends_is_cut_off_at_the_time() -> None:
    async def slowly(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x")
            await asyncio.sleep(0.01)

    async with serving(slowly) as at:
        with pytest.raises(Transient, match="longer than"):
            await Fetcher(loopback=True).fetch(
                f"http://{at}/", hosts=[at], most_bytes=10**9, seconds=0.3
            )


async def test_what_is_announced_as_too_large_is_not_begun() -> None:
    async with serving(answering(200, b"x" * 11)) as at:
        with pytest.raises(TooLarge):
            await Fetcher(loopback=True).fetch(
                f"http://{at}/", hosts=[at], most_bytes=10, seconds=PATIENCE_SECONDS
            )


async def test_what_comes_compressed_is_not_unpacked() -> None:
    async with serving(answering(200, b"\x1f\x8b", Content_Encoding="gzip")) as at:
        with pytest.raises(Refused, match="compressed"):
            await Fetcher(loopback=True).fetch(
                f"http://{at}/", hosts=[at], most_bytes=10, seconds=PATIENCE_SECONDS
            )


async def test_a_connection_that_fails_is_tried_again_later() -> None:
    async with witness() as closed:
        at = f"127.0.0.1:{closed.port}"

        with pytest.raises(Transient):
            await Fetcher(loopback=True).fetch(
                f"http://{at}/", hosts=[at], most_bytes=10, seconds=PATIENCE_SECONDS
            )


async def test_a_redirect_is_followed_and_our_password_stays_behind() -> None:
    asked: list[tuple[str, str | None]] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append((request.path, request.headers.get("Authorization")))
        moved = {"/1": "/2", "/2": f"http://other.test:{port}/3", "/3": f"http://{at}/4"}
        if request.path in moved:
            raise web.HTTPFound(moved[request.path])
        return web.Response(body=b"ID3")

    names = Names({"other.test": [["127.0.0.1"]], "127.0.0.1": [["127.0.0.1"]]})
    async with serving(answer) as at:
        port = at.partition(":")[2]
        fetched = await Fetcher(resolve=names, loopback=True).fetch(
            f"http://{at}/1",
            hosts=[at, f"other.test:{port}"],
            headers=OURS,
            most_bytes=10,
            seconds=PATIENCE_SECONDS,
        )

    assert fetched.body == b"ID3"
    assert asked == [
        ("/1", OURS["Authorization"]),
        ("/2", OURS["Authorization"]),
        ("/3", None),
        ("/4", None),
    ]


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/",
        "https://127.0.0.1:{port}/",
        "//127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://[::1]:{port}/",
        "http://user@inside.test:{port}/",
        "http://inside.test:{port}/",
        "https://inside.test:{port}/",
        "http://metadata.test/",
        "file:///etc/passwd",
    ],
)
async def test_a_redirect_that_leads_inside_is_not_followed(location: str) -> None:
    names = Names({"127.0.0.1": [["127.0.0.1"]], "inside.test": [["10.0.0.1"]]})
    async with witness() as listener:
        to = location.replace("{port}", str(listener.port))
        async with serving(answering(302, Location=to)) as at:
            with pytest.raises(Blocked):
                await Fetcher(resolve=names, loopback=True).fetch(
                    f"http://{at}/",
                    hosts=[at, f"inside.test:{listener.port}"],
                    most_bytes=10,
                    seconds=PATIENCE_SECONDS,
                )

            assert listener.connections == 0


async def test_a_name_that_leads_inside_the_second_time_is_not_followed() -> None:
    names = Names({"records.test": [["127.0.0.1"], ["169.254.169.254"]]})
    async with serving(answering(307, Location="/again")) as at:
        port = at.partition(":")[2]

        with pytest.raises(Blocked):
            await Fetcher(resolve=names, loopback=True).fetch(
                f"http://records.test:{port}/",
                hosts=[f"records.test:{port}"],
                most_bytes=10,
                seconds=PATIENCE_SECONDS,
            )
    assert names.asked == ["records.test"] * 2


async def test_who_is_sent_from_one_address_to_the_next_gives_up() -> None:
    asked = Witness()

    async def around(request: web.Request) -> web.Response:
        asked.connections += 1
        raise web.HTTPFound(request.path + "x")

    async with serving(around) as at:
        with pytest.raises(Blocked):
            await Fetcher(loopback=True).fetch(
                f"http://{at}/", hosts=[at], most_bytes=10, seconds=PATIENCE_SECONDS
            )

    assert asked.connections == 4


async def test_a_certificate_is_believed_only_if_somebody_vouches_for_it(tmp_path: Path) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    write_certificate(certificate, key)
    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(certificate, key)
    heard: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        heard.append(request.host)
        return web.Response(body=b"ID3")

    names = Names({"localhost": [["127.0.0.1"]], "records.test": [["127.0.0.1"]]})
    trusting = ssl.create_default_context(cafile=str(certificate))
    async with serving(answer, tls=ours) as at:
        port = at.partition(":")[2]
        for name, tls in (("localhost", None), ("records.test", trusting)):
            with pytest.raises(Transient):
                await Fetcher(resolve=names, loopback=True, tls=tls).fetch(
                    f"https://{name}:{port}/",
                    hosts=[f"{name}:{port}"],
                    most_bytes=9,
                    seconds=PATIENCE_SECONDS,
                )
        fetched = await Fetcher(resolve=names, loopback=True, tls=trusting).fetch(
            f"https://localhost:{port}/",
            hosts=[f"localhost:{port}"],
            most_bytes=9,
            seconds=PATIENCE_SECONDS,
        )

    assert fetched.body == b"ID3"
    assert heard == [f"localhost:{port}"]
