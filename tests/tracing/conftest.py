"""Spans, kept in memory."""

from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from hub.tracing.sdk import SdkRecorder
from hub.tracing.spans import recorded_by


@pytest.fixture
def told() -> Iterator[InMemorySpanExporter]:
    """Everything is traced."""
    exporter = InMemorySpanExporter()
    with recorded_by(SdkRecorder(SimpleSpanProcessor(exporter), 1.0, "test")):
        yield exporter
