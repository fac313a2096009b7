"""How far a folder has been read: "<uidvalidity>:<uid>" (RFC 3501, 2.3.1.1)."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last mail that is in the log. `uid` 0: none of this folder yet."""

    uidvalidity: int
    uid: int = 0

    def __str__(self) -> str:
        return f"{self.uidvalidity}:{self.uid}"

    @staticmethod
    def of(uidvalidity: int, cursor: str | None) -> "Cursor":
        """Where to go on in a folder; from the start if the folder is not the one it was."""
        match = re.fullmatch(r"(\d{1,20}):(\d{1,20})", cursor or "")
        if match and int(match[1]) == uidvalidity:
            return Cursor(uidvalidity, int(match[2]))
        return Cursor(uidvalidity)
