"""Taking an answer back: it either precedes the sender's attempt or is refused."""

from dataclasses import dataclass

from contracts.conversation import MessageWithdrawn
from contracts.errors import Conflict
from contracts.event import Event
from contracts.ids import ConversationId, EmployeeId, MessageId
from hub.domain.conversation import Conversation
from hub.domain.delivery import UNTOUCHED, DeliveryStatus


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Do not send it after all."""

    message_id: MessageId
    by: EmployeeId | None


def withdraw(state: Conversation, id_: ConversationId, command: Withdraw) -> list[Event]:
    """The fact, unless it was taken back already.

    Raises:
        Conflict: it is on its way, or its way has ended.
    """
    delivery = state.outgoing.get(command.message_id)
    if delivery is not None and delivery.status is DeliveryStatus.WITHDRAWN:
        return []
    if delivery is None or delivery.status not in UNTOUCHED:
        raise Conflict("it is too late: the message is on its way")
    return [MessageWithdrawn(conversation_id=id_, message_id=command.message_id, by=command.by)]
