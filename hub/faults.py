"""What an engine that is away, or comes back, makes of a call: whoever works tries again."""

import asyncpg
import nats.errors
import nats.js.errors
from sqlalchemy.exc import SQLAlchemyError

from contracts.errors import HubError, Transient
from hub.log.jetstream import ApiError

CUT_OFF = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that was cut in the middle, and is used once more
    OSError,
)
"""What the driver of PostgreSQL says of a server that is away."""

ENGINE_FAULTS = (
    Transient,
    ApiError,
    nats.errors.Error,
    nats.js.errors.Error,
    SQLAlchemyError,
    *CUT_OFF,
)
"""Never a bug of ours, always worth another try (a time-out is an OSError)."""


def is_hopeless(error: Exception) -> bool:
    """Whether another try ends the same: a bug of ours, or words that PostgreSQL takes from nobody.

    The driver refuses some itself, by an error that is a ValueError as well.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, asyncpg.DataError) or (
            isinstance(cause, asyncpg.InterfaceError) and isinstance(cause, ValueError)
        ):
            return True
        cause = cause.__cause__
    return not isinstance(error, (HubError, *ENGINE_FAULTS))


def may_not(error: BaseException | None) -> bool:
    """Whether PostgreSQL knows us well and does not let us: nothing but a person changes that."""
    while error is not None:
        if isinstance(
            error,
            asyncpg.InvalidAuthorizationSpecificationError | asyncpg.InsufficientPrivilegeError,
        ):
            return True
        error = error.__cause__
    return False
