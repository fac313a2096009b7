"""Room: how full the stores are, and what is not taken any more when they are."""
