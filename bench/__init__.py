"""The bench: how fast is it, beside what the machine could do at most? `make bench`."""
