"""Secure: a browser keeps our cookies where nobody can listen, and nowhere else."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from contracts.errors import Invalid


def refuse_insecure(origin: str | None) -> None:
    """Nothing, where a browser on this page keeps a `__Host-` cookie.

    Raises:
        Invalid: it would silently not; with what to do.
    """
    if origin is None:
        return
    parts = urlsplit(origin)
    if parts.scheme == "http" and not is_this_machine(parts.hostname or ""):
        raise Invalid(
            f"browsers keep a sign-in only over HTTPS, and this page is {origin}: put the hub "
            "behind a proxy with a certificate and set OMNIHUB_API_URL to its address, or reach it "
            f"through a tunnel: ssh -L 8400:127.0.0.1:8400 {parts.hostname}, and then open "
            "http://127.0.0.1:8400"
        )


def is_this_machine(host: str) -> bool:
    """As "Is origin potentially trustworthy?" (Secure Contexts, 3.1) has it."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
