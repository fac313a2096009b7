"""What is written, by us and by libraries, as JSON and on a terminal."""

import asyncio
import errno
import gc
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from contracts.errors import Misconfigured
from hub.logs.writing import log_to

BORIS = "boris@client.test"
HOSTILE = "a\x1b[2J\r\nb\u202ec\x85d\u2028e\ud800"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """What is the process's own is given back."""
    root, config = logging.getLogger(), structlog.get_config()
    kept = root.handlers[:], root.level, logging.raiseExceptions
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning
    yield
    root.handlers[:], logging.raiseExceptions = kept[0], kept[2]
    root.setLevel(kept[1])
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks[:3]
    warnings.showwarning = hooks[3]
    structlog.configure(**config)


def written(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_says_what_happened_where_and_when() -> None:
    stream = io.StringIO()
    log_to(stream, "info", instance="box-1")

    with structlog.contextvars.bound_contextvars(channel="telegram", account="shop"):
        structlog.get_logger().info("message.sent", attempt=2)
        structlog.get_logger().debug("message.considered")

    (line,) = written(stream)
    assert line.pop("timestamp")
    assert line == {
        "event": "message.sent",
        "level": "info",
        "instance": "box-1",
        "channel": "telegram",
        "account": "shop",
        "attempt": 2,
    }


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["json", "terminal"])
def test_what_is_written_cannot_forge_a_line(stream: io.StringIO) -> None:
    log_to(stream, "info")

    structlog.get_logger().info("it.happened", said=HOSTILE, among=[HOSTILE], by={HOSTILE: HOSTILE})

    text = stream.getvalue()
    assert len(text.splitlines()) == 1
    assert "\x1b[2J" not in text
    assert text.encode()
    assert not {"\u202e", "\x85", "\u2028", "\r"} & set(text)


def test_an_exception_is_told_with_its_frames_and_without_its_words() -> None:
    stream = io.StringIO()
    log_to(stream, "info")

    try:
        int(BORIS)
    except ValueError as error:
        structlog.get_logger().exception("it.broke", error=error)

    (line,) = written(stream)
    assert line["exception"].splitlines()[-1] == line["error"] == "ValueError"
    assert "in test_an_exception" in line["exception"]
    assert BORIS not in stream.getvalue()


def test_a_library_is_quoted_by_what_it_always_says() -> None:
    stream = io.StringIO()
    log_to(stream, "debug")
    library = logging.getLogger("aioimaplib")

    library.warning("cannot read %s", BORIS)
    library.warning("The connection was lost.")
    library.warning("cannot read " + BORIS)
    library.error("cannot read", exc_info=ValueError(BORIS))
    library.info("read %s", BORIS)

    lines = written(stream)
    templates = ["cannot read %s", "The connection was lost.", None, "cannot read"]
    assert [line.get("template") for line in lines] == templates
    assert {line["logger"] for line in lines} == {"aioimaplib"}
    assert lines[3]["exception"] == "ValueError"
    assert BORIS not in stream.getvalue()


def test_what_nobody_caught_is_told_the_same_way() -> None:
    stream = io.StringIO()
    log_to(stream, "info")

    def fall() -> None:
        raise ValueError(BORIS)

    async def forget() -> None:
        async def falls() -> None:
            fall()

        forgotten = asyncio.create_task(falls())
        await asyncio.wait({forgotten})

    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    asyncio.run(forget())
    gc.collect()
    warnings.warn(BORIS, stacklevel=1)
    sys.excepthook(ValueError, ValueError(BORIS), None)

    events = [line["event"] for line in written(stream)]
    assert events == ["thread.broke", "library.logged", "warning.raised", "process.broke"]
    assert BORIS not in stream.getvalue()


def test_a_level_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(Misconfigured, match="debug, info, warning, error"):
        log_to(io.StringIO(), "loud")


class Full(io.StringIO):
    """A file on a disk that is full."""

    def write(self, _: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_log_that_cannot_be_written_fails_nobody() -> None:
    """It may lie on the very disk that is full: no part of the hub may end by telling so."""
    log_to(Full(), "info")

    structlog.get_logger().error("store.tight", exc_info=ValueError())
    logging.getLogger("library").error("something")
