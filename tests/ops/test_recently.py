"""However many ask, the engines are asked once a second."""

import asyncio

import pytest

from hub.looking.recently import Recently


async def test_who_asks_at_the_same_time_or_soon_after_gets_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hub.looking.recently._SECONDS", 3600.0)  # however soon that is here
    asked: list[int] = []

    async def find() -> int:
        await asyncio.sleep(0)
        asked.append(1)
        return len(asked)

    recently = Recently(find)
    together = await asyncio.gather(*(recently.get() for _ in range(5)))
    after = await recently.get()

    assert (together, after) == ([1] * 5, 1)


async def test_what_failed_is_tried_again_by_the_next_who_asks() -> None:
    answers = iter([OSError("away")])

    async def find() -> str:
        for error in answers:
            raise error
        return "here"

    recently = Recently(find)
    with pytest.raises(OSError, match="away"):
        await recently.get()

    assert await recently.get() == "here"
