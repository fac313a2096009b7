"""The steps; the number that a file's name begins with is its revision."""
