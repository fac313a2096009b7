"""Is every row of docs/faults.md shown by a test that there is, or says why it cannot be?"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_HONEST = re.compile(r"not (built yet|here): \w+")
_PARTS = 3


def _rows() -> list[list[str]]:
    lines = (_ROOT / "docs" / "faults.md").read_text().splitlines()
    rows = [line.strip("|").split(" | ") for line in lines if line.startswith("| ")]
    return [[part.strip() for part in row] for row in rows if row[0].strip() != "What happens"]


@cache
def _tests_in(file: str) -> set[str]:
    found = ast.walk(ast.parse((_ROOT / file).read_text()))
    return {one.name for one in found if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0])
def test_every_row_is_shown_or_says_why_not(row: list[str]) -> None:
    fault, expected, shown = row
    tests = _NAMED.findall(shown)

    assert len(row) == _PARTS
    assert fault
    assert expected
    assert tests or _HONEST.search(shown)
    assert [name for file, name in tests if name not in _tests_in(file)] == []


def test_every_test_of_faults_stands_in_a_row() -> None:
    named = {name for row in _rows() for _, name in _NAMED.findall(row[-1])}
    ours = {
        name
        for file in Path(__file__).parent.glob("test_*.py")
        for name in _tests_in(str(file.relative_to(_ROOT)))
        if name.startswith("test_") and file != Path(__file__)
    }

    assert ours - named == set()
