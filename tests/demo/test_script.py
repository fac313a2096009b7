"""The story follows from its seed."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.demo.acts import Beat, FillsIn, Mails, SharesPhone, Story, Visits, Writes
from hub.demo.company import after
from hub.demo.live import Fact, fact_of
from hub.demo.script import script
from hub.demo.texts import texts, words
from hub.settings import Language

SEEDS = st.integers(0, 10_000)
RU = Language.RUSSIAN


@given(SEEDS, st.sampled_from(Language))
def test_the_same_seed_tells_the_same_story(seed: int, language: Language) -> None:
    assert script(seed, language) == script(seed, language)


def test_another_seed_tells_another_story() -> None:
    assert script(1, RU) != script(2, RU)


@given(SEEDS, st.sampled_from(Language))
def test_what_customers_do_can_be_told_apart(seed: int, language: Language) -> None:
    """The books compare by these: two of the same would hide a loss or look like a double."""
    done = [mark for beat in beats(script(seed, language)) if (mark := mark_of(beat.act))]

    assert len(done) == len(set(done))


@given(SEEDS)
def test_everybody_s_life_goes_forward_and_ends_within_the_minute(seed: int) -> None:
    for strand in script(seed, RU).strands:
        times = [beat.at for beat in strand]

        assert times == sorted(times)
        assert times[-1] < 40


@given(SEEDS, st.sampled_from(Language))
def test_a_sentence_leaves_open_only_who_does_it(seed: int, language: Language) -> None:
    for beat in beats(script(seed, language)):
        assert {name for _, name, _, _ in Formatter().parse(beat.says) if name} <= {"by"}


def test_without_mail_nobody_writes_letters_and_all_others_live() -> None:
    story, quiet = script(1, RU), script(1, RU).without_mail()

    assert not any(isinstance(beat.act, Mails) for beat in beats(quiet))
    assert len(quiet.strands) == len(story.strands) - 1


@pytest.mark.parametrize("of", [texts, words])
def test_both_languages_say_the_same_things(of: Callable[[Language], Mapping[str, str]]) -> None:
    assert of(RU).keys() == of(Language.ENGLISH).keys()


@given(st.floats(0.5, 20), st.lists(st.floats(0.1, 60), min_size=1, max_size=5))
def test_a_chain_climbs_in_whole_seconds_at_any_speed(speed: float, seconds: list[float]) -> None:
    steps = after(tuple(seconds), speed)

    assert steps[0] >= 1
    assert all(later > earlier for earlier, later in pairwise(steps))


def test_a_block_of_the_stream_is_a_fact() -> None:
    data = '{"seq":7,"type":"deal.won","subject":{"aggregate":"deal","id":"d"},"at":"","actor":""}'

    assert fact_of(data) == Fact(7, "deal.won", "deal", "d")


def beats(story: Story) -> list[Beat]:
    return [beat for strand in story.strands for beat in strand]


def mark_of(act: object) -> tuple[str, str] | None:
    match act:
        case Visits(click=click):
            return "visit", click
        case FillsIn(form=form, comment=comment):
            return "form", f"{form}: {comment}"
        case Writes(text=text) | Mails(text=text):
            return "message", text
        case SharesPhone(person=person):
            return "message", person.phone
        case _:
            return None
