-- Runs once, when the volume is empty: what is computed from the log, and what cannot be.
CREATE DATABASE views;
CREATE DATABASE vault;
