"""`omnihub asyncapi`: the document of the doors."""

import sys

from hub.accounts.providers import providers
from hub.doors import asyncapi as document


def asyncapi() -> None:
    """Print the AsyncAPI document of the doors, for the channels that are installed."""
    sys.stdout.write(document(sorted(providers())) + "\n")
