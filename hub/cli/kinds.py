"""`omnihub channels kinds`: what can be connected, and what has to be said about it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from contracts.channel import Provider
from hub.accounts.providers import providers
from hub.cli.options import Json
from hub.cli.output import console, print_json, print_table


@dataclass(frozen=True, slots=True)
class Wanted:
    """A setting of a kind of channel. `default` is what holds where nothing is said."""

    name: str
    required: bool
    secret: bool
    default: Any
    description: str


def kinds(json: Json = False) -> None:
    """What can be connected, and what has to be said with `channels add … --set name=value`."""
    if json:
        print_json({name: _described(provider) for name, provider in sorted(providers().items())})
        return
    for name, provider in sorted(providers().items()):
        console().print(f"{name}: {provider.manifest.title}", style="bold", highlight=False)
        if provider.manifest.called:
            console().print("  It is called, at …/hooks/ACCOUNT.", highlight=False)
        rows = ((_marked(one), _default(one), one.description) for one in wanted(provider))
        print_table(("  SETTING", "DEFAULT", "WHAT IT IS"), rows)
        console().print()


def wanted(provider: Provider[Any]) -> Iterator[Wanted]:
    """What the provider's settings ask for, in their order."""
    for name, field in provider.settings.model_fields.items():
        secret = name in provider.manifest.secrets
        described = field.description or ""
        yield Wanted(name, field.is_required(), secret, _said(field), described)


def _described(provider: Provider[Any]) -> dict[str, Any]:
    return {
        "title": provider.manifest.title,
        "called": provider.manifest.called,
        "sends": provider.manifest.sends,
        "settings": [asdict(one) for one in wanted(provider)],
    }


def _said(field: FieldInfo) -> Any:
    """The default as it would be typed; none where it is built of several."""
    default = None if field.is_required() else field.get_default()
    return None if default in ((), PydanticUndefined) else default


def _marked(one: Wanted) -> str:
    return "  " + one.name + (" (secret)" if one.secret else "")


def _default(one: Wanted) -> str:
    if one.required:
        return "must be said"
    return "" if one.default is None else str(one.default)
