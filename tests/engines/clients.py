"""What a client does with an engine, in one line."""

import asyncpg
import nats
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.story import PATIENCE_SECONDS


async def publish(url: str, body: bytes) -> None:
    client = await nats.connect(url)
    try:
        log = client.jetstream(timeout=PATIENCE_SECONDS)
        await log.add_stream(name="LOG", subjects=["log"])
        await log.publish("log", body)
    finally:
        await client.close()


async def last_published(url: str) -> bytes | None:
    client = await nats.connect(url)
    try:
        log = client.jetstream(timeout=PATIENCE_SECONDS)
        return (await log.get_last_msg("LOG", "log")).data
    finally:
        await client.close()


async def ask(dsn: str, question: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def ask_by_sqlalchemy(url: str, question: str) -> object:
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            return (await connection.execute(text(question))).scalar_one()
    finally:
        await engine.dispose()
