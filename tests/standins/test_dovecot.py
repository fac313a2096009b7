"""Is Dovecot what the mail channel will meet, seen by aioimaplib?"""

import asyncio
import os
import shutil
import signal
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aioimaplib import IMAP4, IMAP4_SSL

from contracts.errors import Misconfigured
from hub.standins.dovecot import Dovecot, available
from hub.standins.dovecot_process import usable_binary
from hub.standins.imap_view import modified_utf7
from tests.story import PATIENCE_SECONDS

ANNA = "anna@omnihub.test"
RAW = b"From: boris@example.test\r\nSubject: hello\r\n\r\nGood day, caf\xe9\r\n"
ORPHAN = """
import asyncio
from hub.standins.dovecot import Dovecot

async def live():
    dovecot = Dovecot()
    await dovecot.start()
    print(dovecot.pid, dovecot.certificate.parent, flush=True)
    await asyncio.Event().wait()

asyncio.run(live())
"""


@asynccontextmanager
async def session(dovecot: Dovecot) -> AsyncIterator[IMAP4]:
    imap = IMAP4(dovecot.host, dovecot.port, timeout=PATIENCE_SECONDS)
    await imap.wait_hello_from_server()
    assert (await imap.login(ANNA, "secret")).result == "OK"
    assert (await imap.select()).result == "OK"
    yield imap
    await imap.logout()


async def test_what_is_delivered_is_served_byte_for_byte(dovecot: Dovecot) -> None:
    dovecot.deliver(ANNA, RAW)
    async with session(dovecot) as imap:
        answer = await imap.uid("fetch", "1", "(BODY.PEEK[])")

    assert bytes(answer.lines[1]) == RAW
    assert await dovecot.serves(ANNA) == {1: RAW}


async def test_a_delivery_wakes_a_client_that_idles(dovecot: Dovecot) -> None:
    async with session(dovecot) as imap:
        idle = await imap.idle_start(timeout=1000)
        dovecot.deliver(ANNA, RAW)
        told = await imap.wait_server_push()
        imap.idle_done()
        await asyncio.wait_for(idle, PATIENCE_SECONDS)

    assert b"1 EXISTS" in told


async def test_flags_are_as_a_client_has_set_them(dovecot: Dovecot) -> None:
    dovecot.deliver(ANNA, RAW)
    dovecot.deliver(ANNA, RAW)
    async with session(dovecot) as imap:
        await imap.uid("store", "2", "+FLAGS", r"(\Seen \Flagged)")

    assert await dovecot.flags(ANNA) == {1: frozenset(), 2: {r"\Seen", r"\Flagged"}}


async def test_a_thousand_mails_are_numbered_in_the_order_of_delivery(dovecot: Dovecot) -> None:
    mails = [b"Subject: %d\r\n\r\nhello\r\n" % number for number in range(1000)]
    for mail in mails:
        dovecot.deliver(ANNA, mail)

    assert await dovecot.serves(ANNA) == dict(enumerate(mails, start=1))


async def test_thirty_megabytes_are_served_whole(dovecot: Dovecot) -> None:
    large = b"Subject: large\r\n\r\n" + (b"x" * 76 + b"\r\n") * 400_000
    dovecot.deliver(ANNA, large)

    assert (await dovecot.serves(ANNA))[1] == large


async def test_a_folder_with_a_name_in_russian_is_found(dovecot: Dovecot) -> None:
    dovecot.deliver(ANNA, RAW, "Отправленные & новые/2026")
    async with session(dovecot) as imap:
        listed = await imap.list('""', "*")

    assert modified_utf7("Отправленные & новые/2026").encode() in b"".join(listed.lines)
    assert await dovecot.serves(ANNA, "Отправленные & новые/2026") == {1: RAW}


async def test_what_a_client_appends_to_sent_is_seen(dovecot: Dovecot) -> None:
    async with session(dovecot) as imap:
        await imap.append(RAW, "Sent")

    assert await dovecot.serves(ANNA, "Sent") == {1: RAW}


async def test_a_recreated_folder_has_another_uidvalidity(dovecot: Dovecot) -> None:
    dovecot.deliver(ANNA, b"Subject: expunged\r\n\r\n")
    dovecot.deliver(ANNA, RAW)
    before = await dovecot.uid_validity(ANNA)
    async with session(dovecot) as imap:
        await imap.uid("store", "1", "+FLAGS", r"(\Deleted)")
        await imap.expunge()
    assert await dovecot.serves(ANNA) == {2: RAW}
    await dovecot.recreate(ANNA)

    assert await dovecot.uid_validity(ANNA) > before
    assert await dovecot.serves(ANNA) == {1: RAW}


async def test_neither_stop_nor_death_changes_ports_or_mail(dovecot: Dovecot) -> None:
    dovecot.deliver(ANNA, RAW)
    ports = (dovecot.port, dovecot.tls_port)
    await dovecot.stop()
    await dovecot.start()
    await dovecot.kill()
    await dovecot.start()

    assert (dovecot.port, dovecot.tls_port) == ports
    assert await dovecot.serves(ANNA) == {1: RAW}


async def test_tls_is_verified_with_the_certificate_it_gives(dovecot: Dovecot) -> None:
    trusted = ssl.create_default_context(cafile=str(dovecot.certificate))
    imap = IMAP4_SSL(dovecot.host, dovecot.tls_port, timeout=PATIENCE_SECONDS, ssl_context=trusted)
    await imap.wait_hello_from_server()

    assert (await imap.login(ANNA, "secret")).result == "OK"
    await imap.logout()


@pytest.mark.skipif(not available(), reason="no Dovecot 2.3 on this machine")
async def test_it_is_gone_when_its_parent_is_killed() -> None:
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ORPHAN, stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout
    pid, folder = (await parent.stdout.readline()).decode().split()
    orphan = os.pidfd_open(int(pid))
    gone, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_reader(orphan, gone.set)
    parent.send_signal(signal.SIGKILL)
    await parent.wait()

    await asyncio.wait_for(gone.wait(), PATIENCE_SECONDS)
    loop.remove_reader(orphan)
    os.close(orphan)
    shutil.rmtree(folder, ignore_errors=True)  # its children may be tidying up as well


def test_without_the_binary_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(Misconfigured) as missing:
        usable_binary()

    assert "apt-get install dovecot-imapd" in missing.value.remedy
