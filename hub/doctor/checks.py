"""The checks, in the order in which one wants to read them: what others stand on comes first."""

from hub.doctor.accounts import accounts
from hub.doctor.builds import migrations
from hub.doctor.clocks import clocks
from hub.doctor.configured import configured
from hub.doctor.engines import nats_server, postgresql, running
from hub.doctor.examine import Check
from hub.doctor.folder import permissions
from hub.doctor.holders import holders
from hub.doctor.parked import parked
from hub.doctor.ports import ports
from hub.doctor.programs import programs
from hub.doctor.room import room
from hub.doctor.secrecy import secrecy
from hub.doctor.streams import streams
from hub.doctor.syncing import syncing
from hub.doctor.versions import versions

CHECKS = (
    Check("settings", configured),
    Check("versions", versions),
    Check("programs", programs),
    Check("hub", running),
    Check("nats-server", nats_server),
    Check("PostgreSQL", postgresql),
    Check("permissions", permissions),
    Check("ports", ports),
    Check("room", room),
    Check("disk", syncing),
    Check("clocks", clocks),
    Check("secret", secrecy),
    Check("migrations", migrations),
    Check("streams", streams),
    Check("leases", holders),
    Check("parked", parked),
    Check("accounts", accounts),
)
"""Every check there is."""
