"""A file is taken when its bytes are what its name says; its name is data."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.website.clean import file_name
from channels.website.files import Upload, genuine_type
from tests.website.conftest import Open, OpenSite, said
from tests.website.examples import ORDERED, as_json, as_multipart

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PDF = b"%PDF-1.7\n%\xe2\xe3\r\n"
ORDERED_TEXT = {name: str(value) for name, value in ORDERED.items()}


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "<xml/>")
    return file.getvalue()


DOCX = archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")
XLSX = archive("_rels/.rels", "xl/workbook.xml", "[Content_Types].xml")
GENUINE = {
    "a.pdf": PDF,
    "a.PNG": PNG,
    "a.jpg": b"\xff\xd8\xff\xe0rest",
    "a.jpeg": b"\xff\xd8\xff\xe0rest",
    "a.webp": b"RIFF\x01\x02\x03\x04WEBPVP8 ",
    "a.txt": "Привет\r\n".encode("cp1251"),
    "a.docx": DOCX,
    "a.xlsx": XLSX,
}


@pytest.mark.parametrize("name", GENUINE)
def test_a_genuine_file_is_what_it_says(name: str) -> None:
    assert genuine_type(Upload(name, GENUINE[name]))


@pytest.mark.parametrize("name", GENUINE)
def test_a_genuine_file_is_nothing_else(name: str) -> None:
    kinds = {other: genuine_type(Upload(other, GENUINE[name])) for other in GENUINE}
    mine = {other for other, kind in kinds.items() if kind}

    assert mine == ({"a.jpg", "a.jpeg"} if name.startswith("a.jp") else {name})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.exe", b"MZ\x90\0"),
        ("a.pdf", b"MZ\x90\0"),
        ("a.svg", b"<svg/>"),
        ("a.html", b"<p>"),
        ("a.pdf.exe", PDF),
        ("", PDF),
        ("a.txt", b""),
        ("a.txt", b"MZ\0"),
        ("a.docx", archive("a.txt")),
        ("a.docx", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.docx", b"PK\x03\x04 [Content_Types].xml word/document.xml"),
    ],
)
def test_everything_else_is_not_taken(name: str, data: bytes) -> None:
    assert genuine_type(Upload(name, data)) is None


async def test_a_file_arrives_with_the_form(site: OpenSite) -> None:
    request = as_multipart(ORDERED_TEXT, {"drawing": ("чертёж.png", PNG)})
    inbound = await site.takes(request)
    (file,) = inbound.attachments

    assert (file.name, file.media_type, file.size) == ("чертёж.png", "image/png", len(PNG))
    assert site.host.blobs[file.blob] == PNG
    assert "Drawing: чертёж.png" in inbound.text


async def test_a_file_that_is_not_what_it_says_names_its_field(site: OpenSite) -> None:
    faults = await site.faults(as_multipart(ORDERED_TEXT, {"drawing": ("a.png", b"MZ\0")}))

    assert list(faults) == ["drawing"]
    assert "PNG" in faults["drawing"]
    assert (site.inbounds, site.host.blobs) == ([], {})


async def test_a_file_that_is_too_large_names_its_field(open_site: Open) -> None:
    site = open_site(limits={"file_bytes": 1024})
    faults = await site.faults(as_multipart(ORDERED_TEXT, {"drawing": ("a.png", PNG * 50)}))

    assert faults == {"drawing": "The file is too large."}


async def test_no_file_is_taken_where_none_is_asked_for(site: OpenSite) -> None:
    faults = await site.faults(as_multipart(ORDERED_TEXT, {"email": ("a.png", PNG)}))
    text = ORDERED_TEXT | {"email": ""}
    unknown = await site.faults(as_multipart(text, {"other": ("a.png", PNG)}))

    assert faults["email"] == "This field was given twice."
    assert unknown["other"] == "The form has no such field."


async def test_a_file_field_that_was_left_empty_is_none(site: OpenSite) -> None:
    inbound = await site.takes(as_multipart(ORDERED_TEXT, {"drawing": ("", b"")}))

    assert inbound.attachments == ()


async def test_words_are_no_file(site: OpenSite) -> None:
    faults = await site.faults(as_json(ORDERED | {"drawing": "a.png"}, "order"))

    assert faults == {"drawing": "This takes a file."}


@given(st.text(max_size=400))
def test_a_name_is_never_a_path(name: str) -> None:
    shown = file_name(name)

    assert len(shown) <= 200
    assert not set(shown) & set("/\\:\0\n\r")
    assert not shown.startswith(".")


def test_a_long_name_keeps_its_ending() -> None:
    assert file_name("x" * 300 + ".pdf").endswith("x.pdf")


async def test_without_room_for_files_a_form_comes_without_them_or_later(site: OpenSite) -> None:
    site.host.takes_files = False
    refused = await site.ask(as_multipart(ORDERED_TEXT, {"drawing": ("чертёж.png", PNG)}))
    kept = dict(site.host.blobs)
    taken = await site.ask(as_multipart(ORDERED_TEXT, {}))

    assert (refused.status, dict(refused.headers)["retry-after"]) == (503, "600")
    assert said(refused)["type"] == "urn:omnihub:problem:no-room-for-files"
    assert kept == {}
    assert taken.status == 200
