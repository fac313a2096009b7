"""The OpenAPI document: every operation says which problems it may answer with."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from hub.api.problems import MEDIA_TYPE, Problem

_ALWAYS = {"413": "Too large", "422": "The words are off", "500": "A fault", "503": "Try again"}
_WITH_TOKEN = {
    "401": "No valid token",
    "403": "Not for this role",
    "404": "There is no such thing, or not yet",
}
_WITH_BODY = {"409": "Not in this state"}


def operation_id(route: APIRoute) -> str:
    """The name of the function: what a generated client calls it."""
    return route.name


class Api(FastAPI):
    """FastAPI, whose document tells of problems."""

    def openapi(self) -> dict[str, Any]:
        """The document."""
        if self.openapi_schema is None:
            document = super().openapi()
            for methods in document["paths"].values():
                for method, operation in methods.items():
                    _tell(operation, method)
            schemas = document["components"]["schemas"]
            schemas["Problem"] = Problem.model_json_schema()
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
        return super().openapi()


def _tell(operation: dict[str, Any], method: str) -> None:
    """Which problems: all that this operation may answer with."""
    problems = dict(_ALWAYS)
    if operation.get("security"):
        problems |= _WITH_TOKEN
    if method != "get":
        problems |= _WITH_BODY
    schema = {"$ref": "#/components/schemas/Problem"}
    for status, words in sorted(problems.items()):
        content = {MEDIA_TYPE: {"schema": schema}}
        operation["responses"][status] = {"description": words, "content": content}
