"""The console is built into the package: who installs it needs no Node."""

import importlib.util
import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own parameter
    """Builds the console before a wheel or a source archive is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build it; an editable installation leaves it to `make console`."""
        script = Path(self.root) / "web" / "build.py"
        if version == "editable" or os.environ.get("OMNIHUB_SKIP_CONSOLE") or not script.is_file():
            return
        build_data["artifacts"].append("/hub/console/built/**")
        found = importlib.util.spec_from_file_location("console_build", script)
        if found is None or found.loader is None:
            raise RuntimeError(f"{script} cannot be read")
        console = importlib.util.module_from_spec(found)
        found.loader.exec_module(console)
        console.build()
