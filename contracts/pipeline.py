"""Pipelines: the stages that deals go through, and how long they may stay in each."""

from contracts.company import Step
from contracts.event import Event
from contracts.inbound import Frozen

SALES = "sales"
"""The pipeline that is there from the beginning."""


class Stage(Frozen):
    """A stage. `overdue`: who is told, and when, while a deal stays in it for too long.

    Level 0 of a step is the deal's owner, 1 their head.
    """

    name: str
    title: str
    overdue: tuple[Step, ...] = ()


class PipelineSet(Event, name="pipeline.set"):
    """How a pipeline goes; deals that stand in a stage that is gone stay until they are moved."""

    name: str
    title: str
    stages: tuple[Stage, ...]
