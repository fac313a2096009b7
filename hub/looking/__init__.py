"""Looking: how far everybody is, counted where it stands; for status, health and metrics alike."""
