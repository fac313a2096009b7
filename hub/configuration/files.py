"""Settings out of files: OMNIHUB_<NAME>_FILE names one, as containers are given their secrets."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import PydanticBaseSettingsSource

from contracts.errors import Misconfigured
from hub.configuration.variables import file_variable_of, set_in, variable_of


class Files(PydanticBaseSettingsSource):
    """The settings that stand in files.

    Raises:
        Misconfigured: as `in_file`.
    """

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """What the file of this setting says; None where there is none."""
        _ = field
        return in_file(field_name, os.environ), field_name, False

    def __call__(self) -> dict[str, Any]:
        """All of them, by name."""
        return in_files(self.settings_cls.model_fields, os.environ)


def in_files(fields: Iterable[str], environment: Mapping[str, str]) -> dict[str, str]:
    """What files say, by the setting's name."""
    said = {field: in_file(field, environment) for field in fields}
    return {field: text for field, text in said.items() if text is not None}


def in_file(field: str, environment: Mapping[str, str]) -> str | None:
    """What the file of this setting says, without the line's end; None where none is named.

    Raises:
        Misconfigured: it cannot be read, or the setting is in the environment as well.
    """
    variable, named = variable_of(field), file_variable_of(field)
    there = set_in(environment)
    if named not in there:
        return None
    if variable in there:
        raise Misconfigured(
            f"Both {variable} and {named} are set.",
            remedy="Unset one of them: nobody should have to guess which counts.",
        )
    return _read(Path(there[named]), named)


def _read(path: Path, named: str) -> str:
    try:
        text = path.read_text().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(
            f"{named} names {path}, which cannot be read ({type(error).__name__}).",
            remedy="Correct the path, or let the hub's user read the file.",
        ) from error
    if not text:
        raise Misconfigured(
            f"{named} names {path}, which is empty.",
            remedy="Write the value into it, or unset the variable.",
        )
    return text
