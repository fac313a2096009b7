"""Pipelines: the stages that deals go through. One is there from the beginning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.errors import Invalid
from contracts.event import Event, Recorded
from contracts.pipeline import SALES, PipelineSet, Stage

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_NAMED = "a name has up to 40 of a-z, 0-9, _ and -, and begins with a letter or a digit"
_LONGEST_TITLE = 80
_TITLED = f"a title has 1 to {_LONGEST_TITLE} characters"
_MOST_STAGES = 40
_MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Stages in their order; without any there is no such pipeline."""

    name: str = ""
    title: str = ""
    stages: tuple[Stage, ...] = ()


SHIPPED = Pipeline(
    SALES,
    "Продажи",
    (
        Stage(name="intent", title="Обоюдное намерение"),
        Stage(name="documents", title="Документы или счёт"),
        Stage(name="agreement", title="Согласование"),
        Stage(name="offer", title="Оферта"),
        Stage(name="execution", title="Исполнение"),
        Stage(name="payment", title="Оплата"),
    ),
)
"""What stands under `sales` until somebody sets it otherwise."""


def evolve(state: Pipeline, recorded: Recorded[Event]) -> Pipeline:
    """What an event makes of the pipeline."""
    match recorded.event:
        case PipelineSet(name=name, title=title, stages=stages):
            return Pipeline(name, title, stages)
        case _:
            return state


def in_force(name: str, state: Pipeline) -> Pipeline:
    """The pipeline of that name as it stands; the shipped one where nobody has set it."""
    return SHIPPED if name == SALES and not state.stages else state


@dataclass(frozen=True, slots=True)
class SetPipeline:
    """This is how a pipeline goes."""

    name: str
    title: str
    stages: tuple[Stage, ...]


def decide(state: Pipeline, command: SetPipeline) -> list[Event]:
    """The pipeline is set; nothing where it stands so already.

    Raises:
        Invalid: a name, a title or the stages will not do; the field says which.
    """
    for field, wrong in _wrongs(command):
        raise Invalid(wrong, field=field)
    wanted = Pipeline(command.name, command.title, command.stages)
    if in_force(command.name, state) == wanted:
        return []
    return [PipelineSet(name=command.name, title=command.title, stages=command.stages)]


def _wrongs(command: SetPipeline) -> Iterator[tuple[str, str]]:
    """Fields that will not do, and why."""
    if not _NAME.fullmatch(command.name):
        yield "name", _NAMED
    if not 0 < len(command.title) <= _LONGEST_TITLE:
        yield "title", _TITLED
    if not 0 < len(command.stages) <= _MOST_STAGES:
        yield "stages", f"a pipeline has 1 to {_MOST_STAGES} stages"
    seen: set[str] = set()
    for number, stage in enumerate(command.stages):
        yield from _wrongs_of(stage, f"stages.{number}")
        if stage.name in seen:
            yield f"stages.{number}.name", "another stage has this name already"
        seen.add(stage.name)


def _wrongs_of(stage: Stage, place: str) -> Iterator[tuple[str, str]]:
    if not _NAME.fullmatch(stage.name):
        yield f"{place}.name", _NAMED
    if not 0 < len(stage.title) <= _LONGEST_TITLE:
        yield f"{place}.title", _TITLED
    if len(stage.overdue) > _MOST_STEPS:
        yield f"{place}.overdue", f"a chain has at most {_MOST_STEPS} steps"
    last: dict[str, int] = {}
    for number, step in enumerate(stage.overdue):
        if step.after_seconds <= last.get(step.time, 0):
            yield f"{place}.overdue.{number}.after_seconds", "each step is later than those before"
        last[step.time] = step.after_seconds
