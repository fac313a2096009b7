"""Tables: whether they are there at all, before somebody reads from them."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from hub.doctor.finding import Unseen

_THERE = text("SELECT to_regclass(:name) IS NOT NULL")


async def must_have(engine: AsyncEngine, *names: str) -> None:
    """Check that a database has these tables.

    Raises:
        Unseen: one is missing; the first start makes it.
    """
    async with engine.connect() as connection:
        for name in names:
            if not await connection.scalar(_THERE, {"name": name}):
                raise Unseen(f"The database was never prepared ({name} is missing)")
