"""The trial itself: deliver, let the hub read, wait until nothing moves any more, account."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import Transient
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS, INBOUND
from hub.standins.dovecot import Dovecot
from hub.trymail import mailbox
from hub.trymail.accounting import Entry, account_for
from hub.trymail.arrivals import Digest, arrivals, digest_of, missing, outcomes
from hub.trymail.finding import Mail
from hub.trymail.hub import TrialHub, trial_hub

_LOOK_SECONDS = 0.1
_PROBE_SECONDS = 30.0

Report = Callable[[int, int], None]
"""Told how many mails are captured, of how many."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it. `surplus` inbounds have the bytes of no served mail that was left."""

    entries: tuple[Entry, ...]
    delivered: int
    surplus: int
    seconds: float
    alive: bool

    @property
    def served(self) -> int:
        """How many mails Dovecot gave out."""
        return len(self.entries)


async def try_mails(mails: Sequence[Mail], folder: Path, patience: float, report: Report) -> Result:
    """Let a hub on this folder read these mails.

    `patience` is how many seconds nothing may move before the rest counts as lost.

    Raises:
        Misconfigured: an engine or Dovecot cannot be started.
    """
    async with mailbox.server() as dovecot:
        mailbox.deliver(dovecot, mails)
        served = await dovecot.serves(mailbox.ADDRESS)
        async with trial_hub(folder) as hub:
            began = _now()
            await hub.connect(mailbox.channel_settings(dovecot))
            digests = [digest_of(raw) for raw in served.values()]
            await _read_all(hub, digests, patience, report)
            took = _now() - began
            arrived = await arrivals(hub.house)
            fates = await outcomes(hub.house, arrived)
            names = mailbox.name_served(served, mails)
            entries = account_for(served, names, arrived, fates)
            found = sum(entry.inbound is not None for entry in entries)
            alive = await _is_alive(hub, dovecot)
    return Result(tuple(entries), len(mails), len(arrived) - found, took, alive)


async def _read_all(
    hub: TrialHub, served: Sequence[Digest], patience: float, report: Report
) -> None:
    """Until every served mail is on the log, and captured; or until nothing moves any more."""
    expected = len(served)
    while await _reaches(hub, expected, patience, lambda n: report(n, len(served))):
        arrived = await arrivals(hub.house)
        left = missing(served, arrived)
        if not left:
            return
        # something came twice: there is more to wait for than was delivered
        expected = len(arrived) + left


async def _reaches(
    hub: TrialHub, inbounds: int, patience: float, report: Callable[[int], None]
) -> bool:
    """Whether that many inbounds come, and all are captured, before all stands still."""
    moved_at, before = _now(), (-1, -1)
    while hub.runs and _now() - moved_at < patience:
        head, captured = await last_seq(hub.house.nc, INBOUND), await hub.captured()
        report(min(captured, inbounds))
        if captured >= head >= inbounds:
            return await _projected(hub)
        if (head, captured) != before:
            moved_at, before = _now(), (head, captured)
        await asyncio.sleep(_LOOK_SECONDS)
    await _projected(hub)
    return False


async def _projected(hub: TrialHub) -> bool:
    """Whether the registry knows all that capture said."""
    head = await last_seq(hub.house.nc, EVENTS)
    try:
        await hub.house.progress.reached(["registry"], head)
    except Transient:
        return False
    return True


async def _is_alive(hub: TrialHub, dovecot: Dovecot) -> bool:
    """Whether one more mail goes all the way."""
    if not hub.runs:
        return False
    next_one = await last_seq(hub.house.nc, INBOUND) + 1
    mailbox.deliver_probe(dovecot)
    if not await _reaches(hub, next_one, _PROBE_SECONDS, lambda _: None):
        return False
    probe = [one for one in await arrivals(hub.house) if one.seq >= next_one]
    return len(await outcomes(hub.house, probe)) == len(probe)


def _now() -> float:
    return asyncio.get_running_loop().time()
