"""Capture: who is it, and what does it mean? From INBOUND to EVENTS."""
