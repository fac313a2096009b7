"""Stand-ins for the providers: they speak the real protocols, fail on request, and remember."""
