"""The databases as SQLAlchemy reaches them: nobody waits for long for one that is away."""

import asyncio

from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 10.0
_LEAVE_SECONDS = 2.0


def sql_engine(dsn: str) -> AsyncEngine:
    """An engine whose connections notice when the server went away, and give up in seconds.

    Whoever works longer than that, such as a rebuild, has an engine of its own.
    """
    engine = create_async_engine(
        dsn.replace("postgresql://", "postgresql+asyncpg://", 1),
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        hide_parameters=True,
        connect_args={"timeout": _CONNECT_SECONDS, "command_timeout": _ANSWER_SECONDS},
    )
    event.listen(engine.sync_engine, "handle_error", _lost)
    return engine


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
