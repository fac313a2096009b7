"""What is set: the settings of a command, from its options and the environment."""

from pathlib import Path

from hub.configuration.reading import read
from hub.settings import Settings


def settings_for(data: Path | None, **said: object) -> Settings:
    """The settings of the environment; what is said here goes before.

    Raises:
        Misconfigured: a variable is wrong or unknown, or some contradict each other.
    """
    return read({"data": data, **said}).checked()
