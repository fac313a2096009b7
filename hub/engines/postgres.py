"""The databases' server: PostgreSQL, on a unix socket where its path fits, else on the loopback."""

import secrets
import signal
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import asyncpg

from contracts.errors import Misconfigured
from hub.engines import account as accounts
from hub.engines import binaries, cluster
from hub.engines.account import Account
from hub.engines.engine import Engine, Listener
from hub.engines.folder import DataFolder
from hub.engines.ports import LOOPBACK, free_port, is_free
from hub.engines.process import Child

NAME = "postgres"
DATABASES = ("views", "vault")

_USER = "omnihub"
_SOCKET_PORT = 5432  # only a part of the socket's name
_SOCKET_LIMIT_BYTES = 107  # sun_path of unix(7), without its end
_SILENT = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
"""Rows hold what clients wrote. An error of a statement quotes them, and its sender is told of it:
the server's own log has what concerns the server (`log` stands above `error` there)."""

_SWIFT = {"recovery_init_sync_method": "syncfs"} if sys.platform == "linux" else {}
"""After a crash it would open every file of the cluster to sync it: one call does that."""

_UNFIT_FOR_A_SOCKET = frozenset(",:'\"\\")  # each means something to PostgreSQL or to a driver


class Postgres:
    """A PostgreSQL with the databases `views` and `vault`, for one user with a drawn password."""

    def __init__(self, data: Path, listener: Listener | None = None) -> None:
        self._folder = DataFolder(data)
        self._facts = self._folder.recall(NAME)
        self._sockets = self._folder.made("run/postgres")
        self._cluster = self._folder.root / NAME
        self._account: Account | None = None
        engine = Engine(
            name=NAME, prepare=self._prepare, answers=self._answers, stop_signal=signal.SIGINT
        )
        self.child = Child(engine, self._folder, listener)

    @property
    def pid(self) -> int | None:
        """The server's first process, while there is one."""
        return self.child.pid

    def url(self, database: str) -> str:
        """The address of a database for SQLAlchemy."""
        return self._address("postgresql+asyncpg", database)

    def dsn(self, database: str) -> str:
        """The address of a database for plain asyncpg."""
        return self._address("postgresql", database)

    async def start(self) -> None:
        """Return when the server is up and has its databases.

        Raises:
            Misconfigured: it cannot be started, or does not accept the noted password.
        """
        await self.child.start()
        await self._create_missing(DATABASES)

    async def stop(self) -> None:
        """End the server; what clients left open is rolled back."""
        await self.child.stop()

    async def _prepare(self) -> Sequence[str]:
        if not self.child.settled:
            self._choose_address()
        account = self._account = self._account or await accounts.choose()
        programs = binaries.postgres_folder()
        await self._make_cluster(programs, account)
        cluster.clean(self._cluster, self._sockets)
        command = [str(programs / "postgres"), "-D", str(self._cluster), *self._settings()]
        return cluster.as_account(account, command, signal.SIGINT)

    async def _answers(self, pid: int) -> bool:
        return cluster.serves(self._cluster, pid)

    def _choose_address(self) -> None:
        drawn = {"user": _USER, "password": secrets.token_urlsafe(24), "port": free_port()}
        if not is_free(self._facts.get("port", drawn["port"])):
            del self._facts["port"]
        self._facts = drawn | self._facts
        self._folder.note(NAME, self._facts)

    async def _make_cluster(self, programs: Path, account: Account) -> None:
        accounts.open_for(account, self._folder.root)
        account.must_reach([self._cluster, programs / NAME])
        account.own(self._sockets)
        user, password = self._facts["user"], self._facts["password"]
        await cluster.made(programs, self._folder, NAME, account, user, password)

    def _settings(self) -> list[str]:
        settings = {
            **self._listening(),
            "cluster_name": "omnihub",
            "fsync": "on",
            "full_page_writes": "on",
            "synchronous_commit": "on",
            "logging_collector": "off",
            "log_destination": "stderr",
            **_SILENT,
            **_SWIFT,
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _listening(self) -> dict[str, Any]:
        if self._on_socket():
            place = {"unix_socket_directories": f'"{self._sockets}"', "port": _SOCKET_PORT}
            return {"listen_addresses": "", "unix_socket_permissions": "0700", **place}
        return {
            "listen_addresses": LOOPBACK,
            "port": self._facts["port"],
            "unix_socket_directories": "",
        }

    def _on_socket(self) -> bool:
        socket = str(self._sockets / f".s.PGSQL.{_SOCKET_PORT}")
        fits = len(socket.encode()) <= _SOCKET_LIMIT_BYTES
        return fits and _UNFIT_FOR_A_SOCKET.isdisjoint(socket)

    def _address(self, driver: str, database: str) -> str:
        login = f"{driver}://{self._facts['user']}:{self._facts['password']}"
        if self._on_socket():
            return f"{login}@/{database}?host={quote(str(self._sockets), safe='')}"
        return f"{login}@{LOOPBACK}:{self._facts['port']}/{database}"

    async def _create_missing(self, databases: Iterable[str]) -> None:
        connection = await self._connect()
        try:
            rows = await connection.fetch("SELECT datname FROM pg_database")
            for database in set(databases) - {row["datname"] for row in rows}:
                await connection.execute(f'CREATE DATABASE "{database}"')
        finally:
            await connection.close()

    async def _connect(self) -> "asyncpg.Connection[asyncpg.Record]":
        try:
            return await asyncpg.connect(self.dsn("postgres"))
        except asyncpg.InvalidPasswordError as error:
            raise Misconfigured(
                f"The database in {self._cluster} does not know the password in engines.json.",
                remedy="Restore the two from the same backup.",
            ) from error
