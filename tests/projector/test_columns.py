"""How values go into columns: PostgreSQL takes no NUL, and everything else as it was typed."""

import json
from itertools import product

from pydantic import TypeAdapter

from hub.projector.columns import _json_into


def test_only_a_nul_is_left_out_of_json_never_what_somebody_typed() -> None:
    r"""A message that ends with the six characters `\u0000` would stop every projection."""
    into = _json_into(TypeAdapter(list[str]).dump_json)
    said = ["".join(parts) for n in range(1, 6) for parts in product("\\\0a", repeat=n)]
    said += [text.replace("a", "u0000") for text in said]

    kept = [json.loads(one) for one in into([[text] for text in said])]

    assert kept == [[text.replace("\0", "")] for text in said]
