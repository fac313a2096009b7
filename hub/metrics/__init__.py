"""Metrics: what this process does and sees, in numbers, for Prometheus."""
