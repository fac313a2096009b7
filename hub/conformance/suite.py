"""The whole suite. A subclass, named `Test…`, provides the fixture `harness`."""

from hub.conformance.receiving import Receiving
from hub.conformance.sending import Sending
from hub.conformance.stating import Stating


class ChannelConformance(Receiving, Sending, Stating):
    """Everything that a channel has to keep."""
