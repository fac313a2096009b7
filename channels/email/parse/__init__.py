"""Reading a mail: pure functions that give something for whatever bytes they are given."""
