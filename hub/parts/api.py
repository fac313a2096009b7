"""The role `api`: the HTTP interface, and the accounts that are called through it."""

from collections.abc import Iterator

from hub.accounts.hooks import Hooks
from hub.accounts.keeper import Keeper
from hub.api.serve import serve
from hub.parts.part import Ground, Named, part


def parts(on: Ground) -> Iterator[Named]:
    """The server, and the receiving side of what is called."""
    hooks = Hooks()
    yield part(on.house, "hooks", Keeper(on.house, on.doors, hooks=hooks).run)
    yield part(on.house, "api", lambda: serve(on.house, hooks), None)
