"""Reading: the settings of this process, or everything that is wrong with them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from contracts.errors import Misconfigured
from hub.configuration.allowed import allowed
from hub.configuration.contradictions import contradictions
from hub.configuration.files import in_file
from hub.configuration.values import Value, values
from hub.configuration.variables import set_in, unknown, variable_of
from hub.settings import Settings


@dataclass(frozen=True)
class Reading:
    """What was read. `settings` is None where a value is none that a setting can have."""

    settings: Settings | None
    troubles: tuple[Misconfigured, ...]
    given: Mapping[str, object] = field(default_factory=dict)

    @property
    def values(self) -> list[Value]:
        """Every setting, as it may be shown."""
        return values(self.given)

    def checked(self) -> Settings:
        """The settings.

        Raises:
            Misconfigured: something is wrong with them; of several things the first is said.
        """
        match self.troubles, self.settings:
            case (), Settings() as settings:
                return settings
            case troubles, _:
                raise _first(troubles)


def read(given: Mapping[str, object] | None = None) -> Reading:
    """The settings of the environment and its files; what is given goes before."""
    said = {name: value for name, value in (given or {}).items() if value is not None}
    settings, wrong = _built(said)
    strange = unknown(os.environ, Settings.model_fields)
    contrary = contradictions(settings) if settings else []
    return Reading(settings, (*wrong, *strange, *contrary), said)


def _built(said: Mapping[str, object]) -> tuple[Settings | None, list[Misconfigured]]:
    unreadable = [trouble for name in Settings.model_fields if (trouble := _unreadable(name))]
    if unreadable:
        return None, unreadable
    try:
        return Settings(**said), []  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)
        return None, [_wrong(str(one["loc"][0]), one["msg"]) for one in wrong]


def _unreadable(name: str) -> Misconfigured | None:
    try:
        in_file(name, os.environ)
    except Misconfigured as error:
        return error
    return None


def _wrong(name: str, said: str) -> Misconfigured:
    """What was entered is not repeated: it may be a secret."""
    variable = variable_of(name)
    words = allowed(Settings, name)
    return Misconfigured(
        f"{variable}: {said.removeprefix('Value error, ')}.",
        remedy=f"It takes {words}. {_hint(variable)}" if words else "Correct it, or unset it.",
    )


def _hint(variable: str) -> str:
    if set_in(os.environ).get(variable, "").startswith(("tcp://", "udp://")):
        return (
            "Kubernetes has set it, for a service of that name: say `enableServiceLinks: false` "
            "in the pod's specification."
        )
    return "Correct it, or unset it."


def _first(troubles: tuple[Misconfigured, ...]) -> Misconfigured:
    first, *rest = troubles
    more = f" There is more that is wrong ({len(rest)}): `omnihub config` shows it." if rest else ""
    return Misconfigured(first.message, remedy=first.remedy + more)
