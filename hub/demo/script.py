"""The story: who does what and when. Pure: the same seed and language, the same story."""

import random
from collections.abc import Mapping

from hub.demo import acts
from hub.demo.acts import Beat, Person, Story, Strand, Visits
from hub.demo.lives import LIVES, Life
from hub.demo.texts import texts
from hub.settings import Language

_TALKERS = 3
_STRANGERS = 6
_FIRST_CHAT = 501
_JITTER_SECONDS = 0.6

CAMPAIGNS = ("spring", "retarget", "maps")


def script(seed: int, language: Language) -> Story:
    """The story that follows from the seed."""
    chance = random.Random(seed)  # noqa: S311 - a story that can be told again
    said = texts(language)
    goods = said["goods"].split("|")
    strands = [
        _shifted(
            life(Life(said, chance.choice(goods), _amount(chance), chance.choice(CAMPAIGNS))),
            chance.uniform(0, _JITTER_SECONDS),
        )
        for life in LIVES
    ]
    return Story((*strands, *_talkers(chance, said), *_strangers(chance, said)))


def _amount(chance: random.Random) -> int:
    return chance.randrange(40, 240) * 1000


def _shifted(strand: Strand, seconds: float) -> Strand:
    return tuple(Beat(round(beat.at + seconds, 2), beat.act, beat.says) for beat in strand)


def _talkers(chance: random.Random, said: Mapping[str, str]) -> list[Strand]:
    """Some ask a small thing and are answered."""
    names = chance.sample(said["talkers"].split("|"), _TALKERS)
    asked = chance.sample(said["questions"].split("|"), _TALKERS)
    answers = said["answers"].split("|")
    strands: list[Strand] = []
    for number, (name, question) in enumerate(zip(names, asked, strict=True)):
        person, at = Person(name, _FIRST_CHAT + number), round(chance.uniform(2, 26), 2)
        reply = acts.Replies(person, question, chance.choice(answers))
        strands.append(
            (
                Beat(at, acts.Writes(person, question), said["s_write"].format(who=name)),
                Beat(at + round(chance.uniform(2, 4.5), 2), reply, _by(said["s_reply"], name)),
            )
        )
    return strands


def _strangers(chance: random.Random, said: Mapping[str, str]) -> list[Strand]:
    """Some come by an advertisement, and stay strangers."""
    strands: list[Strand] = []
    for number in range(_STRANGERS):
        campaign = chance.choice(CAMPAIGNS)
        visit = Visits(f"a-browser-of-a-stranger-{number}", campaign, f"click-s{number}")
        says = said["s_stranger"].format(campaign=campaign)
        strands.append((Beat(round(chance.uniform(0, 30), 2), visit, says),))
    return strands


def _by(sentence: str, who: str) -> str:
    return sentence.format(who=who, by="{by}")
