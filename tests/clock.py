"""A clock that a test sets."""

from datetime import datetime, timedelta


class Hands:
    """Tells the time it was set to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        """Let time pass: `forward(minutes=10)`."""
        self.at += timedelta(**by)
