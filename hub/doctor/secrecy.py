"""Secrets: is the deployment's secret there, and is it the one the vault was made with?"""

from collections.abc import Sequence

from sqlalchemy import select

from hub.doctor.finding import Finding, Unseen, ok, skipped, trouble, warning
from hub.doctor.patient import Patient, secret_file
from hub.doctor.presence import Presence
from hub.doctor.tables import must_have
from hub.log.sealing import BrokenSeal, unseal
from hub.vault.schema import secret_check

_MARK = b"omnihub"


async def secrecy(patient: Patient) -> Sequence[Finding]:
    """The secret, and whether the vault opens with it."""
    if isinstance(patient.seen_secret, Unseen):
        return [_missing(patient, patient.seen_secret)]
    place = (
        "in OMNIHUB_SECRET" if patient.settings.secret else f"in {secret_file(patient.settings)}"
    )
    return [ok(f"The deployment's secret is {place}."), await _opens(patient)]


def _missing(patient: Patient, unseen: Unseen) -> Finding:
    path = secret_file(patient.settings)
    if path.exists() or patient.settings.secret:
        return trouble(
            f"{unseen}: it has to be 64 hexadecimal digits.",
            f"Restore {path} (or OMNIHUB_SECRET) from its backup.",
        )
    if patient.presence is Presence.NEVER:
        return skipped(f"{unseen}.", "The first start draws one.")
    return trouble(
        f"There is no {path}, and the hub was started before.",
        f"Restore {path} (or set OMNIHUB_SECRET) from its backup: nothing sealed can be read "
        "without it, and a start would draw a new one that opens nothing.",
    )


async def _opens(patient: Patient) -> Finding:
    try:
        await must_have(patient.vault, "secret_check")
    except Unseen as error:
        return skipped(f"{error}.")
    async with patient.vault.connect() as connection:
        sealed = await connection.scalar(select(secret_check.c.sealed))
    if sealed is None:
        return warning("The vault was not sealed yet.", "The next start does it.")
    try:
        unseal(patient.secret.vault_key, sealed, _MARK)
    except BrokenSeal:
        return trouble(
            "The deployment's secret is not the one that this vault was made with.",
            "Restore the secret that belongs to this vault, or the vault that belongs to this "
            "secret; nothing that is sealed can be read otherwise.",
        )
    return ok("The vault opens with it.")
