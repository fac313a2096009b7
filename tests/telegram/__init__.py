"""Telegram: the channel against a Bot API on the loopback, and its pure parts alone."""
