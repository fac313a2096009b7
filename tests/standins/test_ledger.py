"""Can a test wait for what a stand-in sees, and plan what goes wrong?"""

import asyncio

import pytest

from hub.standins.faults import Script
from hub.standins.ledger import Ledger


async def test_a_wait_ends_with_the_entry_it_waits_for() -> None:
    ledger: Ledger[str] = Ledger()
    waiting = asyncio.create_task(ledger.wait_for(lambda: "two" in ledger))
    await ledger.record("one")
    assert not waiting.done()
    await ledger.amend(0, "two")
    await waiting

    assert list(ledger) == ["two"]


async def test_a_wait_in_vain_tells_what_was_seen() -> None:
    ledger: Ledger[str] = Ledger()
    await ledger.record("one")
    with pytest.raises(TimeoutError, match="'one'"):
        await ledger.wait_for(lambda: "two" in ledger, seconds=0.05)


def test_faults_are_taken_in_order_and_those_for_a_target_first() -> None:
    script: Script[str] = Script()
    script.plan("RCPT", "busy", times=2)
    script.plan("RCPT", "unknown", target="boris", times=None)

    assert [script.take("RCPT", "boris") for _ in range(3)] == ["unknown"] * 3
    assert [script.take("RCPT", "clara") for _ in range(3)] == ["busy", "busy", None]
    assert script.take("DATA") is None
