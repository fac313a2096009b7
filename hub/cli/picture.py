"""The hub at one moment, and what in it a person should look at."""

from dataclasses import asdict, dataclass
from typing import Any

from hub.condition import Level
from hub.looking.readers import CaptureAt, ProjectionAt
from hub.room.alarm import remedy
from hub.room.saying import StoreSaid
from projections.channels import ChannelRow


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it. `behind` names those who did not come to where the log was moments ago.

    `leases` tells who does what only one instance does, by the name of the lease; `unbuilt` which
    views are not of this version yet.
    """

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
    stores: tuple[StoreSaid, ...]
    leases: dict[str, str]
    behind: tuple[str, ...] = ()
    unbuilt: str = ""

    @property
    def parked_rows(self) -> int:
        """Rows of all projections that stand still since an event could not be folded."""
        return sum(projection.parked for projection in self.projections)

    def told(self) -> dict[str, Any]:
        """All of it, for JSON."""
        stores = {store.store: store.level.name.lower() for store in self.stores}
        more = {"stores": stores, "parked_rows": self.parked_rows, "troubles": troubles(self)}
        return {**asdict(self), **more}


def troubles(picture: Picture) -> list[str]:
    """What somebody should look at, in sentences; what is merely busy is none."""
    said = [picture.unbuilt] if picture.unbuilt else []
    said += [f"{name} is behind and does not catch up." for name in picture.behind]
    if not picture.api_answers:
        said.append(f"The API is silent at {picture.api}.")
    if picture.parked_inbounds:
        said.append(
            f"{picture.parked_inbounds} inbounds are parked: `omnihub parked list` shows them."
        )
    if picture.parked_rows:
        said.append(
            f"{picture.parked_rows} rows of projections are parked: `omnihub parked retry --all`."
        )
    if picture.clocks_overdue:
        said.append(f"{picture.clocks_overdue} clocks are overdue: is the watchdog running?")
    said += [_tight(store) for store in picture.stores if store.level > Level.ROOMY]
    return said + [_trouble(one) for one in picture.channels if _in_trouble(one)]


def _tight(store: StoreSaid) -> str:
    level = store.level.name.lower()
    return f"The store {store.store} is {level}: {store.percent} % are used. {remedy(store.store)}"


def _in_trouble(row: ChannelRow) -> bool:
    """What was paused by hand has no remedy, and is no trouble."""
    return row.state == "faltering" or (row.state == "paused" and row.remedy is not None)


def _trouble(row: ChannelRow) -> str:
    return f"{row.account} is {row.state}: {row.reason} {row.remedy or ''}".rstrip()
