"""What we take for an e-mail address; stricter than RFC 5322, as what people really use is."""

import re

ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@<>\"(),:;\\\[\]]{1,255}")


def in_ascii(address: str) -> str:
    """The address with its domain as it stands in the DNS (RFC 5890).

    Raises:
        ValueError: this is not an address that mail can be sent to.
    """
    local, _, domain = address.rpartition("@")
    encoded = f"{local}@{domain.encode('idna').decode('ascii')}"
    if not ADDRESS.fullmatch(encoded):
        raise ValueError("this is not an e-mail address")
    return encoded
