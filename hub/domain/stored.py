"""How states are kept: what has no order is written in one, so that a rebuild writes the same."""

from pydantic import PlainSerializer

IN_ORDER = PlainSerializer(sorted, return_type=list)
"""For sets: their own order depends on how they came about, and of text on the process."""
