"""The short form of `make test-kill`: everything of a role dies, and nothing is lost or doubled."""

import tempfile
from pathlib import Path

import pytest

from hub.standins.dovecot import available
from tests.kill.trial import trial
from tests.system.conftest import NO_DOVECOT

CYCLES = 7
PER_SECOND = 10.0


@pytest.mark.timeout(600)
@pytest.mark.skipif(not available(), reason=NO_DOVECOT)
async def test_deaths_under_load_lose_and_double_nothing() -> None:
    with tempfile.TemporaryDirectory(prefix="kill-", ignore_cleanup_errors=True) as folder:
        outcome = await trial(Path(folder), CYCLES, PER_SECOND, 1, lambda *_: None)

    assert outcome.verdict is not None
    assert outcome.verdict.fine, outcome.verdict
    assert outcome.verdict.said > 100
    assert len(outcome.recoveries) + len(outcome.missed) == CYCLES
    assert outcome.recoveries
