"""Ways that a deal may go: any legal sequence of its events after it was opened."""

from hypothesis import strategies as st

from contracts.event import Event
from contracts.ids import DealId
from tests.projections.sales import DEAL, lost, moved, resumed, won

STAGES = ("intent", "documents", "agreement", "offer", "execution", "payment")


@st.composite
def ways(draw: st.DrawFn, deal: DealId = DEAL) -> list[Event]:
    """A way from the first stage on."""
    stage, visit, is_open = STAGES[0], 1, True
    events: list[Event] = []
    for choice in draw(st.lists(st.sampled_from(["move", "win", "lose"]), max_size=12)):
        to = draw(st.sampled_from([one for one in STAGES if one != stage]))
        if not is_open:
            stage, visit, is_open = to, visit + 1, True
            events.append(resumed(visit, stage, deal))
        elif choice == "move":
            visit += 1
            events.append(moved(visit, stage, to, deal))
            stage = to
        else:
            is_open = False
            events.append(won(visit, deal=deal) if choice == "win" else lost(visit, deal))
    return events
