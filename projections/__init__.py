"""Answers kept ready; one file answers one question."""
