"""Settings: is each of them one, and do they go together?"""

from collections.abc import Sequence

from hub.doctor.finding import Finding, ok, trouble
from hub.doctor.patient import Patient


async def configured(patient: Patient) -> Sequence[Finding]:
    """What a start would refuse."""
    reading = patient.reading
    if reading.troubles:
        return [trouble(one.message, one.remedy) for one in reading.troubles]
    said = sum(value.source != "default" for value in reading.values)
    return [ok(f"{len(reading.values)} settings, {said} of them not by default.")]
