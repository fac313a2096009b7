"""Leases: one active instance where one is needed, and a standby that takes over."""

from hub.leases.leases import Leases

__all__ = ["Leases"]
