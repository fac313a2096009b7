"""Configuration: where each setting comes from, and what is wrong before anything starts."""
