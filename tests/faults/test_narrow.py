"""Long and narrow lines: slow, in order, once."""

import pytest

from hub.addresses import Addresses
from hub.house import House
from hub.standins.cutter import Cutter
from hub.standins.dovecot import Dovecot, available
from tests.clock import Hands
from tests.email.accounts import account, reading
from tests.email.host import FakeHost
from tests.email.mails import ANNA, mail
from tests.faults.lines import hub_behind, lines
from tests.faults.town import Town

pytestmark = pytest.mark.timeout(300)

_BYTES_A_SECOND = 50_000 // 8


async def test_a_line_to_the_log_with_half_a_second_of_latency_costs_time_alone(
    house: House, where: Addresses, hands: Hands
) -> None:
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()

        between.log.delay(0.25)
        await town.goes_on()

        await town.is_well()


async def test_a_long_line_to_the_databases_costs_time_alone(
    house: House, where: Addresses, hands: Hands
) -> None:
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()

        between.database.delay(0.02, jitter_seconds=0.01)
        await town.goes_on()

        await town.is_well()


@pytest.mark.skipif(not available(), reason="no Dovecot 2.3 on this machine")
async def test_a_mail_over_50_kbit_a_second_and_half_a_second_of_latency_is_read_whole() -> None:
    async with (
        Dovecot({ANNA: "secret"}) as dovecot,
        Cutter(dovecot.host, dovecot.port) as line,
    ):
        letter, host = mail(b"a line of text\r\n" * 500), FakeHost()
        dovecot.deliver(ANNA, letter)
        line.delay(0.25)
        line.throttle(_BYTES_A_SECOND)
        async with reading(account(imap_port=line.port), host) as inbounds:
            inbound = await anext(inbounds)

    assert host.blobs[inbound.raw or ""] == letter
