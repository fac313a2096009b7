import unicodedata

import pytest

from contracts.errors import Invalid
from contracts.inbound import Attachment
from hub.api.files import safe_name
from hub.api.sanitise import sanitise, sanitised
from tests.api.caller import Caller
from tests.api.story import Story
from tests.story import PATIENCE_SECONDS

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<form action="https://evil.example"><input name=p></form>',
    '<p style="background:url(https://evil.example/pixel)">x</p>',
    '<img src="https://evil.example/pixel" srcset="https://evil.example/2">',
    '<math><mtext><style><img src=x onerror="alert(1)">',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_that_acts_is_left(html: str) -> None:
    left = sanitised(html).lower()

    for word in ("script", "onerror", "onload", "<form", "<input", "<iframe", "url(", "data:"):
        assert word not in left


def test_a_picture_that_came_inside_stays() -> None:
    assert 'src="data:image/png;base64,AA=="' in sanitised('<img src="data:image/png;base64,AA==">')


async def test_a_tangle_is_given_up_and_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.api.sanitise._SECONDS", 0.3)

    with pytest.raises(Invalid, match="tangled"):
        await sanitise(b"<div>" * 200_000)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "C:\\x\\a.exe", "a\r\nSet-Cookie: x", "\u202egnp.exe", "", "…", "я" * 300],
)
def test_a_file_name_is_only_a_name(name: str) -> None:
    safe = safe_name(name)

    assert 0 < len(safe) <= 150
    assert not set(safe) & set("/\\\r\n\u202e")
    assert all(unicodedata.category(character)[0] != "C" for character in safe)


async def test_html_is_shown_only_harmless_and_caged(
    story: Story, anna: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.api.sanitise._SECONDS", PATIENCE_SECONDS)  # a process has to begin
    blob = await story.house.blobs.keep("<p>Привет</p><script>alert(1)</script>".encode())
    id_ = await story.writes(html=blob)

    answer = await anna("GET", f"/messages/{id_}/html")

    assert answer.text == "<p>Привет</p>"
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_files_and_raw_bytes_are_downloads(story: Story, anna: Caller) -> None:
    page = await story.house.blobs.keep(b"<html>")
    file = Attachment(name='счёт "1".html', media_type="text/html", size=6, blob=page)
    id_ = await story.writes(raw=page, attachments=(file,))

    answers = [await anna("GET", f"/messages/{id_}/{it}") for it in ("raw", "attachments/0")]

    for answer in answers:
        assert answer.content == b"<html>"
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert (await anna("GET", f"/messages/{id_}/attachments/1")).status_code == 404
