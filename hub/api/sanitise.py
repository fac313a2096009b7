"""HTML made harmless, in a process of its own: deep nesting costs the parser quadratic time."""

import asyncio
import contextlib
import sys

import nh3

from contracts.errors import Invalid

_SECONDS = 5.0
_MOST_BYTES = 2_000_000
_SCHEMES = {"http", "https", "mailto", "tel", "data"}
_IMAGES = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")
_STYLES = {
    "background-color", "border", "border-collapse", "color", "font-family", "font-size",
    "font-style", "font-weight", "height", "line-height", "margin", "padding", "text-align",
    "text-decoration", "vertical-align", "white-space", "width",
}  # fmt: skip
_ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "*": {"style", "dir", "lang", "title"}}


def sanitised(html: str) -> str:
    """What is left when everything that acts, loads or submits is taken away."""
    return nh3.clean(
        html,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        filter_style_properties=_STYLES,
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """Nothing is fetched from anywhere: a picture is `data:`, and `data:` is no place to go to."""
    plain = value.strip().lower()
    if tag == "img" and attribute == "src":
        return value if plain.startswith(_IMAGES) else None
    return None if plain.startswith("data:") else value


async def sanitise(html: bytes) -> bytes:
    """The same, within bounds.

    Raises:
        Invalid: it is too large, or too tangled to be read within seconds.
    """
    if len(html) > _MOST_BYTES:
        raise Invalid("this HTML is too large to be shown; download the raw message")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "hub.api.sanitise",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(_SECONDS):
            shown, _ = await process.communicate(html)
    except TimeoutError as error:
        raise Invalid("this HTML is too tangled to be shown; download the raw message") from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    return shown


def main() -> None:
    """From standard input to standard output."""
    html = sys.stdin.buffer.read().decode("utf-8", "replace")
    sys.stdout.buffer.write(sanitised(html).encode())


if __name__ == "__main__":
    main()
