"""Pipelines: the stages that deals go through. One is there from the beginning."""

from dataclasses import dataclass

from contracts.event import Event, Recorded
from contracts.pipeline import SALES, PipelineSet, Stage


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
