"""Words that a command has to bring along."""

from contracts.errors import Invalid

LONGEST_REASON = 500


def reason_of(text: str) -> str:
    """The reason, without the space around it.

    Raises:
        Invalid: there is none, or it is a novel.
    """
    reason = text.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Invalid(f"a reason of 1 to {LONGEST_REASON} characters is needed", field="reason")
    return reason
