"""Live: what happens on the log, told to whoever looks at a screen."""
