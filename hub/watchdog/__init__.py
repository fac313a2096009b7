"""The watchdog: who waits too long, and who has to know?"""
