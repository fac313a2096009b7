"""The console in a real browser: what a manager waits for, in milliseconds and kilobytes."""

from bench.console.measuring import measure

__all__ = ["measure"]
