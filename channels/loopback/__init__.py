"""Loopback: what is sent through it comes back. The smallest channel there is, to learn from.

It has no provider: what would be one is `channels.loopback.outside`, a list in the memory of the
process. So nothing survives a restart that the hub did not have yet; what the hub has, it has.

To try an installation: `omnihub channels add mirror --channel loopback`. It says hello once; answer
that in the inbox, and the answer comes back from the same address a moment later.

For authors of channels: a package like this one, an entry point `omnihub.channels` that names its
`provider`, and the suite `hub.conformance`, which says whether it keeps the three moves:

1. `receive` yields what arrived, and only what stands after the `yield` acknowledges it upstream:
   the hub goes on when the inbound is on its log.
2. `send` hands over once, and says by its error who must act next (`contracts.errors`).
3. Names are digests: `provider_id` is the same for a second delivery, and tells outsiders nothing.
"""

from channels.loopback.channel import Loopback
from channels.loopback.settings import Settings
from contracts.channel import Channel, FileLimits, Host, Manifest, Provider
from contracts.inbound import AddressKind


def _open(settings: Settings, host: Host) -> Channel:
    return Loopback(settings, host)


provider = Provider(
    manifest=Manifest(
        name="loopback",
        title="Loopback (keeps nothing over a restart; for trying things out)",
        identity_kinds=(AddressKind.VISITOR,),
        text_limit=4096,
        files=FileLimits(count=10, size=20_000_000),
    ),
    settings=Settings,
    open=_open,
)
"""What the entry point `omnihub.channels` names."""
