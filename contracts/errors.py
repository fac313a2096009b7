"""What can go wrong, sorted by who must act next.

```
HubError
├── Refused          the caller must ask differently        4xx, never retried
│   ├── NotFound
│   ├── Conflict
│   ├── Invalid
│   ├── Unauthenticated
│   ├── Forbidden
│   └── TooOften
├── Transient        nobody: the hub tries again            503 + Retry-After
│   ├── RateLimited
│   └── StaleStream
├── Undeliverable    the manager must reach the client another way
├── Uncertain        the manager must decide; never resent blindly
└── Misconfigured    the operator must repair something; the remedy is said
```

Anything else is a bug: parked after its retries, logged with its trace.
"""


class HubError(Exception):
    """The root. `str(error)` is a sentence for the person who must act."""


class Refused(HubError):
    """The caller must ask differently. `field` names what was wrong, when one thing was."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotFound(Refused):
    """There is no such thing, or none that the caller may know of."""


class Conflict(Refused):
    """The thing is no longer, or not yet, in a state that allows this."""


class Invalid(Refused):
    """The words of the request are off; `field` says where."""


class Unauthenticated(Refused):
    """Nobody vouches for the caller."""


class Forbidden(Refused):
    """The caller is known, and may not do this."""


class TooOften(Refused):
    """The caller has to wait, `retry_after` seconds."""

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Transient(HubError):
    """Nobody must act: the hub tries again, after `retry_after` seconds where that is known."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class RateLimited(Transient):
    """A provider, or we ourselves, asked for patience."""


class StaleStream(Transient):
    """Somebody was faster: the decision was based on a position that is no longer the last.

    `subject` is where, `last` the position now, when the log told.
    """

    def __init__(self, subject: str, last: int | None = None) -> None:
        super().__init__(f"{subject} has moved on")
        self.subject = subject
        self.last = last


class Undeliverable(HubError):
    """The provider refused for good: the client must be reached another way."""


class Uncertain(HubError):
    """It may have been done or not, and nobody can say: a person decides."""


class Misconfigured(HubError):
    """The operator must repair something; `remedy` says what to do."""

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy
