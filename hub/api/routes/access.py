"""Access: who may do what, as a table."""

from fastapi import APIRouter, Depends, Request

from hub.api.access import Action, Allowed
from hub.api.models.access import Matrix

router = APIRouter(prefix="/access", tags=["access"])


@router.get("/matrix", dependencies=[Depends(Allowed(Action.KEEP_ROLES))])
async def get_matrix(request: Request) -> Matrix:
    """What each ready-made role gets at each operation: of what is theirs, and a colleague's."""
    matrix: Matrix = request.app.state.matrix
    return matrix
