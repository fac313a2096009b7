"""Oneself: who asks, and what they may."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from hub.access.bearer import Bearer
from hub.access.known_roles import known_roles
from hub.access.modules import Level, Module
from hub.api.access import Action, Allowed, HouseOf, may
from hub.api.models.access import GrantShown, Me
from hub.signin.who import shown_by

router = APIRouter(tags=["employees"])
_UNDO_SECONDS = 10


@router.get("/me")
async def get_oneself(
    request: Request,
    house: HouseOf,
    bearer: Annotated[Bearer, Depends(Allowed(Action.SEE_ONESELF))],
) -> Me:
    """Who asks: their role, and every action that it lets them do."""
    async with house.views.connect() as connection:
        role = (await known_roles(connection)).get(bearer.role)
    who = bearer.employee_id
    credential = await house.signin.credentials.of(who) if who else None
    grants = {module: bearer.grant(module) for module in Module}
    return Me(
        employee_id=who,
        name=bearer.name,
        role=bearer.role,
        role_title=role.title if role else bearer.role,
        grants={
            module: GrantShown(level=grant.level, scope=grant.scope)
            for module, grant in grants.items()
            if grant.level is not Level.NONE
        },
        actions=[action for action in Action if may(bearer, action)],
        language=house.settings.language,
        undo_seconds=_UNDO_SECONDS,
        totp=credential is not None and credential.totp is not None,
        signed_in_by=shown_by(request).by.value,
    )
