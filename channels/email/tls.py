"""The TLS context for a server, and what is wrong when a server cannot be reached."""

import ssl

from channels.email.settings import EmailSettings
from contracts.errors import HubError, Misconfigured, Transient


def tls_context(settings: EmailSettings) -> ssl.SSLContext:
    """A context that checks certificates unless told not to.

    Raises:
        Misconfigured: the file of the certificate authority cannot be read.
    """
    try:
        context = ssl.create_default_context(cafile=settings.ca_file)
    except OSError as error:
        raise Misconfigured(
            "The file named in ca_file holds no certificate that we can read.",
            remedy="Name a PEM file, or none.",
        ) from error
    if not settings.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def tls_failure(error: BaseException, server: str) -> HubError:
    """Who must act when a connection could not be opened, by what stopped it."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Misconfigured(
            f"The {server} server's certificate is not one we trust.",
            remedy="Check the server's name; name its own authority in ca_file, or switch "
            "verify off.",
        )
    if isinstance(cause, ssl.SSLError) and cause.reason == "WRONG_VERSION_NUMBER":
        return Misconfigured(
            f"The {server} server does not speak TLS on this port.",
            remedy="Check the port, or set the tls mode to starttls.",
        )
    return Transient(f"The {server} server cannot be reached.")
