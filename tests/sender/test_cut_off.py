"""An engine that goes away while an answer is on its way."""

from contracts.event import Subject
from hub.house import House
from hub.sender.run import Sender
from hub.vault.channels import Account
from hub.waking import Wake
from tests.clock import Hands
from tests.examples import NOON
from tests.sender.test_sender import Provider, anna_answers, ends, talk
from tests.story import running

__all__ = ["talk"]


class CutOff(Sender):
    """The database is gone between an attempt and its words, once."""

    times = 1

    async def _state(self, subject: Subject) -> object:
        if self.times:
            self.times -= 1
            raise ConnectionRefusedError
        return await super()._state(subject)


async def test_an_engine_that_is_away_before_anything_left_delays_and_leaves_no_doubt(
    talk: House, hands: Hands
) -> None:
    provider = Provider()
    await anna_answers(talk)
    account = Account("tg", "telegram", {}, NOON)

    async with running(CutOff(talk, account, provider, Wake()).run):
        await ends(talk, "message.attempted", "message.delayed")
        hands.forward(seconds=2)
        told = await ends(talk, "message.attempted", "message.sent")

    assert "message.uncertain" not in told
    assert len(provider.ledger) == 1
