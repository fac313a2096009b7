"""Fetching: what a provider's URL names, from the provider and from nowhere else."""

from hub.fetching.fetch import Fetched, Fetcher

__all__ = ["Fetched", "Fetcher"]
