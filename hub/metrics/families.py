"""Families: what was seen, as Prometheus names it."""

from collections.abc import Iterable, Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from hub.condition import Condition, RoleState
from hub.looking.counts import Counts
from hub.looking.engines import Answering
from hub.looking.heads import Heads
from hub.looking.readers import ProjectionAt
from hub.metrics.lateness import Reader
from hub.metrics.looked import Looked

_Samples = Iterable[tuple[tuple[str, ...], float]]
"""The values of the labels, and the value."""


def families(condition: Condition, seen: Looked) -> Iterator[Metric]:
    """All of them; those of which nothing is known are left out."""
    yield from _process(condition)
    yield from _engines(seen.engines)
    if seen.heads:
        yield from _streams(seen.heads)
    yield from _readers(seen.readers)
    if seen.counts:
        yield from _aside(seen.projections)
        yield from _counts(seen.counts)
    yield from _leases(seen.leases)


def _gauge(name: str, says: str, labels: tuple[str, ...], samples: _Samples) -> Metric:
    family = GaugeMetricFamily(f"omnihub_{name}", says, labels=labels)
    for values, value in samples:
        family.add_metric(values, value)
    return family


def _process(condition: Condition) -> Iterator[Metric]:
    parts = [
        ((name, state.value), float(part.state is state))
        for name, part in condition.parts.items()
        for state in RoleState
    ]
    says = "Whether a part of this process is in this state."
    yield _gauge("part_state", says, ("part", "state"), parts)
    stores = [((name,), level) for name, level in condition.stores.items()]
    says = "How full a store is: 0 roomy, 1 tight, 2 no attachments any more, 3 nothing accepted."
    yield _gauge("store_level", says, ("store",), stores)


def _engines(engines: Answering) -> Iterator[Metric]:
    there = {
        "nats": engines.nats,
        "jetstream": engines.jetstream,
        "views": engines.views,
        "vault": engines.vault,
    }
    samples = [((name,), float(answers)) for name, answers in there.items()]
    yield _gauge("engine_up", "Whether an engine answers this process.", ("engine",), samples)


def _streams(heads: Heads) -> Iterator[Metric]:
    streams = {"INBOUND": heads.inbound, "EVENTS": heads.events}
    says = "The position of a stream's last message."
    ends = [((name,), head.position) for name, head in streams.items()]
    yield _gauge("stream_head", says, ("stream",), ends)
    sizes = [((name,), head.size) for name, head in streams.items()]
    yield _gauge("stream_bytes", "What a stream takes on disk.", ("stream",), sizes)


def _readers(readers: tuple[Reader, ...]) -> Iterator[Metric]:
    labels = ("reader", "stream")
    names = [(one.name, one.stream) for one in readers]
    positions = zip(names, [one.position for one in readers], strict=True)
    yield _gauge("reader_position", "How far a reader has come.", labels, positions)
    lags = zip(names, [one.lag for one in readers], strict=True)
    yield _gauge("reader_lag_messages", "How many messages are before it.", labels, lags)
    says = "For how long the oldest of them has waited; 0 where there is none."
    seconds = zip(names, [one.seconds for one in readers], strict=True)
    yield _gauge("reader_lag_seconds", says, labels, seconds)


def _aside(projections: tuple[ProjectionAt, ...]) -> Iterator[Metric]:
    samples = [((one.name,), one.parked) for one in projections]
    says = "Rows of a projection that stand still since an event could not be folded."
    yield _gauge("parked_rows", says, ("projection",), samples)


def _counts(counts: Counts) -> Iterator[Metric]:
    said = {
        "parked_inbounds": ("Inbounds that were put aside for a person.", counts.parked_inbounds),
        "deliveries_open": ("Messages that are still to be brought out.", counts.deliveries_open),
        "clocks_late": ("Clocks that the watchdog should have seen to.", counts.clocks_late),
        "reminders_late": ("Reminders it should have seen to.", counts.reminders_late),
        "tasks_late": ("Open tasks whose time has passed.", counts.tasks_late),
    }
    for name, (says, value) in said.items():
        yield _gauge(name, says, (), [((), value)])


def _leases(leases: dict[str, bool]) -> Iterator[Metric]:
    samples = [((name,), float(ours)) for name, ours in leases.items()]
    says = "Whether this process holds a lease that somebody holds."
    yield _gauge("lease_held", says, ("lease",), samples)
