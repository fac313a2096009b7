"""`omnihub up` that ends while its libraries are still being imported."""

import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from contracts.errors import Misconfigured
from hub.cli import up
from hub.cli.serving import Leaving
from hub.settings import Settings


async def test_the_process_does_not_end_in_the_middle_of_an_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that imports while the interpreter goes down was seen to end it with SIGSEGV."""
    imported = threading.Event()
    monkeypatch.setattr(up, "_machine", slowly(imported))
    wrong = Settings(data=tmp_path, nats_url="nats://127.0.0.1:4222")

    with pytest.raises(Misconfigured):
        await up._up(wrong, Leaving())

    assert imported.is_set()


def slowly(imported: threading.Event) -> Callable[[], ModuleType]:
    def machine() -> ModuleType:
        threading.Event().wait(0.3)
        imported.set()
        return up  # any module

    return machine
