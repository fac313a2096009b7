"""The matrix is what happens: to every operation, for every role, about its own and another's."""

from typing import Any

import pytest
from fastapi import APIRouter, Depends, Request
from httpx import AsyncClient, Response

from contracts.errors import Forbidden, NotFound
from contracts.ids import EmployeeId, TaskId, derived
from contracts.task import TaskOpened
from hub.access.roles import READY_MADE
from hub.access.standing import ON_CARDS
from hub.api.access import Action, Allowed
from hub.api.app import create_app
from hub.api.models.access import Cell, Matrix, Operation
from hub.house import House
from tests.access.company import BORISES, VERAS, Card, about, acts_as, two_cards
from tests.api.caller import Caller
from tests.api.story import Story

NO_HOUSE: Any = None
MATRIX: Matrix = create_app(NO_HOUSE).state.matrix
ENDLESS = "/v1/live"
FILLED = {"account": "shop", "seq": "1", "number": "0", "name": "x", "pipeline": "sales"}
FILLED |= {"campaign": "autumn", "role": "x1", "label": "vip", "attribute": "city"}
FORBIDDEN = "your role may not do this"


def path_of(operation: Operation, card: Card) -> str:
    known = {name: str(derived("unknown", name)) for name in ("digest", "employee_id", "team_id")}
    path = operation.path
    for name, value in (known | FILLED | card.ids).items():
        path = path.replace(f"{{{name}}}", value)
    while "{" in path:
        path = path.replace(path[path.index("{") : path.index("}") + 1], str(derived("unknown")))
    return "http://hub" + path


def got(operation: Operation, answer: Response) -> str:
    """In the words of the matrix."""
    json = answer.content and "json" in answer.headers.get("content-type", "")
    said = answer.json() if json else {}
    detail = said.get("detail") if isinstance(said, dict) else None
    if answer.status_code == 403 and detail == FORBIDDEN:
        return "forbidden"
    gone = {f"there is no such {name.removesuffix('_id')}" for name in ON_CARDS}
    if answer.status_code == 404 and detail in gone and "_id}" in operation.path:
        return "hidden"
    if answer.status_code == 401:
        return "nobody"
    return "allowed"


async def calls(caller: Caller, operation: Operation, card: Card) -> str:
    return got(operation, await caller(operation.method, path_of(operation, card), json={}))


def wanted(operation: Operation, cell: Cell) -> tuple[str, str]:
    """What is no card's is the same twice."""
    about_card = any(f"{{{name}}}" in operation.path for name in ON_CARDS)
    return cell.own, (cell.foreign if about_card and cell.foreign else cell.own)


async def test_every_operation_answers_a_manager_as_the_matrix_says(
    story: Story, anna: Caller
) -> None:
    await two_cards(story)
    wrong = []
    for operation in MATRIX.operations:
        if operation.path == ENDLESS:
            continue
        cell = next(one for one in operation.cells if one.role == "manager")
        found: tuple[str, str] = (await calls(anna, operation, VERAS), cell.own)
        if cell.own == "allowed":
            found = found[0], await calls(anna, operation, BORISES)
        if found[::-1] != wanted(operation, cell):
            wrong.append((operation.method, operation.path, found, cell))

    assert wrong == []


async def test_every_guard_lets_in_every_role_as_the_matrix_says(
    moving: House, story: Story
) -> None:
    await two_cards(story)
    app, wrong = create_app(moving), []
    for role in sorted(READY_MADE.keys() - {"manager"}):
        who = EmployeeId(derived("employee", role))
        token = await acts_as(moving, story, who, role, role)
        await shares(story, BORISES, who)
        for operation in MATRIX.operations:
            cell = next(one for one in operation.cells if one.role == role)
            asked = [request(app, token, operation, card) for card in (BORISES, VERAS)]
            found = tuple([await let_in(one, operation) for one in asked])
            if found != wanted(operation, cell):
                wrong.append((role, operation.method, operation.path, found, cell))

    assert wrong == []


async def shares(story: Story, card: Card, who: EmployeeId) -> None:
    """They have a task about the client, who is a colleague's as well."""
    task = TaskOpened(
        task_id=TaskId(derived("task", who)), assignee_id=who, identity_id=card.identity_id
    )
    await story.tell(about("task", task.task_id), task, card.identity_id)


def request(app: Any, token: str, operation: Operation, card: Card) -> Request:
    """As the guard of a route gets it."""
    headers = [(b"authorization", f"Bearer {token}".encode())]
    named = {name: id_ for name, id_ in card.ids.items() if f"{{{name}}}" in operation.path}
    scope = {"type": "http", "app": app, "method": operation.method, "headers": headers}
    return Request(scope | {"path_params": named, "path": "/", "query_string": b""})


async def let_in(asked: Request, operation: Operation) -> str:
    try:
        await Allowed(operation.action)(asked, asked.app.state.house, None)
    except Forbidden:
        return "forbidden"
    except NotFound:
        return "hidden"
    return "allowed"


LISTS = sorted(
    {one.path for one in MATRIX.operations for cell in one.cells if cell.foreign == "left out"}
    - {ENDLESS}
)


async def test_no_list_count_search_or_export_holds_what_is_out_of_reach(
    moving: House, story: Story, http: AsyncClient
) -> None:
    await two_cards(story)
    keeper = "PUT", "/roles/keeper"
    admin = Caller(http, await moving.tokens.give("admin", "administrator"))
    modules = ("inbox", "clients", "deals", "tasks", "marketing")
    grants = {module: {"level": "administrator"} for module in modules}
    await admin.does(*keeper, title="Keeper", grants=grants)
    anna = Caller(http, await acts_as(moving, story, EmployeeId(derived("x")), "anna", "keeper"))
    asked = [(path, {"q": "vera"} if path.endswith("search") else {}) for path in LISTS]

    leaks = {}
    for path, params in asked:
        answer = await anna("GET", "http://hub" + path, params=params)
        assert answer.status_code == 200, (path, answer.text)
        leaks[path] = [id_ for id_ in (*VERAS.ids.values(), "vera") if id_ in answer.text]

    assert leaks == {path: [] for path in LISTS}


def test_a_route_about_something_of_which_nobody_said_whose_it_is_does_not_start() -> None:
    careless = APIRouter()
    guard = [Depends(Allowed(Action.SEE_CLIENTS))]
    careless.add_api_route("/{secret_id}", lambda: None, dependencies=guard)

    with pytest.raises(TypeError, match="secret_id"):
        create_app(NO_HOUSE, [careless])


def test_a_list_of_which_nobody_said_what_is_left_out_does_not_start() -> None:
    careless = APIRouter()
    guard = [Depends(Allowed(Action.SEE_CLIENTS))]
    careless.add_api_route("/birthdays", lambda: None, dependencies=guard)

    with pytest.raises(TypeError, match="birthdays"):
        create_app(NO_HOUSE, [careless])
