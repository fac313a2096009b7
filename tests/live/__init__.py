"""The live stream, over real HTTP, on real engines."""
