"""Files for Telegram: one call for one message, whatever goes along."""

import pytest

from channels.telegram.channel import Telegram
from contracts.channel import Enclosure, Outbound
from contracts.errors import Transient, Uncertain, Undeliverable
from contracts.ids import MessageId, derived
from contracts.inbound import Address, AddressKind
from hub.standins.bot_api import BotApi, Cut, Refusal

BORIS = 77
PICTURE = Enclosure(name="вид.png", media_type="image/png", content=b"\x89PNG")
BILL = Enclosure(name="Счёт.pdf", media_type="application/pdf", content=b"%PDF")


def answer(*files: Enclosure, text: str = "Ваш счёт") -> Outbound:
    to = Address(kind=AddressKind.TELEGRAM, value=str(BORIS))
    return Outbound(id=MessageId(derived("answer")), to=to, text=text, attachments=files)


@pytest.mark.parametrize(
    ("files", "method"),
    [((PICTURE,), "sendPhoto"), ((BILL,), "sendDocument"), ((BILL, PICTURE), "sendMediaGroup")],
    ids=["a picture", "a file", "an album"],
)
async def test_words_and_files_leave_in_one_call(
    api: BotApi, channel: Telegram, files: tuple[Enclosure, ...], method: str
) -> None:
    receipt = await channel.send(answer(*files))

    (call,) = api.calls
    assert (call.method, call.said) == (method, "Ваш счёт")
    assert api.files_sent_to(BORIS) == [(file.name, file.content) for file in files]
    assert receipt.provider_id == str(len(files))


async def test_what_is_no_picture_to_telegram_goes_as_a_file(
    api: BotApi, channel: Telegram
) -> None:
    api.fail_next("sendPhoto", Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"))

    await channel.send(answer(PICTURE))

    assert api.sent_to(BORIS) == ["Ваш счёт"]
    assert api.files_sent_to(BORIS) == [("вид.png", b"\x89PNG")]


@pytest.mark.parametrize("method", ["sendPhoto", "sendDocument", "sendMediaGroup"])
async def test_a_file_whose_answer_is_lost_is_never_sent_blindly_again(
    api: BotApi, channel: Telegram, method: str
) -> None:
    files = {"sendPhoto": (PICTURE,), "sendDocument": (BILL,), "sendMediaGroup": (BILL, BILL)}
    api.fail_next(method, Cut(recorded=True))

    with pytest.raises(Uncertain):
        await channel.send(answer(*files[method]))

    assert api.sent_to(BORIS) == ["Ваш счёт"]


async def test_what_telegram_takes_later_is_no_reason_to_send_a_file_instead(
    api: BotApi, channel: Telegram
) -> None:
    api.fail_next("sendPhoto", Refusal(500, "Internal Server Error"))

    with pytest.raises(Transient):
        await channel.send(answer(PICTURE))

    assert api.sent_to(BORIS) == []


@pytest.mark.parametrize(
    "message",
    [
        answer(BILL, text="я" * 1025),
        answer(*[BILL] * 11),
        answer(BILL.model_copy(update={"content": b"0" * 50_000_001})),
    ],
    ids=["words", "count", "size"],
)
async def test_more_than_telegram_takes_is_refused_before_it_leaves(
    api: BotApi, channel: Telegram, message: Outbound
) -> None:
    with pytest.raises(Undeliverable):
        await channel.send(message)

    assert len(api.calls) == 0
