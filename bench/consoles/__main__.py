"""The api process of `bench.consoles.door`."""

import asyncio
import contextlib

from bench.consoles.door import serve
from hub.cli.serving import new_event_loop
from hub.logs.writing import log_errors_only

log_errors_only()
with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=new_event_loop) as runner:
    runner.run(serve())
