"""Reading views: the rows of live builds, as the dataclasses they are."""
