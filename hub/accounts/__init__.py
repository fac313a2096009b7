"""Channel accounts at work: each receives, and brings out what is queued for it."""
