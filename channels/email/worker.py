"""The parser, in a process of its own: a hostile mail can end it, and nothing else.

Run as `python -m channels.email.worker`. It reads frames from its standard input, answers on its
standard output, and ends when the input does: with its parent. It opens no file and no connection.
"""

import json
import resource
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from channels.email import frames
from channels.email.parse import mail
from channels.email.parse.caps import BeyondCap
from channels.email.parse.parsed import Parsed

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 2

_BROKEN = "the mail is too broken to be read"


def main() -> None:
    """Answer until the parent is gone."""
    _limit_memory()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    answers.write(frames.READY)
    answers.flush()
    with suppress(EOFError):
        while True:
            request, raw = _read(requests)
            _allow_cpu()
            parsed, blobs = answer(request, raw)
            said = parsed.model_dump_json().encode()
            data = b"".join(blobs)
            answers.write(frames.packed(said, data))
            answers.write(data)
            answers.flush()


def answer(request: dict[str, Any], raw: bytes) -> tuple[Parsed, list[bytes]]:
    """What a request asks for: all of a mail, or (with a `reason`) its headers alone."""
    our_address = str(request["our_address"])
    reason = request.get("reason")
    if reason is None:
        try:
            return mail.whole(raw, our_address)
        except BeyondCap as beyond:
            reason = str(beyond)
        except Exception:  # noqa: BLE001  # the supervisor of a parse: hostile input raises anything
            reason = _BROKEN
    return mail.headers_only(raw, our_address, str(reason)), []


def _read(requests: BinaryIO) -> tuple[dict[str, Any], bytes]:
    said, data = frames.lengths(_exactly(requests, frames.LENGTHS.size))
    return json.loads(_exactly(requests, said)), _exactly(requests, data)


def _exactly(requests: BinaryIO, count: int) -> bytes:
    data = requests.read(count)
    if len(data) < count:
        raise EOFError
    return data


def _limit_memory() -> None:
    # Not every system knows every limit; the wall clock of the parent holds everywhere.
    for limit, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _allow_cpu() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + CPU_SECONDS
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
