"""The sender: brings out what is queued, once, and says how it went."""
