"""Whatever the hub says to who uses the console has Russian words there, with the right plurals."""

import json
import re
from pathlib import Path

import pytest

from tests.words.sentences import ROOT, sentences, unreadable

CATALOGUE = ROOT / "web" / "src" / "words" / "russian"
OURS = ("channels", "doors", "house", "work")
_HOLE = re.compile(r"\{(\d)(?:\|([^}]+))?\}")


def _read(path: Path) -> dict[str, str]:
    pairs: list[tuple[str, str]] = json.loads(path.read_text(), object_pairs_hook=list)
    assert len(pairs) == len(dict(pairs)), f"{path.name} says something twice"
    return dict(pairs)


@pytest.fixture(scope="module")
def ours() -> dict[str, str]:
    return {en: ru for name in OURS for en, ru in _read(CATALOGUE / f"{name}.json").items()}


def test_every_sentence_of_the_hub_has_russian_words(ours: dict[str, str]) -> None:
    said = {sentence: place for sentence, place in sentences().items() if sentence.strip("{}: ")}

    assert {sentence: place for sentence, place in said.items() if sentence not in ours} == {}


def test_no_russian_words_stand_for_what_the_hub_does_not_say(ours: dict[str, str]) -> None:
    assert sorted(set(ours) - set(sentences())) == []


@pytest.mark.parametrize("path", sorted(CATALOGUE.glob("*.json")), ids=lambda path: path.stem)
def test_what_is_filled_in_is_there_and_what_is_counted_has_three_forms(path: Path) -> None:
    for english, russian in _read(path).items():
        holes = _HOLE.findall(russian)

        assert russian.strip(), english
        assert all(0 < int(at) <= english.count("{}") for at, _ in holes), english
        assert all(forms.count("|") == 2 for _, forms in holes if forms), english
        assert not re.search(r"[{}]", _HOLE.sub("", russian)), english


def test_an_error_says_its_sentence_where_it_is_raised() -> None:
    """Or nobody can see here what it says."""
    passed_on = {
        "reason",  # of `hub.accounts.calls`: read where it is given
        "said",  # of `hub.condition`: read where it is made
        "str(error)",  # of another error of ours
        "str(subject)",  # a stale position, with words of its own
        "wrong",  # of a pipeline: read in `_wrongs`
    }

    assert [place for said, place in unreadable() if said not in passed_on] == []
