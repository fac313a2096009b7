"""Who does what for an account, in which role."""

import pytest

from hub.accounts.halves import BOTH, NEITHER, Half, halves_of


@pytest.mark.parametrize(
    ("channel", "in_channels", "in_api"),
    [
        ("telegram", BOTH, NEITHER),
        ("loopback", BOTH, NEITHER),
        ("website", NEITHER, {Half.RECEIVE}),
        ("telephony", NEITHER, {Half.RECEIVE}),
        ("not-installed", BOTH, NEITHER),
    ],
)
def test_each_half_is_done_in_one_role(
    channel: str, in_channels: frozenset[Half], in_api: frozenset[Half]
) -> None:
    assert halves_of(channel, hooked=False) == in_channels
    assert halves_of(channel, hooked=True) == in_api
