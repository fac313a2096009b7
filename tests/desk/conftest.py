"""The same hub and the same callers as the API's, and a colleague."""

import pytest

from hub.house import House
from tests.api.caller import Caller
from tests.api.conftest import admin, anna, http, moving, story
from tests.examples import GLEB

__all__ = ["admin", "anna", "http", "moving", "story"]


@pytest.fixture
async def gleb(moving: House, anna: Caller) -> Caller:
    return Caller(anna.http, await moving.tokens.give("gleb", "employee", GLEB))
