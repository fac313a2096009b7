"""A scrape: everything this process counts and sees, as text."""

from collections.abc import Iterable, Iterator

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.core import Metric
from prometheus_client.registry import Collector

from hub.condition import Condition
from hub.house import House
from hub.looking.engines import Answering
from hub.metrics.families import families
from hub.metrics.looked import Looked, look
from hub.metrics.registry import REGISTRY

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


async def scrape(condition: Condition, house: House | None) -> bytes:
    """The text; without a house, or where engines are away, what is known all the same."""
    seen = await look(house) if house else Looked(Answering())
    return generate_latest(_Both(families(condition, seen)))


class _Both(Collector):
    """What was counted, and what was seen."""

    def __init__(self, seen: Iterable[Metric]) -> None:
        self._seen = seen

    def collect(self) -> Iterator[Metric]:
        yield from REGISTRY.collect()
        yield from self._seen
