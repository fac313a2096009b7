"""Supervision: what stands still is found, started anew, and in the end the whole process."""
