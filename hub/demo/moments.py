"""Times as the API tells them."""

from datetime import datetime


def moment(told: str) -> datetime:
    """The time that was told, with its zone."""
    return datetime.fromisoformat(told)
