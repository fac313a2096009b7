"""A hub whose views move, and the staff of a small company with a card each."""

from tests.api.conftest import admin, anna, http, moving, story

__all__ = ["admin", "anna", "http", "moving", "story"]
