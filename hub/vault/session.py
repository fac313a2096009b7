"""A session, without what only its cookie knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from contracts.ids import EmployeeId


@dataclass(frozen=True, slots=True)
class Session:
    """`device`: the browser as it calls itself; `expires_at`: the end that nothing puts off."""

    session_id: UUID
    employee_id: EmployeeId
    device: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Of a row of the table."""
        return cls(**{name: row[name] for name in cls.__slots__})
