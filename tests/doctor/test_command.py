"""`omnihub doctor`, typed where there is no hub."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def typed(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {k: v for k, v in os.environ.items() if not k.startswith("OMNIHUB_")}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "hub.cli", "doctor", *words],
        env=kept | {"OMNIHUB_API_PORT": "0"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def findings(said: "subprocess.CompletedProcess[str]", check: str) -> list[dict[str, Any]]:
    return [one for one in json.loads(said.stdout)["findings"] if one["check"] == check]


def test_where_no_hub_ever_was_the_doctor_says_so_and_makes_none(tmp_path: Path) -> None:
    data = tmp_path / "data"
    said = typed("--json", "--data", str(data))

    told = json.loads(said.stdout)
    assert (said.returncode, said.stderr) == (0, "")
    assert told["fine"] is True
    assert sum(told["counts"].values()) == len(told["findings"])
    assert findings(said, "hub") == [
        {
            "check": "hub",
            "state": "skipped",
            "finding": f"No hub was ever started on {data}.",
            "remedy": "`omnihub up` starts one.",
        }
    ]
    assert not data.exists()
