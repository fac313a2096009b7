"""The hub at one moment, and what in it a person should look at."""

from dataclasses import asdict, dataclass
from typing import Any

from projections.channels import ChannelRow


@dataclass(frozen=True, slots=True)
class CaptureAt:
    """How far capture has read INBOUND."""

    position: int
    lag: int


@dataclass(frozen=True, slots=True)
class ProjectionAt:
    """How far a projection has folded EVENTS; `parked` rows stand still since an error."""

    name: str
    version: int
    build: int
    position: int
    lag: int
    parked: int


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it. `behind` names those who did not come to where the log was moments ago."""

    api: str
    api_answers: bool
    inbound_head: int
    events_head: int
    capture: CaptureAt
    projections: tuple[ProjectionAt, ...]
    parked_inbounds: int
    channels: tuple[ChannelRow, ...]
    deliveries_open: int
    clocks_overdue: int
    behind: tuple[str, ...] = ()

    @property
    def parked_rows(self) -> int:
        """Rows of all projections that stand still since an event could not be folded."""
        return sum(projection.parked for projection in self.projections)

    def told(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {**asdict(self), "parked_rows": self.parked_rows, "troubles": troubles(self)}


def troubles(picture: Picture) -> list[str]:
    """What somebody should look at, in sentences; what is merely busy is none."""
    said = [f"{name} is behind and does not catch up." for name in picture.behind]
    if not picture.api_answers:
        said.append(f"The API is silent at {picture.api}.")
    if picture.parked_inbounds:
        said.append(f"{picture.parked_inbounds} inbounds are parked for a person to look at.")
    if picture.parked_rows:
        said.append(f"{picture.parked_rows} rows of projections are parked: rebuild them.")
    if picture.clocks_overdue:
        said.append(f"{picture.clocks_overdue} clocks are overdue: is the watchdog running?")
    return said + [_trouble(one) for one in picture.channels if _in_trouble(one)]


def _in_trouble(row: ChannelRow) -> bool:
    """What was paused by hand has no remedy, and is no trouble."""
    return row.state == "faltering" or (row.state == "paused" and row.remedy is not None)


def _trouble(row: ChannelRow) -> str:
    return f"{row.account} is {row.state}: {row.reason} {row.remedy or ''}".rstrip()
