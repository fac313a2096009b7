"""Health: whether the engines answer; for whoever watches from outside."""

import asyncio
from typing import Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from hub.api.access import Action, HouseOf, OpenToAll
from hub.faults import ENGINE_FAULTS

router = APIRouter(prefix="/health", tags=["status"])
_SECONDS = 2.0


class Health(BaseModel):
    """`degraded`: an engine does not answer."""

    status: Literal["ok", "degraded"]


@router.get(
    "",
    dependencies=[Depends(OpenToAll(Action.SEE_HEALTH))],
    openapi_extra={"security": []},
)
async def get_health(house: HouseOf) -> Health:
    """Whether the engines answer."""
    answers = await asyncio.gather(_answers(house.views), _answers(house.vault))
    return Health(status="ok" if all(answers) and house.nc.is_connected else "degraded")


async def _answers(engine: AsyncEngine) -> bool:
    try:
        async with asyncio.timeout(_SECONDS), engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
    except ENGINE_FAULTS:
        return False
    return True
