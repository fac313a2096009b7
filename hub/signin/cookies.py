"""Cookies: the session's, and the mark of a device on which somebody has signed in before.

Both are `__Host-` cookies (RFC 6265bis, 4.1.3.2): set by this host, for this host, over HTTPS. For
browsers http://127.0.0.1 and http://localhost are as good (Secure Contexts, 3.1).
"""

from datetime import timedelta

from starlette.responses import Response

SESSION = "__Host-omnihub"
DEVICE = "__Host-omnihub-device"
_DEVICE_LASTS = timedelta(days=180)


def keep_session(response: Response, secret: str) -> None:
    """Until the browser is closed, or the hub ends it."""
    response.set_cookie(SESSION, secret, secure=True, httponly=True, samesite="lax", path="/")


def drop_session(response: Response) -> None:
    """The browser forgets it."""
    response.delete_cookie(SESSION, secure=True, httponly=True, samesite="lax", path="/")


def keep_device(response: Response, mark: str) -> None:
    """It outlives sessions: it opens nothing, and only counts attempts apart."""
    response.set_cookie(
        DEVICE,
        mark,
        max_age=int(_DEVICE_LASTS.total_seconds()),
        secure=True,
        httponly=True,
        samesite="lax",
        path="/",
    )
