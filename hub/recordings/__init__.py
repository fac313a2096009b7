"""Recordings: what was said on the telephone, fetched from the provider and kept by us."""

from hub.recordings.run import Recordings

__all__ = ["Recordings"]
