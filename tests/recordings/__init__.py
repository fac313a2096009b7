"""Recordings: from a provider on the loopback into the blob store."""
