"""Telephony: the exchange tells of calls by signed webhooks, in a plain JSON or as Twilio does."""

from channels.telephony.channel import Telephony
from channels.telephony.settings import Settings
from contracts.channel import Manifest, Provider

provider = Provider(
    manifest=Manifest(
        name="telephony",
        title="Telephony",
        identity_kinds=(),
        text_limit=0,
        called=True,
        sends=False,
        media_hosts=frozenset(
            {
                "api.twilio.com",
                "api.dublin.ie1.twilio.com",
                "api.sydney.au1.twilio.com",
                "media.twiliocdn.com",
            }
        ),
        secrets=frozenset({"secrets", "recording_authorization"}),
    ),
    settings=Settings,
    open=Telephony,
)
"""What the entry point `omnihub.channels` names."""
