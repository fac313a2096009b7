"""Whose turn it is: parked inbounds of one sender or one conversation never overtake each other."""

from collections.abc import Iterator

from hub.capture.calls import call_of
from hub.capture.sender import Sender, chat_conversation, sender_of
from hub.house import House
from hub.log.inbounds import Arrived, decode_inbound
from hub.log.jetstream import message_at
from hub.log.streams import INBOUND

_MOST = 100_000
"""Inbounds whose keys are remembered; an inbound never changes."""


class Turns:
    """Tells what an inbound has in common with others: two that share a key go one by one."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._known: dict[int, frozenset[str]] = {}

    async def of(self, inbound: int, account: str) -> frozenset[str]:
        """Its keys; where it cannot be read, or names nobody, its account is the only one."""
        known = self._known.get(inbound)
        if known is None:
            known = await self._read(inbound) or frozenset({f"account {account}"})
            self._known[inbound] = known
            if len(self._known) > _MOST:
                del self._known[next(iter(self._known))]
        return known

    async def _read(self, inbound: int) -> frozenset[str]:
        stored = await message_at(self._house.nc, INBOUND, {"seq": inbound})
        if stored is None:
            return frozenset()
        try:
            arrived = decode_inbound(stored, self._house.secret)
            region = self._house.settings.phone_region
            sender = sender_of(arrived, self._house.secret.digest, region)
            return frozenset(_keys(arrived, sender))
        except Exception:  # noqa: BLE001 - it is parked because it is broken, in whatever way
            return frozenset()


def _keys(arrived: Arrived, sender: Sender) -> Iterator[str]:
    inbound, thread = arrived.inbound, arrived.inbound.thread
    for identity in (*sender.identities, *sender.claimed):
        yield f"identity {identity.id}"
    if chat := chat_conversation(arrived):
        yield f"chat {chat}"
    for name in (thread.own, *thread.refs):
        if name:
            yield f"name {name}"
    if inbound.call:
        yield f"call {call_of(arrived, inbound.call)}"
