"""The send guard: nobody answers what they have not seen."""

from contracts.errors import Conflict
from contracts.ids import EmployeeId
from hub.domain.conversation import Conversation


def refuse_unseen(state: Conversation, seen: int | None, by: EmployeeId | None) -> None:
    """Whether the client or a colleague said something after the position `seen`; None: unasked.

    Raises:
        Conflict: they did, `field` is `seen_seq`.
    """
    if seen is None:
        return
    if state.heard > seen:
        raise Conflict("the client has written since you began", field="seen_seq")
    if any(answer.seq > seen for answer in state.answers if answer.by != by):
        raise Conflict("a colleague has answered since you began", field="seen_seq")
