"""The desk: what one employee has in front of them: drafts, views, who else is looking."""
