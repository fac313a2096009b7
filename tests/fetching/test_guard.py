"""However an address inside is written, nobody connects to it: a listener there is the witness."""

import contextlib
import ipaddress
from collections.abc import AsyncIterator, Sequence
from urllib.parse import urlsplit

import pytest
from aiohttp import web

from contracts.errors import HubError
from hub.fetching import Fetcher
from hub.fetching.pinned import resolved
from hub.fetching.target import Blocked
from tests.fetching.outside import Names, Witness, serving, witness
from tests.story import PATIENCE_SECONDS

NUMBERS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.01",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7F.0x0.0x0.0x1",
    "0",
    "0.0.0.0",  # noqa: S104 - to be refused
    "00000127.0.0.1",
    "%31%32%37.0.0.1",
    "１２７.0.0.1",
    "127。0。0。1",
    "①②⑦.⓪.⓪.①",
    "127.0.0.1..",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "2852039166",
    "100.64.0.1",
    "198.18.0.1",
    "192.0.0.192",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:10.0.0.1]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::10.0.0.1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[2001:db8::1]",
    "[2a00:1450::5efe:7f00:1]",
    "[fc00::1]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[fe80::1%lo]",
    "[::1%lo]",
    "[fec0::1]",
    "[ff02::1]",
    "[v1.127.0.0.1]",
]
NAMES = [
    "localhost",
    "LOCALHOST",
    "localhost.",
    "localhost.localdomain",
    "ⓛocalhost",
    "127.0.0.1.nip.io",
    "7f000001.nip.io",
    "app-127-0-0-1.sslip.io",
    "localtest.me",
    "metadata.google.internal",
    "звонки.example.test",
    "xn--b1agh1afp.example.test",
    "records..example.test",
    ".example.test",
    "a" * 64 + ".test",
    "",
]
TRICKS = [
    "https://records.test@127.0.0.1:{port}/",
    "https://records.test:443@127.0.0.1:{port}/",
    "https://records.test%40127.0.0.1:{port}/",
    "https://127.0.0.1:{port}\\@records.test/",
    "https://records.test\\@127.0.0.1:{port}/",
    "https://records.test#@127.0.0.1:{port}/",
    "https://records.test?@127.0.0.1:{port}/",
    "https://127.0.0.1:{port}#.records.test/",
    "https://127.0.0.1:{port}/?.records.test",
    "https:///127.0.0.1:{port}/",
    "https:127.0.0.1:{port}",
    "//127.0.0.1:{port}/",
    "127.0.0.1:{port}",
    " https://127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/\r\nHost: records.test",
    "https://127.0.0.1:{port}:443/",
    "https://127.0.0.1:{port}9999/",
    "ht\ttps://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_x",
    "data:audio/mpeg;base64,AAAA",
    "unix:/run/hub.sock",
]
FORMS = [
    *(f"https://{host}:{{port}}/" for host in NUMBERS + NAMES),
    *(f"http://{host}:{{port}}/" for host in ("127.0.0.1", "localhost", "[::1]", "0")),
    *TRICKS,
]


async def inside(host: str, port: int) -> Sequence[str]:
    """Numbers are what they are, and every name leads to this machine."""
    is_name = host[-1:].isalpha() or "nip.io" in host
    return ["127.0.0.1"] if is_name else await resolved(host, port)


def _hosts(url: str, port: int) -> set[str]:
    """Whatever the URL names is allowed, in every way it may be read: what is left is the guard."""
    said = {"records.test", "127.0.0.1", "localhost", "::1", ".test", ".io", ".me", ".internal"}
    with contextlib.suppress(ValueError):
        host = urlsplit(url).hostname or ""
        said |= {host, str(ipaddress.ip_address(host))} if ":" in host else {host}
        said |= set() if ":" in host else {host.encode("idna").decode().lower()}
    said |= {one.removesuffix(".") for one in said}
    return {f"{one}:{port}" for one in said} | said


@pytest.fixture
async def listener() -> AsyncIterator[Witness]:
    async with witness() as seen:
        yield seen


def test_there_are_enough_forms() -> None:
    assert len(set(FORMS)) == len(FORMS) >= 90


@pytest.mark.parametrize("form", FORMS)
async def test_no_form_of_an_address_leads_inside(form: str, listener: Witness) -> None:
    url = form.replace("{port}", str(listener.port))
    fetcher = Fetcher(resolve=inside)

    with pytest.raises(Blocked):
        await fetcher.fetch(
            url, hosts=_hosts(url, listener.port), most_bytes=10, seconds=PATIENCE_SECONDS
        )
    assert listener.connections == 0


async def test_the_witness_sees_who_is_let_through(listener: Witness) -> None:
    url = f"http://127.0.0.1:{listener.port}/"

    with pytest.raises(HubError):
        await Fetcher(loopback=True).fetch(
            url, hosts=[f"127.0.0.1:{listener.port}"], most_bytes=10, seconds=PATIENCE_SECONDS
        )
    assert listener.connections > 0


async def test_one_address_inside_is_enough_to_refuse_a_host(listener: Witness) -> None:
    names = Names({"records.test": [["1.1.1.1", "127.0.0.1"]]})

    with pytest.raises(Blocked):
        await Fetcher(resolve=names).fetch(
            f"https://records.test:{listener.port}/",
            hosts=[f"records.test:{listener.port}"],
            most_bytes=10,
            seconds=PATIENCE_SECONDS,
        )
    assert listener.connections == 0


async def test_a_name_is_looked_up_once_and_what_it_says_later_does_not_count() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b"hello")

    names = Names({"records.test": [["127.0.0.1"], ["127.0.0.2"]]})
    async with serving(answer) as at:
        port = at.partition(":")[2]
        fetched = await Fetcher(resolve=names, loopback=True).fetch(
            f"http://records.test:{port}/",
            hosts=[f"records.test:{port}"],
            most_bytes=10,
            seconds=PATIENCE_SECONDS,
        )

    assert fetched.body == b"hello"
    assert names.asked == ["records.test"]


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("https://evil.test/", ["records.test"]),
        ("https://records.test.evil.test/", ["records.test", ".records.test"]),
        ("https://evilrecords.test/", ["records.test", ".records.test"]),
        ("https://records.test/", [".records.test"]),
        ("https://records.test:8443/", ["records.test", "records.test:9443"]),
        ("https://records.test/", ["records.test:8443"]),
        ("https://records.test/", []),
        ("https://user@records.test/", ["records.test"]),
        ("https://user:password@records.test/", ["records.test"]),
    ],
)
async def test_a_host_that_is_not_listed_is_not_even_looked_up(url: str, hosts: list[str]) -> None:
    names = Names({})

    with pytest.raises(Blocked):
        await Fetcher(resolve=names).fetch(
            url, hosts=hosts, most_bytes=10, seconds=PATIENCE_SECONDS
        )
    assert names.asked == []


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("https://RECORDS.test./", ["records.test"]),
        ("https://a.b.records.test/", [".records.test"]),
        ("https://звонки.test/", ["xn--b1ajehof.test"]),
        ("https://records.test:443/", ["records.test"]),
    ],
)
async def test_a_listed_host_is_looked_up_however_it_is_written(url: str, hosts: list[str]) -> None:
    names = Names({})

    with pytest.raises(HubError):
        await Fetcher(resolve=names).fetch(
            url, hosts=hosts, most_bytes=10, seconds=PATIENCE_SECONDS
        )
    assert len(names.asked) == 1
