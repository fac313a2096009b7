"""Traces: the way of one contact through the parts of the hub, from the provider to the screen."""
