"""What only its holder knows: 256 random bits, shown once, kept as a hash."""

import hashlib
import secrets

_BYTES = 32


def new_secret() -> str:
    """43 characters that may stand in an address."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(secret: str) -> bytes:
    """What is kept; so many random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
