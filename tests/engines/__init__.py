"""The engines, held to what they promise: by starting, killing and asking them."""
