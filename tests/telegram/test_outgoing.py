"""What is refused before Telegram has to."""

import pytest

from channels.telegram import outgoing
from contracts.channel import Button, Outbound
from contracts.errors import Undeliverable
from contracts.ids import MessageId, derived
from contracts.inbound import Address, AddressKind


def outbound(text: str = "Hello", **more: object) -> Outbound:
    to = Address(kind=AddressKind.TELEGRAM, value="77")
    fields = {"id": MessageId(derived("it")), "to": to, "text": text, **more}
    return Outbound.model_validate(fields)


def test_the_longest_text_passes_and_one_more_does_not() -> None:
    assert len(outgoing.text(outbound("я" * 4096))) == 4096
    with pytest.raises(Undeliverable, match="4097"):
        outgoing.text(outbound("я" * 4097))


@pytest.mark.parametrize("text", ["", " \n", "\x00"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(Undeliverable):
        outgoing.text(outbound(text))


def test_data_of_64_bytes_passes_and_one_more_does_not() -> None:
    fits, too_long = Button(label="Да", data="я" * 32), Button(label="Да", data="я" * 32 + "!")

    assert outgoing.buttons(outbound(buttons=(fits,))) == (fits,)
    with pytest.raises(Undeliverable, match="65"):
        outgoing.buttons(outbound(buttons=(too_long,)))


@pytest.mark.parametrize("button", [Button(label=" ", data="x"), Button(label="x", data="")])
def test_a_button_without_label_or_data_is_refused(button: Button) -> None:
    with pytest.raises(Undeliverable):
        outgoing.buttons(outbound(buttons=(button,)))


@pytest.mark.parametrize(
    "to",
    [
        Address(kind=AddressKind.EMAIL, value="boris@example.com"),
        Address(kind=AddressKind.TELEGRAM, value="@boris"),
        Address(kind=AddressKind.TELEGRAM, value="9" * 30),
    ],
)
def test_an_address_of_another_kind_is_refused(to: Address) -> None:
    with pytest.raises(Undeliverable):
        outgoing.place(outbound(to=to))


@pytest.mark.parametrize("reply_ref", ["", "77", "{}", '{"chat_id": "77"}'])
def test_an_answer_to_nobody_knows_what_goes_to_nobody_else(reply_ref: str) -> None:
    with pytest.raises(Undeliverable):
        outgoing.place(outbound(reply_ref=reply_ref))
