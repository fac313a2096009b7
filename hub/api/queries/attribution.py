"""Which touch a lead is credited to: the first or the last one of its card before it opened.

A card has the touches of its identities, and those of the same browsers that nobody else has.
"""

from typing import Literal

Model = Literal["first", "last"]
"""Which touch gets the credit."""

OWNED = """
owned AS (
    SELECT k.client_id, t.* FROM cards k
    JOIN touched o ON o.identity_id = k.identity_id
    JOIN touches t ON t.touch_id = o.touch_id
    UNION
    SELECT k.client_id, a.* FROM cards k
    JOIN touched o ON o.identity_id = k.identity_id
    JOIN touches t ON t.touch_id = o.touch_id
    JOIN touches a ON a.visitor = t.visitor AND a.identity_id IS NULL
)
"""

_LAST = """
credited AS (
    SELECT DISTINCT ON (l.lead_id) l.lead_id, t.source, t.medium, t.campaign
    FROM leads l
    JOIN cards k ON k.identity_id = l.identity_id
    JOIN owned t ON t.client_id = k.client_id AND t.at <= l.opened_at
    ORDER BY l.lead_id, t.at DESC, t.seq DESC
)
"""

CREDITED: dict[Model, str] = {"last": _LAST, "first": _LAST.replace(" DESC", "")}
"""A row per lead that was touched; it builds on `owned`."""
