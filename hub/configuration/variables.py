"""Variables: what may be called OMNIHUB_…, and what was probably meant by a name that is none."""

import difflib
import re
from collections.abc import Iterable, Mapping

from contracts.errors import Misconfigured

PREFIX = "OMNIHUB_"
FILE = "_FILE"

OTHERS: Mapping[str, str] = {
    "OMNIHUB_NATS_SERVER_BINARY": "the nats-server program to start, where it is not the packaged "
    "one (hub/engines/binaries.py)",
    "OMNIHUB_POSTGRES_BIN_DIR": "the folder with the PostgreSQL programs to start, where they are "
    "not the packaged ones (hub/engines/binaries.py)",
    "OMNIHUB_CRASH_AT": "lets a process die at a named point, for the tests (contracts/crash.py)",
    "OMNIHUB_UID": "as which user the containers run; read by compose.yaml alone",
    "OMNIHUB_GID": "and as which group; read by compose.yaml alone",
    "OMNIHUB_PUBLISH": "where the machine publishes the API of its containers; read by "
    "compose.yaml alone",
    "OMNIHUB_CORPORA": "where the tests find collections of real mails and updates (tests/)",
}
"""Variables that are no settings, each with the reason why it is known nevertheless."""

_OF_A_CLUSTER = re.compile(r"OMNIHUB_(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_\w+)?)")
"""What Kubernetes sets in every container for a service that is called omnihub or omnihub-…"""


def variable_of(field: str) -> str:
    """The variable of a setting."""
    return PREFIX + field.upper()


def file_variable_of(field: str) -> str:
    """The variable that names a file with the setting in it."""
    return variable_of(field) + FILE


def set_in(environment: Mapping[str, str]) -> dict[str, str]:
    """The hub's variables; one that is empty counts as not set, as compose files leave them."""
    upper = {name.upper(): text for name, text in environment.items()}
    return {name: text for name, text in upper.items() if name.startswith(PREFIX) and text}


def unknown(environment: Mapping[str, str], fields: Iterable[str]) -> list[Misconfigured]:
    """A trouble for each variable that nobody reads, with the name that was probably meant."""
    known = [of(field) for field in fields for of in (variable_of, file_variable_of)]
    known += OTHERS
    return [_unknown(name, known) for name in sorted(set_in(environment)) if _nobody(name, known)]


def _nobody(name: str, known: list[str]) -> bool:
    return name not in known and not _OF_A_CLUSTER.fullmatch(name)


def _unknown(name: str, known: list[str]) -> Misconfigured:
    near = difflib.get_close_matches(name, known, n=1)
    meant = f"; did you mean {near[0]}?" if near else "."
    return Misconfigured(
        f"{name} is no setting{meant}",
        remedy="Correct its name, or unset it; `omnihub config` lists what there is.",
    )
