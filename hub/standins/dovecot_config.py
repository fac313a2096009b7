"""The configuration of a Dovecot 2.3 that touches nothing outside of one folder."""

import grp
import os
import pwd
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hub.standins.listener import HOST
from hub.standins.maildir import Owner

CONFIG = """\
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
protocols = imap
listen = {host}
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
auth_mechanisms = plain login
auth_failure_delay = 0
disable_plaintext_auth = no
mail_max_userip_connections = 100
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
mail_location = maildir:{base}/mail/%u:UTF-8
mail_fsync = never
passdb {{
  driver = passwd-file
  args = username_format=%u {base}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Junk {{
    auto = create
    special_use = \\Junk
  }}
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
  mailbox Trash {{
    auto = create
    special_use = \\Trash
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
    ssl = yes
  }}
}}
"""


class Ports(NamedTuple):
    """Where Dovecot listens: in the clear, and under TLS from the first byte."""

    imap: int
    imaps: int


def mail_owner() -> Owner:
    """Dovecot refuses to handle mail as root: then `nobody` owns it, else we do."""
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    return Owner(user.pw_uid, user.pw_gid)


def write_config(base: Path, ports: Ports, accounts: Mapping[str, str]) -> Path:
    """Write users and configuration below `base`; the answer is the file to start from."""
    users = "".join(f"{user}:{{PLAIN}}{password}\n" for user, password in accounts.items())
    (base / "users").write_text(users)
    owner = mail_owner()
    path = base / "dovecot.conf"
    path.write_text(
        CONFIG.format(
            base=base,
            host=HOST,
            user=pwd.getpwuid(owner.uid).pw_name,
            group=grp.getgrgid(owner.gid).gr_name,
            uid=owner.uid,
            gid=owner.gid,
            imap_port=ports.imap,
            imaps_port=ports.imaps,
        )
    )
    return path
