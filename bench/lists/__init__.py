"""Lists and search over a million clients and five million messages, as the console asks."""

from bench.lists.measuring import measure

__all__ = ["measure"]
