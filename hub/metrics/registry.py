"""The registry: what this process counts. Our own, so that no library adds to it unasked."""

from prometheus_client import CollectorRegistry, ProcessCollector, disable_created_metrics

# a second series for each counter, which nobody reads
disable_created_metrics()  # type: ignore[no-untyped-call]  # the library has not annotated it
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
