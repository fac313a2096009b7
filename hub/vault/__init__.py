"""The vault: what cannot be computed from the log. Keys, settings of channels, tokens."""
