"""The callers of the API, for what is parked."""

from tests.api.conftest import admin, anna, http, moving, story

__all__ = ["admin", "anna", "http", "moving", "story"]
