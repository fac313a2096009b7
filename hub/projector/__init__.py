"""The projector: reads EVENTS, folds, writes rows and checkpoint in one transaction."""
