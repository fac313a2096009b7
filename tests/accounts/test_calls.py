"""The queue of requests to one account."""

import asyncio

import pytest

from contracts.channel import WebAnswer, WebRequest
from contracts.errors import Transient
from hub.accounts.calls import Calls

YES = WebAnswer(status=200)


def asking(text: str = "x") -> WebRequest:
    return WebRequest(method="POST", path="", url="http://hub/hooks/bell", body=text.encode())


async def waiting(calls: Calls, *texts: str) -> list[asyncio.Task[WebAnswer]]:
    """These wait, in this order."""
    tasks = [asyncio.create_task(calls.ask(asking(text))) for text in texts]
    await asyncio.sleep(0)
    return tasks


async def test_requests_are_taken_in_their_order_and_the_first_answer_counts() -> None:
    calls = Calls()
    tasks = await waiting(calls, "1", "2")

    taken = []
    for task in tasks:
        call = await anext(calls)
        taken.append(call.request.body)
        call.answer(YES)
        call.answer(WebAnswer(status=500))
        assert await task == YES
    assert taken == [b"1", b"2"]


async def test_one_more_than_may_wait_is_told_to_come_again() -> None:
    calls = Calls(most=2)
    tasks = await waiting(calls, "1", "2")

    with pytest.raises(Transient, match="too many") as refused:
        await calls.ask(asking())
    calls.close()
    assert refused.value.retry_after
    assert all(isinstance(task.exception(), Transient) for task in tasks if task.done())


async def test_large_requests_fill_it_sooner() -> None:
    calls = Calls(most_bytes=10)
    (task,) = await waiting(calls, "12345678")

    with pytest.raises(Transient, match="too many"):
        await calls.ask(asking("123"))
    task.cancel()


async def test_who_left_is_not_handed_to_the_channel_and_holds_no_place() -> None:
    calls = Calls(most=2)
    left, stays = await waiting(calls, "left", "stays")
    left.cancel()
    await asyncio.sleep(0)
    (new,) = await waiting(calls, "new")

    taken = []
    for _ in range(2):
        call = await anext(calls)
        taken.append(call.request.body)
        call.answer(YES)

    assert taken == [b"stays", b"new"]
    assert [await task for task in (stays, new)] == [YES, YES]


async def test_without_an_answer_in_time_it_is_to_come_again() -> None:
    calls = Calls()

    with pytest.raises(Transient, match="in time"):
        await calls.ask(asking(), seconds=0.01)


async def test_closing_lets_everybody_go_and_ends_the_iterator() -> None:
    calls = Calls()
    tasks = await waiting(calls, "held", "waits")
    await anext(calls)

    calls.close()

    assert await anext(calls, None) is None
    for task in tasks:
        with pytest.raises(Transient, match="closed"):
            await task
    with pytest.raises(Transient, match="closed"):
        await calls.ask(asking())


async def test_a_channel_that_keeps_a_request_for_ever_is_noticed() -> None:
    calls = Calls()
    (task,) = await waiting(calls, "1")
    await anext(calls)

    async with asyncio.timeout(60):
        with pytest.raises(Transient, match="did not go on"):
            await calls.stuck(0.05)
    task.cancel()
