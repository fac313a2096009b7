"""Downloads: no way out of one names the token, follows a stranger, or goes on for ever."""

import traceback
from asyncio import StreamReader, StreamWriter

import pytest

from channels.telegram.failures import TooLarge
from contracts.errors import Transient
from hub.standins.bot_api import BotApi
from hub.standins.listener import Listener
from tests.telegram.conftest import client_at


def brings(answer: bytes, asked_for: list[bytes]) -> Listener:
    async def says(reader: StreamReader, writer: StreamWriter) -> None:
        asked_for.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        await writer.drain()

    return Listener(says)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
        b"220 mail.example.com ESMTP\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123",
    ],
)
async def test_no_way_out_of_a_download_names_the_token_or_follows_a_stranger(
    api: BotApi, answer: bytes
) -> None:
    asked_for: list[bytes] = []
    listener = brings(answer, asked_for)
    await listener.start()
    client = client_at(api, f"http://127.0.0.1:{listener.port}")

    with pytest.raises(Transient) as trouble:
        await client.download("documents/file_1", most=10)
    await client.close()
    await listener.stop()

    assert api.token not in "".join(traceback.format_exception(trouble.value))
    assert [line.split()[1].decode() for line in asked_for] == [
        f"/file/bot{api.token}/documents/file_1"
    ]


async def test_a_file_that_goes_on_and_on_is_left(api: BotApi) -> None:
    chunk = b"10000\r\n" + bytes(0x10000) + b"\r\n"
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    listener = brings(head + 100 * chunk, [])
    await listener.start()
    client = client_at(api, f"http://127.0.0.1:{listener.port}")

    with pytest.raises(TooLarge):
        await client.download("documents/file_1", most=1_000_000)
    await client.close()
    await listener.stop()
