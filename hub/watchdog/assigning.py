"""Assigning: every new lead that is nobody's, to the client's last manager or whose turn it is."""

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.crash import crash_point
from contracts.event import Event, Subject
from contracts.ids import EmployeeId, derived
from contracts.lead import AssignmentRule, LeadAssigned
from hub.commands import States, carry_out
from hub.domain.assigning import assignment
from hub.domain.rotation import next_in_turn
from hub.house import House
from hub.log.codec import By
from hub.projector.columns import view_of
from hub.views.read import rows, rows_of
from hub.watchdog.attending import Desk, load_desk
from hub.watchdog.last_manager import last_manager
from projections.company import EMPLOYEES
from projections.deals import DEALS
from projections.leads import LEADS, LeadRow

_MOST = 200

log = structlog.get_logger()


async def assign_waiting(house: House) -> int:
    """Assign what can be assigned now, oldest first; returns the last position.

    Without a rotation, or with nobody at work, everything waits.
    """
    async with house.views.connect() as connection:
        desk = await load_desk(connection, house.clock())
        waiting = await _waiting(connection) if desk else []
    return max([await _assign(house, lead, desk) for lead in waiting if desk], default=0)


async def _waiting(connection: AsyncConnection) -> list[LeadRow]:
    """Leads that are nobody's and open, or that became a deal at once, which is nobody's either."""
    leads, deals = view_of(LEADS), view_of(DEALS)
    nobodys = select(leads).where(leads.c.assignee_id.is_(None)).order_by(leads.c.opened_seq)
    became = (deals.c.lead_id == leads.c.lead_id) & (deals.c.deal_id == leads.c.deal_id)
    ordered = nobodys.join(deals, became).where(  # few deals are nobody's, and each names its lead
        leads.c.status == "qualified", deals.c.status == "open", deals.c.owner_id.is_(None)
    )
    found = [
        *await rows(connection, LEADS, nobodys.where(leads.c.status == "open").limit(_MOST)),
        *await rows(connection, LEADS, ordered.limit(_MOST)),
    ]
    return sorted(found, key=lambda row: row.opened_seq)[:_MOST]


async def _assign(house: House, lead: LeadRow, desk: Desk) -> int:
    """Give a lead to somebody; whoever did it by hand meanwhile wins."""
    employee, rule = await _choice(house, lead, desk)
    if employee is None:
        return 0
    event = LeadAssigned(lead_id=lead.lead_id, employee_id=employee, rule=rule)
    subjects = [Subject("lead", str(lead.lead_id))]
    if lead.status == "qualified":
        subjects.append(Subject("deal", str(lead.deal_id)))
    decided: list[tuple[Subject, Event]] = []

    def decide(states: States) -> list[tuple[Subject, Event]]:
        decided[:] = assignment(event, states)
        return decided

    crash_point("watchdog.before_assign")
    command = derived("assign", lead.lead_id, lead.assigned_seq)
    seq = await carry_out(house, command, By("watchdog", house.clock()), subjects, decide)
    crash_point("watchdog.after_assign")
    if decided:
        desk.turns[employee] = seq
        log.info("lead.assigned", lead_id=str(lead.lead_id), rule=rule)
    return seq


async def _choice(
    house: House, lead: LeadRow, desk: Desk
) -> tuple[EmployeeId | None, AssignmentRule]:
    """Their last manager, if at work and wanted so; else whose turn it is.

    Where only typed words say whose the lead is, their manager gets it, at work or not: nobody
    else comes to see a colleague's client because somebody filled in a form in that name.
    """
    if desk.rotation.prefer_last or lead.claimed:
        async with house.views.connect() as connection:
            last = await last_manager(connection, lead.identity_id)
            theirs = lead.claimed and await _works_here(connection, last)
        if last in desk.present or theirs:
            return last, AssignmentRule.LAST_MANAGER
    turn = next_in_turn(desk.rotation.employees, desk.turns, desk.present)
    return turn, AssignmentRule.IN_TURN


async def _works_here(connection: AsyncConnection, who: EmployeeId | None) -> bool:
    found = await rows_of(connection, EMPLOYEES, "employee_id", [who] if who else [])
    return any(not row.departed for row in found)
