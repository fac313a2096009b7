"""The demonstration: a small company lives for a minute, on a real hub and stand-ins around it."""
