"""Somebody with a token."""

from dataclasses import dataclass
from typing import Any

from httpx import AsyncClient, Response


@dataclass
class Caller:
    http: AsyncClient
    token: str

    async def __call__(self, method: str, path: str, **said: Any) -> Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        if said.pop("json_bytes", False):
            headers["Content-Type"] = "application/json"
        return await self.http.request(method, path, headers=headers, **said)

    async def get(self, path: str, **params: Any) -> Any:
        answer = await self("GET", path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def does(self, method: str, path: str, **body: Any) -> Any:
        answer = await self(method, path, json=body)
        assert answer.is_success, answer.text
        return answer.json()
