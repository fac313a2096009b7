"""Twilio's signature: HMAC-SHA1 of the URL and the sorted parameters, in base64.

Source: twilio.com/docs/usage/security#validating-requests; where that leaves something open, the
request validator of Twilio's own SDK decides: the port may be there or not, a parameter's values
are sorted and each counts once, and JSON is covered by its hash in the query.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import ParseResult, parse_qs, parse_qsl, urlparse

HEADER = "x-twilio-signature"
Params = tuple[tuple[str, str], ...]

_MOST_FIELDS = 1000
_HTTPS_PORT, _HTTP_PORT = 443, 80


def form(body: bytes) -> Params:
    """The parameters of a body that is a form.

    Raises:
        ValueError: it is not one in UTF-8, or has over a thousand fields.
    """
    fields = parse_qsl(
        body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
    )
    return tuple(fields)


def is_signed(url: str, params: Params, signature: str | None, keys: Iterable[bytes]) -> bool:
    """Whether one of these keys signed a form that was posted to this URL."""
    given = (signature or "").encode("utf-8", "surrogatepass")
    fields = "".join(name + value for name, value in sorted(set(params)))
    try:
        texts = [(each + fields).encode("utf-8", "surrogatepass") for each in _spellings(url)]
    except ValueError:  # no address at all: its port, for one, is no number
        return False
    signed = [_signature(text, key) for key in keys for text in texts]
    # every pair is compared, so that the time it takes tells nothing
    return sum([hmac.compare_digest(given, one) for one in signed]) > 0


def is_signed_json(url: str, body: bytes, signature: str | None, keys: Iterable[bytes]) -> bool:
    """Whether one of these keys signed this URL, and the URL names this body."""
    hashes = parse_qs(urlparse(url).query).get("bodySHA256", [""])
    named = hashes[0].encode("utf-8", "surrogatepass")
    same = hmac.compare_digest(hashlib.sha256(body).hexdigest().encode(), named)
    return is_signed(url, (), signature, keys) and same


def _spellings(url: str) -> tuple[str, str]:
    parts = urlparse(url)
    return _without_port(parts), _with_port(parts)


def _without_port(parts: ParseResult) -> str:
    if not parts.port:
        return parts.geturl()
    return parts._replace(netloc=parts.netloc.split(":")[0]).geturl()


def _with_port(parts: ParseResult) -> str:
    if parts.port:
        return parts.geturl()
    port = _HTTPS_PORT if parts.scheme == "https" else _HTTP_PORT
    return parts._replace(netloc=f"{parts.netloc}:{port}").geturl()


def _signature(text: bytes, key: bytes) -> bytes:
    # Twilio has chosen SHA-1; as an HMAC it is not broken
    return base64.b64encode(hmac.new(key, text, hashlib.sha1).digest())
