"""Fetching: what the guard lets through, and what never leaves the hub."""
