"""Whose address it is: X-Forwarded-For counts from our own proxies, and from nobody else."""

from ipaddress import ip_network

import pytest

from hub.api.remote import remote_address
from hub.settings import Settings

OURS = (ip_network("10.0.0.0/8"), ip_network("::1/128"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "remote"),
    [
        ("203.0.113.7", [], "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.2.3.4, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.2.3.4", "198.51.100.1, 10.9.9.9"], "198.51.100.1"),
        ("10.0.0.1", ["junk"], "10.0.0.1"),
        ("10.0.0.1", ["1.2.3.4, junk, 10.9.9.9"], "10.9.9.9"),
        ("::1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("::ffff:10.0.0.1", ["2001:db8::1"], "2001:db8::1"),
        (None, ["198.51.100.1"], ""),
    ],
)
def test_the_right_most_stranger_is_who_called(
    peer: str | None, forwarded: list[str], remote: str
) -> None:
    assert remote_address(peer, forwarded, OURS) == remote


def test_nobody_is_trusted_unless_the_operator_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().api_trusted_proxies == ()

    monkeypatch.setenv("OMNIHUB_API_TRUSTED_PROXIES", "10.0.0.0/8, ::1")
    assert Settings().api_trusted_proxies == OURS
