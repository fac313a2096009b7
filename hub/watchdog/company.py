"""The company as the watchdog sees it: who stands above whom, and how each can be told."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.ids import EmployeeId
from contracts.inbound import AddressKind
from hub.accounts.providers import providers
from hub.domain.escalation import Company
from hub.projector.columns import view_of
from hub.views.read import rows
from projections.channels import CHANNELS, ChannelRow
from projections.company import BINDINGS, EMPLOYEES, BindingRow


@dataclass(frozen=True, slots=True)
class Way:
    """A way to tell an employee: their address, and the account that reaches it."""

    kind: AddressKind
    value: str
    channel: str
    account: str


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, with their addresses, and the accounts that work."""

    company: Company
    bindings: list[BindingRow]
    accounts: list[ChannelRow]

    def ways(self, employee: EmployeeId, kinds: frozenset[AddressKind]) -> list[Way]:
        """One way for each of the kinds that the employee has an address of."""
        found: dict[AddressKind, Way] = {}
        for binding in self.bindings:
            account = self._account(binding.kind)
            if binding.employee_id == employee and binding.kind in kinds and account:
                way = Way(binding.kind, binding.value or "", account.channel, account.account)
                found.setdefault(binding.kind, way)
        return [found[kind] for kind in sorted(found)]

    def _account(self, kind: AddressKind) -> ChannelRow | None:
        """The first account that is not paused and reaches such an address."""
        able = (row for row in self.accounts if kind in _kinds(row.channel))
        return next(able, None)


def _kinds(channel: str) -> tuple[AddressKind, ...]:
    provider = providers().get(channel)
    return provider.manifest.identity_kinds if provider else ()


async def load_people(connection: AsyncConnection) -> People:
    """Everybody as they stand now."""
    employees = await rows(connection, EMPLOYEES, select(view_of(EMPLOYEES)))
    channels = view_of(CHANNELS)
    working = select(channels).where(channels.c.state != "paused").order_by(channels.c.account)
    return People(
        company=Company(
            heads={row.employee_id: row.head_id for row in employees},
            departed=frozenset(row.employee_id for row in employees if row.departed),
        ),
        bindings=await rows(connection, BINDINGS, select(view_of(BINDINGS))),
        accounts=await rows(connection, CHANNELS, working),
    )
