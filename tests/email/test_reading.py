"""A mailbox on a real Dovecot, read."""

import asyncio
import imaplib
from collections.abc import Sequence
from typing import Any

import pytest

from channels.email import imap_line
from channels.email.channel import EmailChannel
from channels.email.imap import Folder
from channels.email.imap_answers import Listed
from contracts.errors import Misconfigured, Transient
from hub.standins.cutter import Cutter
from hub.standins.dovecot import Dovecot
from tests.email.accounts import account, reading
from tests.email.host import FakeHost
from tests.email.mails import ANNA, HELLO, mail
from tests.story import PATIENCE_SECONDS


async def test_a_mail_becomes_an_inbound_and_its_bytes_are_kept(
    dovecot: Dovecot, host: FakeHost
) -> None:
    dovecot.deliver(ANNA, mail())

    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        inbound = await anext(inbounds)

    assert inbound.sender[0].value == "boris@client.test"
    assert inbound.sender[0].name == "Boris"
    assert (inbound.subject, inbound.text) == ("Price", HELLO.decode().strip())
    assert inbound.raw is not None
    assert host.blobs[inbound.raw] == mail()
    assert inbound.cursor == f"{await dovecot.uid_validity(ANNA)}:1"


async def test_mails_come_in_the_order_of_the_folder_and_stay_unseen(
    dovecot: Dovecot, host: FakeHost
) -> None:
    for number in range(5):
        dovecot.deliver(ANNA, mail(Subject=str(number)))

    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        subjects = [(await anext(inbounds)).subject for _ in range(5)]

    assert subjects == ["0", "1", "2", "3", "4"]
    assert set((await dovecot.flags(ANNA)).values()) == {frozenset()}


async def test_reading_goes_on_behind_the_cursor(dovecot: Dovecot) -> None:
    for number in range(3):
        dovecot.deliver(ANNA, mail(Subject=str(number)))
    host = FakeHost(cursor=f"{await dovecot.uid_validity(ANNA)}:2")

    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        inbound = await anext(inbounds)

    assert inbound.subject == "2"


async def test_a_folder_that_was_made_anew_is_read_again_with_the_same_provider_ids(
    dovecot: Dovecot, host: FakeHost
) -> None:
    dovecot.deliver(ANNA, mail())
    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        before = await anext(inbounds)
    await dovecot.recreate(ANNA)

    host = FakeHost(cursor=before.cursor)
    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        after = await anext(inbounds)

    assert after.provider_id == before.provider_id
    assert after.cursor != before.cursor


async def test_new_mail_is_told_at_once_and_not_at_the_next_comparison(
    dovecot: Dovecot, host: FakeHost
) -> None:
    dovecot.deliver(ANNA, mail(Subject="first"))
    settings = account(imap_port=dovecot.port, poll_seconds=1000)

    async with reading(settings, host) as inbounds:
        await anext(inbounds)
        waiting = asyncio.ensure_future(anext(inbounds))
        dovecot.deliver(ANNA, mail(Subject="second"))
        async with asyncio.timeout(PATIENCE_SECONDS):
            inbound = await waiting

    assert inbound.subject == "second"


