"""What an engine that is away, or comes back, makes of a call: whoever works tries again."""

import asyncpg
import nats.errors
import nats.js.errors
from sqlalchemy.exc import SQLAlchemyError

from contracts.errors import Transient
from hub.log.jetstream import ApiError

ENGINE_FAULTS = (
    Transient,
    ApiError,
    nats.errors.Error,
    nats.js.errors.Error,
    SQLAlchemyError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    OSError,
)
"""Never a bug of ours, always worth another try (a time-out is an OSError)."""
