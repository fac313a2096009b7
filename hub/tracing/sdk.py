"""OpenTelemetry's SDK, the one place that knows it; loaded only where traces are made."""

from collections.abc import Mapping

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_INSTANCE_ID, SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags

from hub.tracing.spans import Fact, Span
from hub.tracing.traceparent import Parent, written

_ANSWER_SECONDS = 2.0


class SdkSpan:
    """A span of the SDK's."""

    def __init__(self, span: trace.Span) -> None:
        self._span = span

    @property
    def header(self) -> str:
        """The `traceparent` of what follows from it."""
        context = self._span.get_span_context()
        return written(context.trace_id, context.span_id)

    def note(self, facts: Mapping[str, Fact]) -> None:
        """Say more of it."""
        self._span.set_attributes(facts)

    def end(self) -> None:
        """It is over now."""
        self._span.end()


class SdkRecorder:
    """Makes spans and hands them to `processor`; the process's global provider is left alone."""

    def __init__(self, processor: SpanProcessor, share: float, instance: str) -> None:
        self._provider = TracerProvider(
            sampler=ParentBased(TraceIdRatioBased(share)),
            resource=Resource.create({SERVICE_NAME: "omnihub", SERVICE_INSTANCE_ID: instance}),
            shutdown_on_exit=False,
        )
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("omnihub")

    def begin(self, name: str, parent: Parent | None, facts: Mapping[str, Fact]) -> Span | None:
        """A step that begins now; None if this trace is not among those that are recorded."""
        span = self._tracer.start_span(name, _context(parent), attributes=facts)
        return SdkSpan(span) if span.is_recording() else None

    def close(self) -> None:
        """Hand over what is left; takes as long as the collector takes to answer."""
        self._provider.shutdown()


def _context(parent: Parent | None) -> Context:
    if parent is None:
        return Context()
    flags = TraceFlags(parent.sampled)
    above = SpanContext(parent.trace_id, parent.span_id, is_remote=True, trace_flags=flags)
    return trace.set_span_in_context(NonRecordingSpan(above), Context())


def exporting(endpoint: str, share: float, instance: str) -> SdkRecorder:
    """A recorder that sends spans to a collector, OTLP over HTTP, in a thread of its own.

    What the collector does not take in time is dropped: nothing waits for it.
    """
    exporter = OTLPSpanExporter(endpoint=endpoint, timeout=_ANSWER_SECONDS)
    return SdkRecorder(BatchSpanProcessor(exporter), share, instance)
