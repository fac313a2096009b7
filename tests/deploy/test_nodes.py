"""Three nodes are asked whether they write before they answer: each that can be."""

from pathlib import Path

import pytest

from contracts.errors import Misconfigured
from hub.log.streams import check_server
from tests.log.test_streams import nats_server

A_SILENT_NODE = "http://127.0.0.1:1"


async def test_one_unsafe_node_among_safe_ones_is_refused_by_its_name(tmp_path: Path) -> None:
    safe, unsafe = tmp_path / "safe", tmp_path / "unsafe"
    safe.mkdir()
    unsafe.mkdir()
    async with nats_server(safe, sync_interval="always") as one, nats_server(unsafe) as other:
        with pytest.raises(Misconfigured) as refused:
            await check_server(f"{one},{other}")

    assert other.removeprefix("http://") in str(refused.value)
    assert "sync_interval: always" in refused.value.remedy


async def test_a_hub_starts_while_a_node_is_away_but_not_while_all_are(tmp_path: Path) -> None:
    async with nats_server(tmp_path, sync_interval="always") as there:
        await check_server(f"{A_SILENT_NODE},{there},{A_SILENT_NODE}")

    with pytest.raises(Misconfigured, match="does not answer"):
        await check_server(f"{A_SILENT_NODE},{A_SILENT_NODE}")
