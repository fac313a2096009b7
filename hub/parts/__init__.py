"""The parts of each role: what runs for it in a process. A role imports what it needs, no more."""
