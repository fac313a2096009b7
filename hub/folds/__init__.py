"""Projections that need the rules: where every aggregate stands, and who waits."""
