"""The envelope of one SMTP transaction: who sends to whom, and what the rules refuse."""

import re

from hub.standins import smtp_words as words
from hub.standins.smtp_words import Reply

PATH = re.compile(r"(?:FROM|TO):\s*<([^<>]*)>\s*(.*)", re.IGNORECASE)


class Envelope:
    """Opened by MAIL, addressed by RCPT; ready for DATA once it has a recipient."""

    def __init__(self, size_bytes: int) -> None:
        self.sender: str | None = None
        self.recipients: list[str] = []
        self._utf8 = False
        self._size_bytes = size_bytes

    def open(self, argument: str) -> Reply:
        """MAIL FROM."""
        if self.sender is not None:
            return words.DISORDER
        if (path := PATH.fullmatch(argument)) is None:
            return words.SYNTAX
        sender, options = path[1], path[2].upper().split()
        if _declared_bytes(options) > self._size_bytes:
            return words.TOO_BIG
        if not sender.isascii() and "SMTPUTF8" not in options:
            return words.NO_UTF8
        self.sender, self._utf8 = sender, "SMTPUTF8" in options
        return words.DONE

    def add(self, argument: str) -> Reply:
        """RCPT TO."""
        if self.sender is None:
            return words.DISORDER
        if not (recipient := address(argument)):
            return words.SYNTAX
        if not recipient.isascii() and not self._utf8:
            return words.NO_UTF8
        self.recipients.append(recipient)
        return words.DONE


def address(argument: str) -> str | None:
    """The address in the argument of MAIL or RCPT; None where there is none."""
    path = PATH.fullmatch(argument)
    return path[1] if path else None


def _declared_bytes(options: list[str]) -> int:
    sizes = [option.removeprefix("SIZE=") for option in options if option.startswith("SIZE=")]
    return max((int(size) for size in sizes if size.isdigit()), default=0)
