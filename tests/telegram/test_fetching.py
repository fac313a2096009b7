"""Files that clients send: fetched and kept, or said why not; never at the cost of a message."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
from structlog.testing import capture_logs

from channels.telegram import bot_api
from channels.telegram.attached import Missing, attached
from channels.telegram.channel import Telegram
from channels.telegram.fetching import Files
from contracts.errors import Transient
from contracts.inbound import Attachment, Inbound, InboundKind
from hub.standins.bot_api import BotApi, Cut, Hang, Page, Refusal
from tests.story import PATIENCE_SECONDS
from tests.telegram.conftest import Open, client_at
from tests.telegram.memory_host import MemoryHost

BORIS = 77
JPEG = b"\xff\xd8\xff the broken pump"
PDF = b"%PDF-1.7 " + bytes(300_000)
LARGER = '{"ok": true, "result": {"file_path": "documents/file_1.pdf", "file_size": 300010}}'
"""Of a file that has 300,009 bytes."""

MEGABYTES_20 = 20 * 1024 * 1024


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails is asked for again at once."""
    monkeypatch.setattr("channels.telegram.fetching._PAUSES", (0.01, 0.01))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit for what never comes: what does come is not asked for under it."""
    monkeypatch.setattr("channels.telegram.fetching._SECONDS", 0.4)


async def arrives(receiving: AsyncGenerator[Inbound]) -> Inbound:
    async with asyncio.timeout(PATIENCE_SECONDS):
        return await anext(receiving)


@pytest.fixture
async def client(api: BotApi) -> AsyncGenerator[bot_api.BotApi]:
    opened = client_at(api, api.base_url)
    yield opened
    await opened.close()


def asked(api: BotApi) -> list[str]:
    return [call.method for call in api.calls if call.method != "getUpdates"]


async def test_a_photo_is_kept_in_its_largest_size_before_it_is_named(
    api: BotApi, channel: Telegram, host: MemoryHost
) -> None:
    api.sends_photo(BORIS, b"\xff\xd8\xff small", JPEG, caption="It leaks")

    inbound = await arrives(channel.receive())

    (photo,) = inbound.attachments
    assert (photo.name, photo.media_type, photo.size) == ("photo.jpg", "image/jpeg", len(JPEG))
    assert host.blobs[photo.blob] == JPEG
    assert (inbound.text, inbound.unreadable) == ("[photo]\nIt leaks", None)
    assert [call.params.get("file_path") for call in api.calls][-1] == "photos/file_2.jpg"


async def test_a_file_has_a_tame_name_and_is_what_its_bytes_say(
    api: BotApi, channel: Telegram, host: MemoryHost
) -> None:
    page = b"<script>alert(1)</script>"
    api.sends_file(BORIS, page, file_name="../../a\u202egnp.\x00png", mime_type="image/png")

    (file,) = (await arrives(channel.receive())).attachments

    assert file.name == "_.._agnp.png"
    assert file.media_type == "application/octet-stream"
    assert host.blobs[file.blob] == page


async def test_an_edit_brings_its_file_along(
    api: BotApi, channel: Telegram, host: MemoryHost
) -> None:
    api.edits_photo(api.sends_photo(BORIS, b"\xff\xd8\xff another"), JPEG, caption="Here")
    receiving = channel.receive()

    await arrives(receiving)
    edit = await arrives(receiving)

    assert (edit.kind, edit.text) == (InboundKind.EDIT, "[photo]\nHere")
    assert host.blobs[edit.attachments[0].blob] == JPEG


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    ("method", "fault", "reason"),
    [
        ("getFile", Refusal(400, "Bad Request: file is too big"), "is larger than 20 MB and stays"),
        ("getFile", Refusal(400, "Bad Request: invalid file_id"), "invalid file_id"),
        ("getFile", Refusal(404, "Not Found: method not found"), "method not found"),
        ("getFile", Page(200, '{"ok": true, "result": {}}'), "does not say where"),
        ("getFile", Page(200, LARGER), "came in part"),
        ("getFile", Page(200, '{"ok": true, "result": {"file_path": "/var/x"}}'), "not hand it"),
        ("getFile", Page(200, '{"ok": true, "result": {"file_path": "../x"}}'), "not hand it"),
        ("download", Refusal(404, "Not Found"), "HTTP 404"),
        ("download", Page(502), "HTTP 502"),
        ("download", Cut(), "cannot be reached"),
    ],
)
async def test_a_file_that_cannot_be_had_leaves_the_message_with_the_reason(
    api: BotApi, channel: Telegram, method: str, fault: object, reason: str
) -> None:
    api.fail_next(method, fault, times=3)  # type: ignore[arg-type]  # a parameter's type is object
    api.sends_file(BORIS, PDF, file_name="plan.pdf", caption="The plan")

    with capture_logs() as logs:
        inbound = await arrives(channel.receive())

    assert (inbound.text, inbound.attachments) == ("[file: plan.pdf]\nThe plan", ())
    assert (inbound.unreadable or "").startswith("The file ")
    assert reason in (inbound.unreadable or "")
    assert api.token not in str(logs) + (inbound.unreadable or "")


async def test_a_file_that_is_too_large_is_not_even_asked_for(
    api: BotApi, channel: Telegram
) -> None:
    api.sends_file(BORIS, bytes(MEGABYTES_20 + 1))

    inbound = await arrives(channel.receive())

    assert inbound.unreadable == "The file is larger than 20 MB and stays in Telegram."
    assert asked(api) == []


async def test_what_was_cut_in_the_middle_is_fetched_again_and_whole(
    api: BotApi, channel: Telegram, host: MemoryHost
) -> None:
    api.fail_next("download", Cut())
    api.sends_file(BORIS, PDF)

    (file,) = (await arrives(channel.receive())).attachments

    assert (host.blobs[file.blob], file.media_type) == (PDF, "application/pdf")
    assert asked(api) == ["getFile", "download"] * 2


@pytest.mark.usefixtures("impatient")
async def test_a_file_that_telegram_wants_asked_for_later_than_its_limit_is_left(
    api: BotApi, channel: Telegram
) -> None:
    api.fail_next("getFile", Refusal(429, "Too Many Requests", {"retry_after": 60}), times=3)
    api.sends_file(BORIS, PDF, file_name="plan.pdf", caption="The plan")

    inbound = await arrives(channel.receive())

    assert inbound.text == "[file: plan.pdf]\nThe plan"
    assert "It did not come" in (inbound.unreadable or "")


@pytest.mark.usefixtures("impatient")
async def test_a_line_that_brings_nothing_holds_up_what_is_behind_it_less_each_time(
    api: BotApi, client: bot_api.BotApi, host: MemoryHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.fail_next("download", Hang(), times=None)
    api.sends_photo(BORIS, JPEG)
    files, photo = Files(client, host), attached(api.unconfirmed[0]["message"])
    assert photo
    given = []
    for _ in range(4):
        given.append(files.patience)
        assert isinstance(await files.fetch(photo), Missing)
    api.heal()
    monkeypatch.setattr("channels.telegram.fetching._SECONDS", 100)
    given.append(files.patience)
    assert isinstance(await files.fetch(photo), Attachment)

    assert [*given, files.patience] == [1, 1 / 2, 1 / 4, 1 / 8, 1 / 8, 1]


@pytest.mark.usefixtures("hurried", "impatient")
async def test_what_is_behind_a_slow_file_arrives(api: BotApi, channel: Telegram) -> None:
    api.fail_next("download", Hang())
    api.sends_photo(BORIS, JPEG)
    api.says(BORIS, "Did you get it?")
    receiving = channel.receive()

    slow, behind = await arrives(receiving), await arrives(receiving)

    assert slow.unreadable == "The photo was not fetched. It did not come within 0 s."
    assert behind.text == "Did you get it?"


async def test_without_room_for_files_the_words_come_alone(
    api: BotApi, channel: Telegram, host: MemoryHost
) -> None:
    host.takes_files = False
    api.sends_photo(BORIS, JPEG, caption="It leaks")

    inbound = await arrives(channel.receive())

    assert inbound.text == "[photo]\nIt leaks"
    assert inbound.unreadable == "The photo was not fetched. There is no room for files."
    assert asked(api) == []


@pytest.mark.usefixtures("hurried", "impatient")
@pytest.mark.parametrize("waits", [True, False], ids=["for room", "for nothing"])
async def test_a_store_that_does_not_take_the_file_does_not_keep_back_the_words(
    api: BotApi, channel: Telegram, host: MemoryHost, monkeypatch: pytest.MonkeyPatch, waits: bool
) -> None:
    keep = host.keep

    async def takes_words(raw: bytes) -> str:
        if raw == JPEG and waits:
            await asyncio.Event().wait()
        if raw == JPEG:
            raise Transient("the blob store takes nothing")
        return await keep(raw)

    monkeypatch.setattr(host, "keep", takes_words)
    api.sends_photo(BORIS, JPEG, caption="It leaks")

    inbound = await arrives(channel.receive())

    assert (inbound.text, inbound.attachments) == ("[photo]\nIt leaks", ())


async def test_who_dies_with_half_a_file_gets_the_same_message_again_with_the_file(
    api: BotApi, open_channel: Open
) -> None:
    api.fail_next("download", Hang())
    api.sends_photo(BORIS, JPEG)
    dying = open_channel()
    half = asyncio.ensure_future(anext(dying.receive()))
    await api.wait_for(lambda: "download" in asked(api), PATIENCE_SECONDS)
    await dying.close()
    with pytest.raises(StopAsyncIteration):
        await half

    first = await arrives(open_channel().receive())
    again = await arrives(open_channel().receive())

    assert first.attachments
    assert first == again
