"""A hub that does nothing but run its engines: to be killed. `hub_process.py DATA`."""

import asyncio
import contextlib
import json
import sys
from pathlib import Path

import structlog

from contracts.errors import Misconfigured
from hub.engines import Engines


async def main(data: Path) -> None:
    async with Engines(data) as engines:
        told = {
            "nats": engines.nats.pid,
            "postgres": engines.postgres.pid,
            "nats_url": engines.nats_url,
            "dsn": engines.database_dsn("views"),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    with contextlib.suppress(KeyboardInterrupt):
        try:
            asyncio.run(main(Path(sys.argv[1])))
        except Misconfigured as error:
            sys.exit(str(error))
