"""Signing in: who somebody is, proved by what they know and have, for as long as it lasts."""
