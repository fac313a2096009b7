"""Raw bytes: kept sealed, found again, never silently changed."""

import shutil
from pathlib import Path

import pytest

from contracts.errors import NotFound, Transient
from hub.blobs import Blobs
from hub.log.sealing import BrokenSeal, Secret
from tests.clock import Hands
from tests.examples import NOON

WORDS = "Письмо Бориса".encode()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs", Secret(b"s" * 32), Hands(NOON))


def files(folder: Path) -> list[Path]:
    return [path for path in (folder / "blobs").rglob("*") if path.is_file()]


async def test_what_is_kept_comes_back(blobs: Blobs) -> None:
    assert await blobs.fetch(await blobs.keep(WORDS)) == WORDS


async def test_the_same_bytes_are_kept_once(blobs: Blobs, tmp_path: Path) -> None:
    assert await blobs.keep(WORDS) == await blobs.keep(WORDS)
    assert len(files(tmp_path)) == 1


async def test_no_word_stands_in_the_clear_on_disk(blobs: Blobs, tmp_path: Path) -> None:
    await blobs.keep(WORDS)

    (file,) = files(tmp_path)
    assert WORDS not in file.read_bytes()


async def test_changed_bytes_do_not_open(blobs: Blobs, tmp_path: Path) -> None:
    address = await blobs.keep(WORDS)
    (file,) = files(tmp_path)
    sealed = bytearray(file.read_bytes())
    sealed[-1] ^= 1
    file.write_bytes(sealed)

    with pytest.raises(BrokenSeal):
        await blobs.fetch(address)


@pytest.mark.parametrize("address", ["2026-11-00", "", "../../secret", "2026-11-../../../secret"])
async def test_an_address_that_is_none_leads_nowhere(blobs: Blobs, address: str) -> None:
    with pytest.raises(NotFound):
        await blobs.fetch(address)


async def test_a_store_that_takes_nothing_is_said_before_anything_is_accepted(
    blobs: Blobs, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "blobs")
    (tmp_path / "blobs").write_text("not a folder")

    with pytest.raises(Transient):
        await blobs.keep(WORDS)
