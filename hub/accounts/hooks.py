"""Hooks: which accounts can be called, and who takes their requests in this process."""

import contextlib
from collections.abc import Iterable, Iterator

from contracts.channel import Manifest, WebAnswer, WebRequest
from contracts.errors import NotFound, Transient
from hub.accounts.calls import Calls
from hub.accounts.providers import providers
from hub.vault.channels import Account

MOST_BYTES = 1_000_000
MOST_BYTES_WITH_FILES = 12_000_000
"""A request's body; the second where the channel takes files."""

_RETRY_SECONDS = 5.0


def called(channel: str) -> bool:
    """Whether the accounts of this channel are called; False for one that is not installed."""
    provider = providers().get(channel)
    return provider is not None and provider.manifest.called


class Hooks:
    """The accounts that can be called. Other processes may serve the same ones."""

    def __init__(self) -> None:
        self._known: dict[str, Manifest] | None = None
        self._open: dict[str, Calls] = {}

    def know(self, accounts: Iterable[Account]) -> None:
        """These are connected, paused or not; those that are not called are left out."""
        self._known = {
            account.name: providers()[account.channel].manifest
            for account in accounts
            if called(account.channel)
        }

    def most_bytes(self, account: str) -> int:
        """How large the body of a request to this account may be."""
        manifest = (self._known or {}).get(account)
        return MOST_BYTES_WITH_FILES if manifest and manifest.attachments else MOST_BYTES

    @contextlib.contextmanager
    def serving(self, account: str) -> Iterator[Calls]:
        """The account's channel is open for as long as this lasts."""
        calls = self._open[account] = Calls()
        try:
            yield calls
        finally:
            calls.close()
            if self._open.get(account) is calls:
                del self._open[account]

    def must_be_open(self, account: str) -> Calls:
        """Where the requests to this account go.

        Raises:
            NotFound: there is no such account, or it is not one that is called.
            Transient: it is paused, or nobody serves it at this moment.
        """
        if account in self._open:
            return self._open[account]
        if self._known is not None and account not in self._known:
            raise NotFound("there is nothing to call here")
        raise Transient("this account takes nothing at the moment", retry_after=_RETRY_SECONDS)

    async def ask(self, account: str, request: WebRequest) -> WebAnswer:
        """What the account's channel answers.

        Raises:
            NotFound: as `must_be_open`.
            Transient: likewise, or too many wait, or there was no answer in time.
        """
        return await self.must_be_open(account).ask(request)
