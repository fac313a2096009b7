"""Elapsed: a clock of seconds that goes on while the process is stopped or the machine sleeps."""

import time

# Linux stops its monotonic clock while the machine is suspended, the other systems do not.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def elapsed() -> float:
    """Seconds since some moment in the past; nobody can set it, nothing holds it up."""
    return time.clock_gettime(_CLOCK)
