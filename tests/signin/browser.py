"""A browser: it keeps cookies, says where its page comes from, and has the console's header."""

from dataclasses import dataclass, field
from typing import Any

from httpx import AsyncClient, Response

HERE = "https://hub"


@dataclass
class Browser:
    http: AsyncClient
    cookies: dict[str, str] = field(default_factory=dict)
    origin: str | None = HERE
    address: str = "203.0.113.7"
    header: str | None = "console"

    async def __call__(self, method: str, path: str, **said: Any) -> Response:
        headers = {"X-Forwarded-For": self.address, **said.pop("headers", {})}
        if method != "GET" and self.origin:
            headers["Origin"] = self.origin
        if self.header:
            headers["X-Omnihub"] = self.header
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        answer = await self.http.request(method, path, headers=headers, **said)
        self.http.cookies.clear()  # the client is every browser's, its jar is nobody's
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
            if "max-age=0" in line.lower():
                del self.cookies[name]
        return answer

    async def signs_in(self, login: str, password: str, code: str | None = None) -> Response:
        said = {"login": login, "password": password} | ({"code": code} if code else {})
        return await self("POST", "/session", json=said)

    async def does(self, method: str, path: str, **body: Any) -> Any:
        answer = await self(method, path, json=body or None)
        assert answer.is_success, answer.text
        return answer.json()


def secret_in(url: str) -> str:
    """What stands behind the `#`."""
    begin, _, secret = url.partition("#")
    assert begin.endswith("/welcome"), url
    return secret
