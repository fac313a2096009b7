"""How the channel and its parser talk: a frame is some JSON and some bytes, with their lengths."""

import struct

LENGTHS = struct.Struct(">IQ")
READY = b"R"
"""The parser's first byte: it is up."""

MOST_JSON = 8 * 1024 * 1024
MOST_BYTES = 128 * 1024 * 1024


def packed(json: bytes, data: bytes) -> bytes:
    """A frame's first part, with the lengths of both; the bytes themselves are sent after it."""
    return LENGTHS.pack(len(json), len(data)) + json


def lengths(head: bytes) -> tuple[int, int]:
    """The lengths that a frame announces.

    Raises:
        ValueError: nobody of ours sends so much.
    """
    json, data = LENGTHS.unpack(head)
    if json > MOST_JSON or data > MOST_BYTES:
        raise ValueError("a frame larger than any of ours")
    return json, data
