"""What an IMAP server itself serves, asked by the standard library: the witness of every mail."""

import base64
import imaplib
import re
from collections.abc import Generator
from contextlib import contextmanager

UID = re.compile(rb"\bUID (\d+)")
FLAGS = re.compile(rb"\bFLAGS \(([^)]*)\)")
RECENT = r"\Recent"
NOT_PRINTABLE_ASCII = re.compile(r"[^\x20-\x7e]+")


class View:
    """Looks into the folders of one account and changes nothing there. It blocks: use a thread."""

    def __init__(self, host: str, port: int, user: str, password: str) -> None:
        self._server = (host, port)
        self._login = (user, password)

    def bodies(self, folder: str) -> dict[int, bytes]:
        """Every message of the folder as served, by UID."""
        with self._examine(folder) as imap:
            _, answers = imap.uid("FETCH", "1:*", "(UID BODY.PEEK[])")
        return {_uid(answer[0]): answer[1] for answer in answers if isinstance(answer, tuple)}

    def flags(self, folder: str) -> dict[int, frozenset[str]]:
        r"""The flags of every message, by UID; not `\Recent`, which belongs to a session."""
        with self._examine(folder) as imap:
            _, answers = imap.uid("FETCH", "1:*", "(UID FLAGS)")
        return {_uid(answer): _flags(answer) for answer in answers if isinstance(answer, bytes)}

    def uid_validity(self, folder: str) -> int:
        """The UIDVALIDITY of the folder."""
        with self._examine(folder) as imap:
            _, values = imap.response("UIDVALIDITY")
        return int(values[0])

    @contextmanager
    def _examine(self, folder: str) -> Generator[imaplib.IMAP4]:
        with imaplib.IMAP4(*self._server) as imap:
            imap.login(*self._login)
            status, words = imap.select(f'"{modified_utf7(folder)}"', readonly=True)
            if status != "OK":
                raise LookupError(f"no folder {folder!r}: {words!r}")
            yield imap


def modified_utf7(name: str) -> str:
    """The name of a folder as IMAP spells it. Source: RFC 3501, 5.1.3."""
    return NOT_PRINTABLE_ASCII.sub(_shifted, name.replace("&", "&-"))


def _shifted(match: re.Match[str]) -> str:
    encoded = base64.b64encode(match[0].encode("utf-16-be"), altchars=b"+,")
    return f"&{encoded.decode().rstrip('=')}-"


def _uid(answer: bytes) -> int:
    found = UID.search(answer)
    if found is None:
        raise ValueError(f"an answer without UID: {answer!r}")
    return int(found[1])


def _flags(answer: bytes) -> frozenset[str]:
    found = FLAGS.search(answer)
    return frozenset(found[1].decode().split() if found else ()) - {RECENT}
