"""The databases as SQLAlchemy reaches them: nobody waits for long for one that is away."""

import asyncio
import time
from functools import partial
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Dialect, ExceptionContext
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 10.0
_LEAVE_SECONDS = 2.0
_ANSWERED_SECONDS = 2.0
"""A connection that has answered since is asked nothing before it is used."""

_CONNECTIONS = 10
"""More would only wait for the processor; one beyond those that are kept would be opened, learn
every statement anew, and be closed, for each question of a busy hour.
"""

_ANSWERED_AT = "answered_at"


def sql_engine(dsn: str) -> AsyncEngine:
    """An engine whose connections notice when the server went away, and give up in seconds.

    Whoever works longer than that, such as a rebuild, has an engine of its own.
    """
    engine = create_async_engine(
        dsn.replace("postgresql://", "postgresql+asyncpg://", 1),
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_ANSWER_SECONDS,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={"timeout": _CONNECT_SECONDS, "command_timeout": _ANSWER_SECONDS},
    )
    event.listen(engine.sync_engine, "checkout", partial(_refuse_dead, engine.dialect))
    event.listen(engine.sync_engine, "handle_error", _lost)
    return engine


def _refuse_dead(
    dialect: Dialect, connection: Any, entry: ConnectionPoolEntry, _: PoolProxiedConnection
) -> None:
    """What the server has closed the driver knows; whether it hangs only an answer tells.

    To ask before each use would be three round trips, and more work than most questions.

    Raises:
        InvalidatePoolError: it is dead, so the others are as well: the pool makes new ones.
    """
    now, answered_at = time.monotonic(), entry.info.get(_ANSWERED_AT)
    if connection.driver_connection.is_closed():
        raise InvalidatePoolError
    if answered_at is not None and answered_at + _ANSWERED_SECONDS > now:
        return
    if answered_at is not None and not _answers(dialect, connection):
        raise InvalidatePoolError
    entry.info[_ANSWERED_AT] = now


def _answers(dialect: Dialect, connection: Any) -> bool:
    try:
        return dialect.do_ping(connection)
    except (dialect.loaded_dbapi.Error, TimeoutError):
        return False


def _lost(context: ExceptionContext) -> None:
    """Where one connection gets no answer the others get none either: the whole pool goes."""
    if isinstance(context.original_exception, TimeoutError):
        context.is_disconnect = True


async def disposed(engine: AsyncEngine) -> None:
    """Close its connections; those that do not even answer to that are let go."""
    try:
        async with asyncio.timeout(_LEAVE_SECONDS):
            await engine.dispose()
    except TimeoutError:
        await engine.dispose(close=False)
