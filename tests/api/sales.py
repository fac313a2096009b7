"""What happened before a sale: a lead of boris, and a pipeline that does not wait for ever."""

from typing import Any
from uuid import UUID

from contracts.event import Subject
from contracts.lead import LeadAttached, LeadOpened
from hub.house import House
from hub.views.read import states
from tests.api.story import Story
from tests.domain.sales import LEAD
from tests.examples import BORIS

STAGES: list[dict[str, Any]] = [
    {"name": "asked", "title": "Заявка"},
    {"name": "visit", "title": "Выезд", "overdue": [{"after_seconds": 3600, "level": 0}]},
    {"name": "paid", "title": "Оплата"},
]
REPAIR: dict[str, Any] = {"title": "Ремонт", "stages": STAGES}


async def boris_asks(story: Story, *, claimed: bool = False) -> None:
    """Boris has a card, and a lead."""
    await story.client()
    await story.employee()
    subject = Subject("lead", str(LEAD))
    opened = LeadOpened(lead_id=LEAD, identity_id=BORIS, channel="website", account="site")
    await story.tell(subject, opened, BORIS)
    if claimed:
        typed = LeadAttached(lead_id=LEAD, identity_id=BORIS, claimed=True, by="capture")
        await story.tell(subject, typed)


async def state_of(house: House, aggregate: str, id_: UUID | str) -> Any:
    """Where it stands; None if nothing happened to it."""
    async with house.views.connect() as connection:
        found = await states(connection, [Subject(aggregate, str(id_))])
    return found[0][2] if found else None
