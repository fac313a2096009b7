"""The mailbox of a trial, on a real Dovecot: mails go in, and which file a served mail was."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from contracts.errors import Misconfigured
from hub.standins.dovecot import Dovecot, available
from hub.trymail.finding import Mail

ADDRESS = "trial@omnihub.test"
PASSWORD = "trial"  # noqa: S105 - of a server that lives for a minute, on the loopback

_PROBE = (
    f"From: Probe <probe@omnihub.test>\r\nTo: {ADDRESS}\r\nSubject: probe\r\n"
    "Message-ID: <probe@omnihub.test>\r\nDate: Mon, 02 Nov 2026 12:00:00 +0000\r\n\r\nAlive?\r\n"
).encode()


def must_be_available() -> None:
    """A trial needs Dovecot.

    Raises:
        Misconfigured: there is none that can be started here.
    """
    if not available():
        raise Misconfigured(
            "try-mail needs a Dovecot 2.3, to serve the mails as a real mailbox does.",
            remedy="Install it (Debian 12: apt-get install dovecot-imapd), then try again.",
        )


def server() -> Dovecot:
    """A server with the one mailbox, not started yet."""
    return Dovecot({ADDRESS: PASSWORD})


def deliver(dovecot: Dovecot, mails: Iterable[Mail]) -> None:
    """Every mail arrives, in order."""
    for mail in mails:
        dovecot.deliver(ADDRESS, mail.raw)


def deliver_probe(dovecot: Dovecot) -> None:
    """One plain mail, to see whether the hub is alive."""
    dovecot.deliver(ADDRESS, _PROBE)


def channel_settings(dovecot: Dovecot) -> dict[str, Any]:
    """What the e-mail channel has to know; nothing is ever sent, so its SMTP leads nowhere."""
    return {
        "address": ADDRESS,
        "imap_host": dovecot.host,
        "imap_port": dovecot.port,
        "imap_tls": "none",
        "user": ADDRESS,
        "password": PASSWORD,
        "smtp_tls": "none",
        "poll_seconds": 2,
    }


def name_served(served: Mapping[int, bytes], mails: Iterable[Mail]) -> dict[int, Mail | None]:
    """Which mail each UID is, by content but for line ends; those left over, in order."""
    by_content: dict[bytes, list[Mail]] = defaultdict(list)
    for mail in mails:
        by_content[_content(mail.raw)].append(mail)
    named: dict[int, Mail | None] = {}
    for uid in sorted(served):
        same = by_content[_content(served[uid])]
        named[uid] = same.pop(0) if same else None
    rest = iter([mail for left in by_content.values() for mail in left])
    return {uid: mail or next(rest, None) for uid, mail in named.items()}


def _content(raw: bytes) -> bytes:
    return hashlib.sha256(raw.replace(b"\r\n", b"\n")).digest()
