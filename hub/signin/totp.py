"""Codes of a second factor: RFC 6238, six digits, 30 seconds; one step early or late will do."""

import hmac
from datetime import datetime

import pyotp
import segno

_STEP_SECONDS = 30
_AROUND = (0, -1, 1)
ISSUER = "Omnihub"


def new_totp() -> str:
    """A secret of 160 bits, in base32."""
    return pyotp.random_base32()


def uri_of(secret: str, login: str) -> str:
    """What an authenticator app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def svg_of(uri: str) -> str:
    """The QR code, as an SVG element without a script or a reference to anywhere."""
    return segno.make(uri, error="m").svg_inline(scale=4, border=2)


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The time step that this is the code of, now or one before or after; None: a wrong one."""
    now = int(at.timestamp()) // _STEP_SECONDS
    said = "".join(code.split()).encode("utf-8", "surrogatepass")
    totp = pyotp.TOTP(secret)
    right = [
        now + away
        for away in _AROUND
        if hmac.compare_digest(totp.generate_otp(now + away).encode(), said)
    ]
    return right[0] if right else None
