"""The ready-made roles, in words: what each may do beyond what everybody who works here may."""

import pytest

from contracts.ids import drawn
from hub.access.bearer import Bearer
from hub.access.policy import ANYBODY, WHOEVER_WORKS_HERE, Action, may
from hub.access.roles import READY_MADE
from tests.examples import ANNA

SELLS = {
    "see_conversations", "reply", "work_conversations", "see_calls", "see_clients", "work_clients",
    "see_sales", "work_leads", "work_deals", "see_tasks", "work_tasks",
}  # fmt: skip
LEADS = SELLS | {"export_clients", "see_readers", "keep_pipelines", "see_sources"}
KEEPS_THE_LOG = {"see_inbounds", "keep_inbounds", "see_status"}

MAY: dict[str, set[str]] = {
    "manager": SELLS,
    "head_of_sales": LEADS,
    "director": LEADS | {"keep_campaigns"},
    "marketer": {"see_sources", "keep_campaigns"},
    "operator": {"keep_channels"},
    "ops": KEEPS_THE_LOG | {"keep_channels"},
    "administrator": {str(action) for action in Action} - ANYBODY - WHOEVER_WORKS_HERE,
}


@pytest.mark.parametrize("role", sorted(READY_MADE))
def test_a_role_may_do_what_it_is_for_and_nothing_else(role: str) -> None:
    bearer = Bearer(drawn(), "anna", role, ANNA, READY_MADE[role].grants)

    may_do = {str(action) for action in Action if may(bearer, action)}
    assert may_do - ANYBODY - WHOEVER_WORKS_HERE == MAY[role]
