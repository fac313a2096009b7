"""Which addresses are public."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.fetching.addresses import is_public


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::8.8.8.8"]
)
def test_the_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_what_is_told_apart_by_an_interface_is_of_the_neighbourhood() -> None:
    assert not is_public(ipaddress.ip_address("2606:4700::1111%lo"))


@given(st.ip_addresses(v=4))
def test_what_an_ipv6_address_carries_is_never_more_public_than_itself(
    inner: ipaddress.IPv4Address,
) -> None:
    number = int(inner)
    carriers = {
        "mapped": 0xFFFF << 32 | number,
        "compatible": number,
        "6to4": 0x2002 << 112 | number << 80,
        "Teredo": 0x20010000 << 96 | number,
        "ISATAP": 0x2A00 << 112 | 0x5EFE << 32 | number,
    }
    nat64 = ipaddress.IPv6Address(0x64FF9B << 96 | number)

    assert not any(is_public(ipaddress.IPv6Address(one)) for one in carriers.values())
    assert is_public(nat64) is is_public(inner)


@given(st.ip_addresses())
def test_nothing_private_is_public(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    special = address.is_private or address.is_loopback or address.is_link_local
    special = special or address.is_multicast or address.is_unspecified

    assert not (special and is_public(address))
