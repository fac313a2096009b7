"""Views: lists of conversations with a name, the caller's own and those that are shared."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from contracts.errors import Forbidden
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf, employee, may
from hub.api.models.desk import SavedView, SavedViews, ViewBody, ViewFilter
from hub.desk.views import View, remove_view, save_view, view_named, views_of

router = APIRouter(prefix="/views", tags=["desk"])
Viewer = Annotated[Bearer, Depends(Allowed(Action.SEE_CONVERSATIONS))]


@router.get("")
async def list_views(house: HouseOf, bearer: Viewer) -> SavedViews:
    """Those of the caller, and those that are shared: a view shows nobody more than they reach."""
    found = await views_of(house, bearer.employee_id)
    return SavedViews(items=[_shown(one, bearer) for one in found])


@router.put("/{view_id}")
async def put_view(house: HouseOf, bearer: Viewer, view_id: UUID, body: ViewBody) -> SavedView:
    """Make a view, or change one of the caller's own."""
    filter_ = body.filter.model_dump(mode="json", exclude_none=True)
    view = View(view_id, employee(bearer), body.name, filter_, body.shared, house.clock())
    await save_view(house, view)
    return _shown(view, bearer)


@router.delete("/{view_id}", status_code=204)
async def delete_view(house: HouseOf, bearer: Viewer, view_id: UUID) -> None:
    """The caller's own; or a shared one, for who keeps the employees: its author may have left."""
    view = await view_named(house, view_id, bearer.employee_id)
    if view.employee_id != bearer.employee_id and not may(bearer, Action.KEEP_EMPLOYEES):
        raise Forbidden("only who has made a view can remove it")
    await remove_view(house, view_id)


def _shown(view: View, bearer: Bearer) -> SavedView:
    return SavedView(
        view_id=view.view_id,
        name=view.name,
        filter=ViewFilter.model_validate(view.filter),
        shared=view.shared,
        mine=view.employee_id == bearer.employee_id,
    )
