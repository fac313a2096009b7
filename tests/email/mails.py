"""Mails that people and machines write, made for the tests: anna the manager, boris the client."""

from base64 import encodebytes

ANNA = "anna@firm.test"
BORIS = "boris@client.test"
HELLO = b"Good day! How much is the large one?\r\n"


def mail(body: bytes = HELLO, sender: str = f"Boris <{BORIS}>", **headers: str) -> bytes:
    """A mail; a header's name is written with underscores."""
    named = {"From": sender, "To": ANNA, "Subject": "Price", "Message-ID": "<1@client.test>"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return lines.encode() + b"\r\n" + body


def part(kind: str, body: bytes, **headers: str) -> bytes:
    """A part of a multipart mail, in base64."""
    named = {"Content-Type": kind, "Content-Transfer-Encoding": "base64"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return lines.encode() + b"\r\n" + encodebytes(body)


def multipart(kind: str, *parts: bytes, boundary: str = "next") -> tuple[bytes, str]:
    """The body of a multipart mail, and its type."""
    body = b"".join(b"--%b\r\n%b\r\n" % (boundary.encode(), part) for part in parts)
    whole = body + b"--%b--\r\n" % boundary.encode()
    return whole, f'multipart/{kind}; boundary="{boundary}"'


def of_parts(kind: str, *parts: bytes, **headers: str) -> bytes:
    """A mail of several parts."""
    body, media_type = multipart(kind, *parts)
    return mail(body, Content_Type=media_type, **headers)


def bounce(returned: bytes) -> bytes:
    """What a mail server sends when it cannot deliver, with our mail's headers in it."""
    body, _ = multipart(
        "report",
        b"Content-Type: text/plain\r\n\r\nIt could not be delivered.\r\n",
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.client.test\r\n\r\n"
        b"Final-Recipient: rfc822; boris@client.test\r\nAction: failed\r\nStatus: 5.1.1\r\n",
        b"Content-Type: text/rfc822-headers\r\n\r\n" + returned,
    )
    kind = 'multipart/report; report-type=delivery-status; boundary="next"'
    return mail(body, sender="MAILER-DAEMON@mx.client.test", Content_Type=kind)
