"""Mails for a trial, written by hand."""

from pathlib import Path

PLAIN = b"""From: Boris <boris@example.test>
To: shop@example.test
Subject: The price
Message-ID: <price@example.test>
Date: Mon, 02 Nov 2026 12:00:00 +0000

How much is it?
"""

REPLY = b"""From: Boris <boris@example.test>
To: shop@example.test
Subject: Re: The price
Message-ID: <price-2@example.test>
In-Reply-To: <price@example.test>
References: <price@example.test>
Date: Mon, 02 Nov 2026 12:05:00 +0000

And with delivery?
"""

BOUNCE = b"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@example.test>
To: shop@example.test
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@example.test>
Date: Mon, 02 Nov 2026 12:10:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; example.test

Final-Recipient: rfc822; nobody@example.test
Action: failed
Status: 5.1.1
--b--
"""

GARBAGE = bytes(range(256)) * 8

MBOX = b"""From vera@example.test Mon Nov  2 12:00:00 2026
From: Vera <vera@example.test>
Subject: One
Message-ID: <one@example.test>
Date: Mon, 02 Nov 2026 12:00:00 +0000

From here on it is a text.

From vera@example.test Mon Nov  2 12:01:00 2026
From: Vera <vera@example.test>
Subject: Two
Message-ID: <two@example.test>
Date: Mon, 02 Nov 2026 12:01:00 +0000

The second.
"""


def write(root: Path) -> None:
    """A folder as one may find it."""
    files = {
        "inbox/1.eml": PLAIN,
        "inbox/2.eml": REPLY,
        "inbox/again.eml": PLAIN,
        "inbox/garbage.eml": GARBAGE,
        "inbox/bounce": BOUNCE,
        "old/vera.mbox": MBOX,
        "old/notes.txt": b"Call Vera back.\n",
        "old/empty.eml": b"",
    }
    for name, raw in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
