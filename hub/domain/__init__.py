"""The rules of the business: pure, without I/O, clock, broker or database."""
