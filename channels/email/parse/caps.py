"""How much of a mail is read; what is beyond stays in the raw bytes (threats 8)."""

RAW_BYTES = 25 * 1024 * 1024
HEADER_BYTES = 256 * 1024
HEADER_LINES = 1000
FIELD_BYTES = 64 * 1024
DEPTH = 50
PARTS = 1000
PARAMETERS = 64
ADDRESSES = 500
FILES = 100
REFERENCES = 50
TEXT_CHARACTERS = 64_000
TEXT_BYTES = 512 * 1024
SUBJECT_CHARACTERS = 1000
NAME_CHARACTERS = 200


class BeyondCap(Exception):
    """The mail is larger, in some direction, than what we read; says which."""
