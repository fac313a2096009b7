"""Serving the API: uvicorn inside the hub's own loop."""

import asyncio

from hub.house import House


async def serve(house: House) -> None:
    """Until cancelled."""
    _ = house
    await asyncio.Event().wait()
