"""A hub in this process whose lines to its engines can be spoilt, and a witness on good ones."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from sqlalchemy import make_url

from hub.addresses import Addresses
from hub.house import House, open_house
from hub.roles import Role, run_roles
from hub.standins.cutter import Cutter
from tests.story import running

ROLES = (Role.CAPTURE, Role.PROJECTOR, Role.CHANNELS, Role.WATCHDOG)


@dataclass(frozen=True)
class Lines:
    """The two lines of a hub: to the log, and to both databases."""

    log: Cutter
    database: Cutter

    def addresses(self, where: Addresses) -> Addresses:
        """The same engines, at the other end of these lines."""
        login, _, _ = where.nats_url.rpartition("@")
        return replace(
            where,
            nats_url=f"{login}@{self.log.host}:{self.log.port}",
            views=self._dsn(where.views),
            vault=self._dsn(where.vault),
        )

    def _dsn(self, dsn: str) -> str:
        url = make_url(dsn).set(host=self.database.host, port=self.database.port, query={})
        return url.render_as_string(hide_password=False)


@contextlib.asynccontextmanager
async def lines(where: Addresses, seed: int = 0) -> AsyncIterator[Lines]:
    """Good lines to these engines, for as long as this lasts."""
    log = urlsplit(where.nats_url)
    async with (
        Cutter(log.hostname or "", log.port or 0, seed=seed) as to_log,
        Cutter(*_database(where.views), seed=seed) as to_database,
    ):
        yield Lines(to_log, to_database)


def _database(dsn: str) -> tuple[str, int]:
    url = make_url(dsn)
    if url.host:
        return url.host, url.port or 0
    return f"{url.query['host']}/.s.PGSQL.{url.port or 5432}", 0


@contextlib.asynccontextmanager
async def hub_behind(between: Lines, witness: House) -> AsyncIterator[House]:
    """Every role but the API, at work at the other end of these lines."""
    where = between.addresses(witness.addresses)
    async with (
        open_house(witness.settings, where, witness.clock) as house,
        running(lambda: run_roles(house, ROLES)),
    ):
        yield house
