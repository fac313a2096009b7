"""The desk: drafts, views, presence, canned answers, and the board of who waits."""
