"""Screenshots of the console, as they stand in the README."""
