"""How a file of the Bot API comes down the line: whole, late, or in part."""

import asyncio

from aiohttp import web

from hub.standins.faults import Cut, Delay, Hang


async def brought(
    request: web.Request, content: bytes, fault: Cut | Hang | Delay | None, stopping: asyncio.Event
) -> web.StreamResponse:
    """The file. Where the line is cut or falls silent, that is in the middle of it."""
    if isinstance(fault, Delay):
        await asyncio.sleep(fault.seconds)
    response = web.StreamResponse(headers={"Content-Type": "application/octet-stream"})
    response.content_length = len(content)
    await response.prepare(request)
    if not isinstance(fault, Cut | Hang):
        await response.write(content)
        return response
    await response.write(content[: len(content) // 2])
    if isinstance(fault, Hang):
        await stopping.wait()
    if request.transport is not None:
        request.transport.abort()
    return response
