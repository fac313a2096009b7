"""Logs go to standard error: `hub.logs.writing`, for commands."""

from hub.logs.writing import log_errors_only, log_to

__all__ = ["log_errors_only", "log_to"]
