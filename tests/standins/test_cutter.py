"""Does the cutter spoil a line as told, and only so? In front of IMAP, and of a server of bytes."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aioimaplib import IMAP4

from hub.standins.cutter import Cutter
from hub.standins.dovecot import Dovecot
from hub.standins.listener import Listener
from tests.story import PATIENCE_SECONDS, until

ANNA = "anna@omnihub.test"
FLOOD = bytes(range(256)) * 4096


async def flood(reader: StreamReader, writer: StreamWriter) -> None:
    """Send a megabyte for every line that comes."""
    while await reader.readline():
        writer.write(FLOOD)
        await writer.drain()


@pytest.fixture
async def cutter() -> AsyncIterator[Cutter]:
    server = Listener(flood)
    await server.start()
    async with Cutter("127.0.0.1", server.port, seed=7) as cutter:
        yield cutter
    await server.stop()


async def ask(cutter: Cutter) -> tuple[StreamReader, StreamWriter]:
    reader, writer = await asyncio.open_connection(cutter.host, cutter.port)
    writer.write(b"go\n")
    return reader, writer


async def taken(cutter: Cutter) -> bytes:
    """What a new line gives until it is cut."""
    reader, writer = await ask(cutter)
    got = await asyncio.wait_for(reader.read(-1), PATIENCE_SECONDS)
    writer.close()
    return got


async def test_a_good_line_passes_everything(cutter: Cutter) -> None:
    reader, writer = await ask(cutter)
    got = await reader.readexactly(len(FLOOD))
    writer.close()
    await cutter.wait_for(lambda: cutter.lines[0].ended == "closed", PATIENCE_SECONDS)

    assert got == FLOOD
    assert (cutter.lines[0].to_server, cutter.lines[0].to_client) == (3, len(FLOOD))


async def test_a_line_is_cut_after_exactly_so_many_bytes(cutter: Cutter) -> None:
    cutter.cut_after(100_000)
    got = await taken(cutter)
    reader, writer = await ask(cutter)

    assert got == FLOOD[:100_000]
    assert await reader.readexactly(len(FLOOD)) == FLOOD
    await cutter.wait_for(lambda: cutter.lines[0].ended == "cut", PATIENCE_SECONDS)
    writer.close()


async def test_the_same_seed_cuts_at_the_same_bytes(cutter: Cutter) -> None:
    cutter.cut_within(1, 1000, times=None)
    lengths = [len(await taken(cutter)) for _ in range(3)]
    async with Cutter(*cutter.target, seed=7) as other:
        other.cut_within(1, 1000, times=None)

        assert [len(await taken(other)) for _ in range(3)] == lengths
    assert len(set(lengths)) > 1


async def test_half_open_swallows_until_healed_and_then_the_line_is_cut(cutter: Cutter) -> None:
    cutter.swallow("to_client")
    reader, writer = await ask(cutter)
    await until(lambda: lost_bytes(cutter), PATIENCE_SECONDS)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(reader.read(1), 0.2)
    await cutter.heal()

    assert await reader.read(-1) == b""
    assert cutter.lines[0].to_client == 0
    writer.close()


async def lost_bytes(cutter: Cutter) -> bool:
    """A line that was opened has holes by now."""
    return any(passage.holed for passage in cutter._open.values())


async def test_newcomers_are_refused_until_healed(cutter: Cutter) -> None:
    reader, writer = await ask(cutter)
    await reader.readexactly(len(FLOOD))
    cutter.refuse()
    with pytest.raises(ConnectionRefusedError):
        await ask(cutter)
    writer.write(b"go\n")
    assert await reader.readexactly(len(FLOOD)) == FLOOD
    await cutter.heal()
    cutter.delay(0.01, jitter_seconds=0.01)
    cutter.cut_after(1000)

    assert await taken(cutter) == FLOOD[:1000]
    cutter.cut_now()
    assert await reader.read(-1) == b""
    writer.close()


async def test_a_reset_is_an_error_and_a_death_is_an_end(cutter: Cutter) -> None:
    reset, one = await ask(cutter)
    died, other = await ask(cutter)
    await reset.readexactly(len(FLOOD))
    await died.readexactly(len(FLOOD))
    cutter.cut_now("reset")
    with pytest.raises(ConnectionResetError):
        await reset.read(1)
    with pytest.raises(ConnectionResetError):
        await died.read(1)
    died, again = await ask(cutter)
    await died.readexactly(len(FLOOD))
    cutter.cut_now()

    assert await died.read(-1) == b""
    for writer in (one, other, again):
        writer.close()


async def test_an_answer_is_lost_with_its_line_and_the_next_one_comes(cutter: Cutter) -> None:
    """Without a mark, whatever the server says next is the answer."""
    reader, writer = await ask(cutter)
    await reader.readexactly(len(FLOOD))
    cutter.lose_answers(2)
    writer.write(b"go\n")

    assert await reader.read(-1) == b""
    assert await taken(cutter) == b""
    assert cutter.lines[0].to_server == 6
    await cutter.wait_for(lambda: cutter.lines[1].ended == "cut", PATIENCE_SECONDS)
    async with asyncio.timeout(PATIENCE_SECONDS):
        reader, again = await ask(cutter)
        assert await reader.readexactly(len(FLOOD)) == FLOOD
    writer.close()
    again.close()


async def test_only_an_answer_with_the_mark_is_lost(cutter: Cutter) -> None:
    cutter.lose_answers(1, b"no such bytes")
    reader, writer = await ask(cutter)
    assert await reader.readexactly(len(FLOOD)) == FLOOD
    cutter.lose_answers(1, FLOOD[:256])

    writer.write(b"go\n")
    assert len(await reader.read(-1)) < 256
    writer.close()


async def test_what_is_held_back_comes_whole_once_healed(cutter: Cutter) -> None:
    cutter.hold("to_client")
    reader, writer = await ask(cutter)
    await cutter.wait_for(lambda: len(cutter.lines) == 1, PATIENCE_SECONDS)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await reader.read(1)
    await cutter.heal()

    assert await reader.readexactly(len(FLOOD)) == FLOOD
    assert cutter.lines[0].ended == ""
    writer.close()


async def test_a_forgotten_line_stays_silent_though_new_ones_are_good(cutter: Cutter) -> None:
    old, writer = await ask(cutter)
    await old.readexactly(len(FLOOD))
    cutter.forget()
    await cutter.heal()
    writer.write(b"go\n")

    new, other = await ask(cutter)
    assert await new.readexactly(len(FLOOD)) == FLOOD
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await old.read(1)
    writer.close()
    other.close()


async def test_a_long_and_narrow_line_takes_its_time_and_loses_nothing(cutter: Cutter) -> None:
    """Ten chunks, each a second late: one after the other they would take eleven and more."""
    clock = asyncio.get_running_loop().time
    cutter.delay(1)
    cutter.throttle(200_000)
    reader, writer = await ask(cutter)
    began = clock()
    await reader.readexactly(1)
    first = clock() - began
    got = await reader.readexactly(99_999)
    took = clock() - began
    await cutter.heal()

    assert got + await reader.readexactly(len(FLOOD) - 100_000) == FLOOD[1:]
    assert first > 2
    assert 2.4 < took < 10
    writer.close()


async def test_a_unix_socket_has_a_line_like_any_other(tmp_path: Path) -> None:
    place = str(tmp_path / "socket")
    server = await asyncio.start_unix_server(flood, place)
    async with server, Cutter(place) as cutter:
        reader, writer = await ask(cutter)
        assert await reader.readexactly(len(FLOOD)) == FLOOD
        cutter.cut_now("reset")
        with pytest.raises(ConnectionResetError):
            await reader.read(1)
        writer.close()


async def test_imap_can_be_cut_in_the_middle_of_a_literal(dovecot: Dovecot) -> None:
    dovecot.deliver(ANNA, b"Subject: large\r\n\r\n" + b"x" * 1_000_000 + b"\r\n")
    lost = asyncio.Event()
    async with Cutter(dovecot.host, dovecot.port) as cutter:
        imap = IMAP4(
            cutter.host, cutter.port, timeout=PATIENCE_SECONDS, conn_lost_cb=lambda _: lost.set()
        )
        await imap.wait_hello_from_server()
        await imap.login(ANNA, "secret")
        await imap.select()
        cutter.cut_after(500_000)
        fetch = asyncio.create_task(imap.uid("fetch", "1", "(BODY.PEEK[])"))
        await asyncio.wait_for(lost.wait(), PATIENCE_SECONDS)

        await cutter.wait_for(lambda: cutter.lines[0].ended == "cut", PATIENCE_SECONDS)
        assert not fetch.done()
        fetch.cancel()
