"""The command line, `omnihub`: for those who run the hub."""

from hub.cli.importing import without_collecting

with without_collecting():
    from hub.cli.root import app


def main() -> None:
    """Do what the arguments of this process say, and exit."""
    app(prog_name="omnihub")
