"""Cards that can be worked with."""

from contracts.errors import Conflict
from hub.domain.client import Client


def standing(card: Client) -> Client:
    """The card.

    Raises:
        NotFound: there is none.
        Conflict: another card has taken it over.
    """
    _ = card.known_id
    if card.absorbed_into is not None:
        raise Conflict("this card was merged into another one; open that one")
    return card
