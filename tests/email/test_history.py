"""Mail that is older than the day its mailbox was connected, on a real Dovecot."""

from datetime import UTC, datetime, timedelta

from hub.standins.dovecot import Dovecot
from tests.email.accounts import account, reading
from tests.email.host import FakeHost
from tests.email.mails import ANNA, mail


async def test_mail_from_before_the_connection_is_history(dovecot: Dovecot) -> None:
    host = FakeHost(connected_at=datetime(2100, 1, 1, tzinfo=UTC))
    dovecot.deliver(ANNA, mail())

    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        inbound = await anext(inbounds)

    assert inbound.history


async def test_mail_of_the_second_in_which_it_was_connected_is_no_history(
    dovecot: Dovecot, host: FakeHost
) -> None:
    """IMAP tells whole seconds: what came half a second later would seem to have come before."""
    dovecot.deliver(ANNA, mail())
    async with reading(account(imap_port=dovecot.port), host) as inbounds:
        arrived_at = (await anext(inbounds)).arrived_at

    connected = FakeHost(connected_at=arrived_at + timedelta(milliseconds=900))
    async with reading(account(imap_port=dovecot.port), connected) as inbounds:
        inbound = await anext(inbounds)

    assert not inbound.history
