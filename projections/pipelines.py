"""Pipelines: which pipelines were set, and what are their stages?"""

from dataclasses import dataclass

from contracts.event import Recorded
from contracts.pipeline import PipelineSet, Stage
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class PipelineRow:
    """A pipeline that somebody set; the shipped one is not here until then."""

    name: str
    title: str
    stages: tuple[Stage, ...]


PIPELINES = Table("pipelines", PipelineRow, key=("name",))


@PIPELINES.opens(PipelineSet, key=lambda e: (e.event.name,))
def pipeline_set(_: PipelineRow | None, recorded: Recorded[PipelineSet]) -> PipelineRow:
    """The last one is in force."""
    event = recorded.event
    return PipelineRow(event.name, event.title, event.stages)


pipelines = Projection(
    "pipelines",
    version=1,
    question="Which pipelines were set, and what are their stages?",
    tables=(PIPELINES,),
)
