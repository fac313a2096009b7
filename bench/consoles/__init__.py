"""Many consoles on one api process: what it costs, and how long a command takes meanwhile."""

from bench.consoles.measuring import measure

__all__ = ["measure"]
