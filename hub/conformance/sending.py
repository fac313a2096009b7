"""What is sent: once, and an error says who must act next."""

import pytest

from contracts.channel import Enclosure
from contracts.errors import (
    HubError,
    Misconfigured,
    RateLimited,
    Transient,
    Uncertain,
    Undeliverable,
)
from hub.conformance.desk import Desk
from hub.conformance.harness import Harness

_FILES = (
    Enclosure(
        name="Счёт 7.pdf", media_type="application/pdf", content=b"%PDF-1.7 \x00\xff\r\n.\r\n"
    ),
    Enclosure(name='a b;"c".txt', media_type="text/plain", content=b"one\ntwo\r\n"),
)
_ERRORS = (Undeliverable, Transient, RateLimited, Misconfigured, Uncertain)


class Sending:
    """Tests of `Channel.send`; a channel that sends nothing says so, and only that is tested."""

    async def test_what_is_sent_is_brought_once(self, harness: Harness) -> None:
        """The receipt and the outside's ledger agree."""
        _must_send(harness)
        async with Desk(harness).opened() as channel:
            receipt = await channel.send(harness.answer("7"))

        assert harness.brought() == ["7"]
        assert receipt.provider_id

    @pytest.mark.parametrize("count", [1, 2])
    async def test_files_are_brought_with_their_names(self, harness: Harness, count: int) -> None:
        """Whatever alphabet they are written in, and with the words, as one message."""
        _must_send(harness)
        if harness.provider.manifest.files is None:
            pytest.skip("this channel brings no files: its manifest says so")
        async with Desk(harness).opened() as channel:
            message = harness.answer("7").model_copy(update={"attachments": _FILES[:count]})
            receipt = await channel.send(message)

        assert harness.files() == [(file.name, file.content) for file in _FILES[:count]]
        assert harness.brought() == ["7"]
        assert receipt.provider_id

    async def test_messages_are_brought_in_the_order_in_which_they_were_sent(
        self, harness: Harness
    ) -> None:
        """And their receipts name them apart."""
        _must_send(harness)
        async with Desk(harness).opened() as channel:
            receipts = [await channel.send(harness.answer(text)) for text in ("7", "8", "9")]

        assert harness.brought() == ["7", "8", "9"]
        assert len({receipt.own or receipt.provider_id for receipt in receipts}) == len(receipts)

    @pytest.mark.parametrize("error", _ERRORS)
    async def test_what_goes_wrong_says_who_must_act(
        self, harness: Harness, error: type[HubError]
    ) -> None:
        """The very error; only where nobody can know may the message have been brought."""
        _must_send(harness)
        if error not in harness.faults:
            pytest.skip(f"this outside never leads to {error.__name__}")
        harness.faults[error]()

        async with Desk(harness).opened() as channel:
            with pytest.raises(HubError) as raised:
                await channel.send(harness.answer("7"))

        assert type(raised.value) is error
        assert str(raised.value)
        assert len(harness.brought()) <= (error is Uncertain)

    async def test_after_a_failure_the_next_message_is_brought(self, harness: Harness) -> None:
        """One refused client is no reason to be silent to the others."""
        _must_send(harness)
        harness.faults[Undeliverable]()
        async with Desk(harness).opened() as channel:
            with pytest.raises(Undeliverable):
                await channel.send(harness.answer("7"))
            await channel.send(harness.answer("8"))

        assert harness.brought() == ["8"]

    async def test_who_cannot_send_says_so(self, harness: Harness) -> None:
        """Whoever tries learns that the client must be reached another way."""
        if harness.provider.manifest.sends:
            pytest.skip("this channel sends")
        async with Desk(harness).opened() as channel:
            with pytest.raises(Undeliverable):
                await channel.send(harness.answer("7"))


def _must_send(harness: Harness) -> None:
    if not harness.provider.manifest.sends:
        pytest.skip("this channel only receives: its manifest says so")
