"""A clock that goes, and that a test can put forward: what has to wait has waited."""

from datetime import datetime, timedelta

from hub import clock as wall


class Ahead:
    """The time of this machine, and how far it was put forward."""

    def __init__(self) -> None:
        self._by = timedelta()

    def __call__(self) -> datetime:
        return wall.now() + self._by

    def forward(self, **by: float) -> None:
        """`forward(seconds=11)`."""
        self._by += timedelta(**by)
