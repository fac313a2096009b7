"""How a pipeline goes: what may be said of it, and that saying it again is nothing."""

from dataclasses import replace

import pytest

from contracts.company import Step
from contracts.errors import Invalid
from contracts.pipeline import SALES, PipelineSet, Stage
from hub.domain.pipeline import SHIPPED, Pipeline, SetPipeline, decide, evolve, in_force
from tests.examples import recorded

ASKED = Stage(name="asked", title="Заявка")
SET = SetPipeline("repair", "Ремонт", (ASKED, Stage(name="paid", title="Оплата")))
LATER, SOONER = Step(after_seconds=20, level=0), Step(after_seconds=10, level=1)


def stages(*names: str) -> tuple[Stage, ...]:
    return tuple(Stage(name=name, title="?") for name in names)


def test_a_pipeline_stands_as_it_was_set() -> None:
    (event,) = decide(Pipeline(), SET)
    state = evolve(Pipeline(), recorded(event))

    assert isinstance(event, PipelineSet)
    assert state == Pipeline(SET.name, SET.title, SET.stages)
    assert decide(state, SET) == []


def test_the_pipeline_that_was_shipped_stands_until_it_is_set() -> None:
    shipped = SetPipeline(SALES, SHIPPED.title, SHIPPED.stages)

    assert in_force(SALES, Pipeline()) is SHIPPED
    assert decide(Pipeline(), shipped) == []
    assert len(decide(Pipeline(), replace(shipped, title="Сделки"))) == 1


@pytest.mark.parametrize(
    ("command", "field"),
    [
        *((replace(SET, name=name), "name") for name in ("", "-a", "Ремонт", "a" * 41, "a\n")),
        (replace(SET, title=""), "title"),
        (replace(SET, title="x" * 81), "title"),
        (replace(SET, stages=()), "stages"),
        (replace(SET, stages=stages(*(f"s{n}" for n in range(41)))), "stages"),
        (replace(SET, stages=stages("a", "b", "a")), "stages.2.name"),
        (replace(SET, stages=stages("a", "B")), "stages.1.name"),
        (replace(SET, stages=(Stage(name="a", title=""),)), "stages.0.title"),
        (
            replace(SET, stages=(Stage(name="a", title="?", overdue=(LATER, SOONER)),)),
            "stages.0.overdue.1.after_seconds",
        ),
        (
            replace(SET, stages=(Stage(name="a", title="?", overdue=(LATER,) * 11),)),
            "stages.0.overdue",
        ),
    ],
)
def test_a_pipeline_that_makes_no_sense_is_refused(command: SetPipeline, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        decide(Pipeline(), command)

    assert refused.value.field == field


def test_steps_that_count_different_times_may_stand_in_any_order() -> None:
    absolute = Step(after_seconds=10, level=1, time="absolute")
    staged = (Stage(name="a", title="?", overdue=(LATER, absolute)),)

    assert len(decide(Pipeline(), replace(SET, stages=staged))) == 1