async def test_mail_is_found_by_comparison_where_the_server_tells_nothing(
    dovecot: Dovecot, host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aioimaplib.IMAP4.has_capability", lambda *_: False)
    dovecot.deliver(ANNA, mail(Subject="first"))
    settings = account(imap_port=dovecot.port, poll_seconds=0.05)

    async with reading(settings, host) as inbounds:
        await anext(inbounds)
        waiting = asyncio.ensure_future(anext(inbounds))
        dovecot.deliver(ANNA, mail(Subject="second"))
        inbound = await waiting

    assert inbound.subject == "second"


async def test_without_room_for_files_a_large_mail_waits_at_the_server_with_those_behind_it(
    dovecot: Dovecot, host: FakeHost
) -> None:
    large = mail(b"a line of a long letter\r\n" * 8_000, Subject="large")
    for each in (mail(Subject="small"), large, mail(Subject="last")):
        dovecot.deliver(ANNA, each)
    host.takes_files = False

    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        first = await anext(inbounds)
        waiting = asyncio.ensure_future(anext(inbounds))
        await asyncio.wait({waiting}, timeout=1.5)
        was_waiting, kept = not waiting.done(), list(host.blobs.values())
        host.takes_files = True
        rest = [await waiting, await anext(inbounds)]

    assert was_waiting
    assert kept == [mail(Subject="small")]
    assert [one.subject for one in (first, *rest)] == ["small", "large", "last"]


@pytest.mark.parametrize("kept", [100, 5_000, 200_000, 400_000])
async def test_a_line_cut_inside_a_mail_loses_and_records_nothing(
    dovecot: Dovecot, host: FakeHost, kept: int
) -> None:
    large = mail(b"a line of text\r\n" * 40_000)
    dovecot.deliver(ANNA, large)

    async with Cutter(dovecot.host, dovecot.port) as cutter:
        cutter.cut_after(kept)
        with pytest.raises(Transient):
            async with reading(account(imap_port=cutter.port), host) as inbounds:
                await anext(inbounds)
        nothing_yet = dict(host.blobs)
        async with reading(account(imap_port=cutter.port), host) as inbounds:
            inbound = await anext(inbounds)

    assert nothing_yet == {}
    assert inbound.raw is not None
    assert host.blobs[inbound.raw] == large


async def test_a_line_cut_while_waiting_for_mail_is_noticed_at_once(
    dovecot: Dovecot, host: FakeHost
) -> None:
    dovecot.deliver(ANNA, mail())

    async with (
        Cutter(dovecot.host, dovecot.port) as cutter,
        reading(account(imap_port=cutter.port, poll_seconds=1000), host) as inbounds,
    ):
        await anext(inbounds)
        waiting = asyncio.ensure_future(anext(inbounds))
        await asyncio.wait({waiting}, timeout=0.3)
        cutter.cut_now()
        async with asyncio.timeout(PATIENCE_SECONDS):
            with pytest.raises(Transient):
                await waiting


async def test_a_silent_server_is_given_up(
    dovecot: Dovecot, host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap_line, "CONNECT_SECONDS", 0.2)

    async with Cutter(dovecot.host, dovecot.port) as cutter:
        cutter.swallow()
        with pytest.raises(Transient):
            async with reading(account(imap_port=cutter.port), host) as inbounds:
                await anext(inbounds)


async def test_a_closed_channel_receives_no_more(dovecot: Dovecot, host: FakeHost) -> None:
    dovecot.deliver(ANNA, mail())

    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        await anext(inbounds)
        await inbounds.aclose()
        rest = [inbound async for inbound in inbounds]

    assert rest == []


async def test_a_folder_with_a_name_in_cyrillic_is_read(dovecot: Dovecot, host: FakeHost) -> None:
    dovecot.deliver(ANNA, mail(), folder="Заявки & вопросы")
    settings = account(imap_port=dovecot.port, folder="Заявки & вопросы")

    async with reading(settings, host) as inbounds:
        inbound = await anext(inbounds)

    assert inbound.subject == "Price"


@pytest.mark.parametrize(
    ("change", "remedy"),
    [({"password": "wrong"}, "password"), ({"folder": "Nowhere"}, "folder")],
)
async def test_what_the_operator_must_repair_is_said(
    dovecot: Dovecot, host: FakeHost, change: dict[str, Any], remedy: str
) -> None:
    with pytest.raises(Misconfigured, match=remedy):
        async with reading(account(imap_port=dovecot.port, **change), host) as inbounds:
            await anext(inbounds)


@pytest.mark.parametrize("mode", ["tls", "starttls"])
async def test_mail_is_read_under_tls(dovecot: Dovecot, host: FakeHost, mode: str) -> None:
    dovecot.deliver(ANNA, mail())
    port = {"tls": dovecot.tls_port, "starttls": dovecot.port}[mode]
    settings = account(imap_port=port, imap_tls=mode, ca_file=dovecot.certificate)

    async with reading(settings, host) as inbounds:
        inbound = await anext(inbounds)

    assert inbound.subject == "Price"


async def test_a_certificate_of_nobody_we_know_is_refused(dovecot: Dovecot, host: FakeHost) -> None:
    settings = account(imap_port=dovecot.tls_port, imap_tls="tls")

    with pytest.raises(Misconfigured, match="ca_file"):
        async with reading(settings, host) as inbounds:
            await anext(inbounds)


async def test_waiting_goes_on_over_many_comparisons(dovecot: Dovecot, host: FakeHost) -> None:
    dovecot.deliver(ANNA, mail(Subject="first"))
    settings = account(imap_port=dovecot.port, poll_seconds=0.05)

    async with reading(settings, host) as inbounds:
        await anext(inbounds)
        waiting = asyncio.ensure_future(anext(inbounds))
        await asyncio.wait({waiting}, timeout=0.5)
        dovecot.deliver(ANNA, mail(Subject="second"))
        inbound = await waiting

    assert inbound.subject == "second"


async def test_reading_ends_when_the_channel_is_closed(dovecot: Dovecot, host: FakeHost) -> None:
    channel = EmailChannel(account(imap_port=dovecot.port, poll_seconds=1000), host)
    waiting = asyncio.ensure_future(anext(channel.receive(), None))
    await asyncio.wait({waiting}, timeout=0.3)

    await channel.close()

    assert await asyncio.wait_for(waiting, PATIENCE_SECONDS) is None


async def test_a_mail_that_is_gone_before_it_is_fetched_is_passed_over(
    dovecot: Dovecot, host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        dovecot.deliver(ANNA, mail(Subject=str(number)))
    describe = Folder.describe

    async def and_then_it_goes(folder: Folder, uids: Sequence[int]) -> list[Listed]:
        listed = await describe(folder, uids)
        await asyncio.to_thread(expunge, dovecot, uid=2)
        return listed

    monkeypatch.setattr(Folder, "describe", and_then_it_goes)

    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        subjects = [(await anext(inbounds)).subject for _ in range(2)]

    assert subjects == ["0", "2"]


def expunge(dovecot: Dovecot, *, uid: int) -> None:
    with imaplib.IMAP4(dovecot.host, dovecot.port) as imap:
        imap.login(ANNA, "secret")
        imap.select()
        imap.uid("STORE", str(uid), "+FLAGS", r"(\Deleted)")
        imap.expunge()
