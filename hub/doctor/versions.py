"""Versions: is what the hub stands on new enough for what it does with it?"""

import platform
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from hub.doctor.finding import Finding, ok, trouble, warning
from hub.doctor.patient import Patient

Version = tuple[int, ...]

OLDEST_PYTHON: Version = (3, 11)
OLDEST_NATS: Version = (2, 12)
"""The first with atomic batches."""

OLDEST_POSTGRES: Version = (15,)
"""The oldest that the projections were measured on."""


async def versions(patient: Patient) -> Sequence[Finding]:
    """Python, and the hub itself; the engines tell theirs when they answer."""
    _ = patient
    return [new_enough("Python", sys.version_info[:3], OLDEST_PYTHON), _omnihub()]


def new_enough(name: str, found: Version, oldest: Version) -> Finding:
    """A judgement over a version."""
    if found[: len(oldest)] < oldest:
        return trouble(
            f"{name} {_dotted(found)} is too old.",
            f"Install {name} {_dotted(oldest)} or newer, then start again.",
        )
    return ok(
        f"{name} {_dotted(found)} on {platform.machine()}."
        if name == "Python"
        else _is(name, found)
    )


def _is(name: str, found: Version) -> str:
    return f"{name} {_dotted(found)} answers."


def _dotted(found: Version) -> str:
    return ".".join(map(str, found))


def _omnihub() -> Finding:
    try:
        return ok(f"Omnihub {version('omnihub')}.")
    except PackageNotFoundError:
        return warning(
            "Omnihub is run from files that are not installed: its channels are not found.",
            "Install it (`uv sync`, or `pip install -e .`).",
        )
