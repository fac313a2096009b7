"""Sealing: AES-256-GCM, under keys from the deployment's secret or from the vault."""

import hashlib
import hmac
import secrets
from datetime import datetime
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from contracts.errors import HubError

KEY_BYTES = 32
_NONCE_BYTES = 12
_DIGEST_HEX = 32


class BrokenSeal(HubError):
    """What was sealed was changed, or the key is another one."""


def new_key() -> bytes:
    """A key from the system's randomness, 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Nonce and ciphertext; only readable together with the same `bound_to` (associated data)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """What `seal` was given.

    Raises:
        BrokenSeal: the bytes, the key or `bound_to` are not those.
    """
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise BrokenSeal("a sealed block does not open") from error


class Secret:
    """The deployment's secret: 32 bytes that every other key follows from, never shown."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < KEY_BYTES:
            raise ValueError("the deployment's secret has to be 32 bytes or more")
        self._secret = secret
        self._derived = lru_cache(maxsize=256)(self._derive)
        self._digest_key = self._derived("digest")
        self.vault_key = self._derived("vault")

    def _derive(self, purpose: str) -> bytes:
        kdf = HKDF(
            algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"omnihub {purpose}".encode()
        )
        return kdf.derive(self._secret)

    def ingest_key(self, epoch: str) -> bytes:
        """The key of one month (`epoch_of`) for INBOUND and blobs: known without the vault."""
        return self._derived(f"ingest {epoch}")

    def digest(self, *parts: str | bytes) -> str:
        """A keyed digest (HMAC-SHA256, 32 hexadecimal digits) that tells an outsider nothing."""
        mac = hmac.new(self._digest_key, digestmod=hashlib.sha256)
        for part in parts:
            raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            mac.update(len(raw).to_bytes(8, "big") + raw)
        return mac.hexdigest()[:_DIGEST_HEX]


def epoch_of(at: datetime) -> str:
    """The month whose ingest key is in use, as in `2026-11`."""
    return at.strftime("%Y-%m")
