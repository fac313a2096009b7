"""The deployment's secret is made once, and never a second time over what it has sealed."""

from pathlib import Path

import pytest

from contracts.errors import Misconfigured
from hub.deployment import deployment_secret
from hub.settings import Settings


def test_the_first_start_makes_it_and_the_next_ones_read_it(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")

    made = deployment_secret(settings)

    assert deployment_secret(settings).digest("x") == made.digest("x")
    assert (settings.data / "secret").stat().st_mode & 0o777 == 0o600


def test_one_that_is_gone_is_asked_for_and_not_made_anew(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    deployment_secret(settings)
    (tmp_path / "blobs" / "2026-11").mkdir(parents=True)
    (tmp_path / "secret").unlink()

    with pytest.raises(Misconfigured, match="is gone"):
        deployment_secret(settings)
    assert not (tmp_path / "secret").exists()
