"""Everything concrete, wired in one place."""
