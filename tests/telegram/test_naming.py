"""What a file is called and what it is, whatever its sender says."""

import pytest

from channels.telegram.naming import file_name, media_type
from contracts.inbound import Attachment


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
        (b"OggS\x00", "audio/ogg"),
        (b"<svg onload=alert(1)>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_media_type_is_read_from_the_bytes(data: bytes, found: str) -> None:
    assert media_type(data) == found


@pytest.mark.parametrize(
    ("given", "path", "name"),
    [
        (None, "voice/file_3.oga", "file.oga"),
        (" .. ", "documents/file_3./../../x", "file"),
        ("я" * 300 + ".pdf", "documents/file_3.pdf", "я" * 196 + ".pdf"),
        ("C:\\a\r\nb.exe", "documents/file_3", "C__a b.exe"),
    ],
)
def test_a_name_is_only_a_name(given: object, path: str, name: str) -> None:
    found = file_name(given, word="file", path=path)

    assert found == name
    assert Attachment(name=found, media_type="x", size=0, blob="b").name == name
