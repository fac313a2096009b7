"""Uploads: files that employees put there to send them; sealed, and void after a day."""
