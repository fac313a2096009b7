"""The log: the only truth. Appending, reading, sealing; JetStream below, events above."""
