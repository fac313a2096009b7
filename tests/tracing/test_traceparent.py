"""What a header says, and what none is."""

import pytest

from hub.tracing.traceparent import Parent, parsed, written

TRACE, SPAN = 0x0AF7651916CD43DD8448EB211C80319C, 0xB7AD6B7169203331


def test_what_is_written_is_read() -> None:
    assert parsed(written(TRACE, SPAN)) == Parent(TRACE, SPAN, sampled=True)


@pytest.mark.parametrize("flags", ["00", "02"])
def test_a_trace_that_is_not_recorded_says_so(flags: str) -> None:
    header = written(TRACE, SPAN)[:-2] + flags

    assert parsed(header) == Parent(TRACE, SPAN, sampled=False)


def test_a_later_version_may_say_more() -> None:
    assert parsed("cc" + written(TRACE, SPAN)[2:] + "-more") == Parent(TRACE, SPAN, sampled=True)


@pytest.mark.parametrize(
    "malformed",
    [
        None,
        "",
        "00",
        "ff" + written(TRACE, SPAN)[2:],
        written(TRACE, SPAN) + "-more",
        written(TRACE, SPAN).upper(),
        written(TRACE, SPAN) + "\r\n",
        written(0, SPAN),
        written(TRACE, 0),
        "\x1b[31m" + written(TRACE, SPAN),
        "９" * 55,
    ],
)
def test_a_malformed_header_is_no_trace(malformed: str | None) -> None:
    assert parsed(malformed) is None
