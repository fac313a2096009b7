"""Ids that callers choose, so that what they say twice is one."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

ChosenId = Annotated[
    UUID | None, Field(description="Chosen by the caller: the same id is one for ever.")
]
