"""A first contact is a lead: whoever writes and has bought nothing yet, nor asked before."""

from contracts.event import Subject
from contracts.ids import ConversationId, IdentityId, KeyId, LeadId, derived
from contracts.lead import LeadOpened
from hub.capture.picture import Fact, Picture
from hub.capture.sender import Sender
from hub.log.inbounds import Arrived

_TITLE = 200


def first_lead(
    picture: Picture, arrived: Arrived, sender: Sender, conversation: ConversationId
) -> list[Fact]:
    """A lead for a client who has had neither lead nor deal, by any of the addresses that came."""
    inbound, who = arrived.inbound, sender.identities[0]
    theirs = frozenset[IdentityId]().union(*(picture.theirs(one.id) for one in sender.identities))
    if inbound.history or theirs & picture.interest.buyers:
        return []
    lead = LeadId(derived("lead", arrived.key))
    event = LeadOpened(
        lead_id=lead,
        identity_id=who.id,
        channel=arrived.channel,
        account=arrived.account,
        title=(inbound.subject or inbound.text)[:_TITLE] or None,
        conversation_id=conversation,
    )
    return [Fact(Subject("lead", str(lead)), event, KeyId(who.id))]
