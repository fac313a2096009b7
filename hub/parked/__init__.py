"""What was put aside for a person: looked at, tried again, given up."""
