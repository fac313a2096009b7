"""The vault's step: has it taken every change of its tables that this version knows?"""

from hub.doctor.finding import Finding, Unseen, ok, skipped, trouble, warning
from hub.doctor.patient import Patient
from hub.doctor.tables import must_have
from hub.vault.migrate import vault_revision


async def vault_step(patient: Patient) -> Finding:
    """The vault's own migrations."""
    try:
        await must_have(patient.vault, "tokens")
        return step_is(*await vault_revision(patient.vault))
    except Unseen as error:
        return skipped(f"{error}.")


def step_is(current: str | None, head: str) -> Finding:
    """A judgement over the vault's last step and the last that there is; both sort by number."""
    if current == head:
        return ok(f"The vault has taken every step ({head}).")
    if current is not None and current > head:
        return trouble(
            f"The vault has taken the step {current}, and this version knows none beyond {head}.",
            "Install the newer version again, or restore the vault's backup from before it.",
        )
    return warning(
        f"The vault is at step {current or 'none'}, and {head} is the last.",
        "The next start takes what is missing.",
    )
