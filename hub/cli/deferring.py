"""Deferring: what a start declares and does not use yet is built when it is used."""

import contextlib
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict


@contextlib.contextmanager
def models_built_when_used() -> Iterator[None]:
    """Models that are declared within are built when somebody uses them first.

    Of the hundreds that a web framework and its OpenAPI document declare a start uses a few; to
    build them all is a fifth of it. By the common base, since most of them are not ours.
    """
    before = BaseModel.model_config
    BaseModel.model_config = ConfigDict(**before, defer_build=True)
    try:
        yield
    finally:
        BaseModel.model_config = before
