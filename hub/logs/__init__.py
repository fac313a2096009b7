"""Logs: what the hub says of its own work, for an operator; never what somebody said to it."""
