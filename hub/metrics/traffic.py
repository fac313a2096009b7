"""Traffic: what channels brought in and took out."""

from prometheus_client import Counter

from contracts.conversation import MessageDelayed, MessageFailed, MessageSent, MessageUncertain
from contracts.event import Event
from contracts.notice import NoticeDelayed, NoticeFailed, NoticeSent
from hub.metrics.registry import REGISTRY

_INBOUNDS = Counter(
    "omnihub_inbounds_accepted",
    "Inbounds that the log has, by the channel and the account that brought them.",
    labelnames=("channel", "account"),
    registry=REGISTRY,
)
_OUTBOUNDS = Counter(
    "omnihub_outbounds",
    "Attempts to send, by how they ended: sent, failed, uncertain, retried (it is tried again).",
    labelnames=("channel", "outcome"),
    registry=REGISTRY,
)
_OUTCOMES: dict[type[Event], str] = {
    MessageSent: "sent",
    NoticeSent: "sent",
    MessageFailed: "failed",
    NoticeFailed: "failed",
    MessageUncertain: "uncertain",
    MessageDelayed: "retried",
    NoticeDelayed: "retried",
}


def inbound_accepted(channel: str, account: str) -> None:
    """One more is on the log."""
    _INBOUNDS.labels(channel, account).inc()


def attempt_ended(channel: str, outcome: Event) -> None:
    """An attempt has ended like this, and the log knows."""
    name = _OUTCOMES.get(type(outcome), outcome.event_name)  # counting never stops the sender
    _OUTBOUNDS.labels(channel, name).inc()
