"""Who must act when a mail was not taken: by the verb that was refused, and the code."""

import re

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from channels.email.tls import tls_failure
from contracts.errors import HubError, Misconfigured, Transient, Undeliverable

_FOR_GOOD = range(500, 600)
_LOG_IN_FIRST = 530
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


def failure(error: Exception) -> HubError:
    """The error of ours for one of aiosmtplib's, raised before the final dot or by its refusal."""
    match error:
        case SMTPResponseException() if not isinstance(error, SMTPConnectError):
            return _refused(error)
        case SMTPConnectError() | SMTPServerDisconnected() | SMTPTimeoutError():
            return tls_failure(error, "outgoing mail")
        case SMTPNotSupported():
            return Undeliverable("Our mail server cannot send this mail.")
        case SMTPException():
            return Misconfigured(
                "The outgoing mail server offers no login, or no STARTTLS.",
                remedy="Check smtp_port and smtp_tls; for a server without a login leave "
                "smtp_user empty.",
            )
        case _:
            return tls_failure(error, "outgoing mail")


def _refused(error: SMTPResponseException) -> HubError:
    # Only the codes: the words may hold the client's address.
    status = _STATUS.search(error.message)
    code = f"{error.code} {status[0]}" if status else str(error.code)
    if error.code not in _FOR_GOOD:
        return Transient(f"The outgoing mail server asks for patience: {code}.")
    match error:
        case SMTPAuthenticationError():
            return Misconfigured(
                f"The outgoing mail server refuses the login: {code}.",
                remedy="Check smtp_user and smtp_password; many providers want a password "
                "made for apps.",
            )
        case SMTPRecipientRefused() | SMTPDataError() if error.code != _LOG_IN_FIRST:
            return Undeliverable(f"The mail was refused for good: {code}.")
        case SMTPSenderRefused() | SMTPRecipientRefused() | SMTPDataError():
            return Misconfigured(
                f"The outgoing mail server does not let this address write: {code}.",
                remedy="Check address, smtp_user and smtp_password.",
            )
        case _:
            return Transient(f"The outgoing mail server refused to talk: {code}.")
