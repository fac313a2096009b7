"""The form a file comes in: nobody vouches for a word of it."""

import pytest

from contracts.errors import Invalid
from hub.api.files import safe_name
from hub.uploads.form import file_in

FORM = "multipart/form-data; boundary=x"


def body(name: str = "a.pdf", kind: str = "application/pdf", content: str = "%PDF") -> bytes:
    return (
        f'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n'
        f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: {kind}\r\n\r\n{content}\r\n--x--\r\n"
    ).encode()


def test_the_bytes_are_those_that_were_sent() -> None:
    assert file_in(body(content="a\r\nb\n\x00--x"), FORM).content == b"a\r\nb\n\x00--x"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Счёт 7.pdf", "Счёт 7.pdf"),
        ("../../etc/passwd", "passwd"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("a%22b%0D%0A.txt", 'a"b.txt'),
        ("", "file"),
    ],
)
def test_a_files_name_is_only_a_name(name: str, kept: str) -> None:
    assert safe_name(file_in(body(name), FORM).name) == kept


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("image/PNG; charset=x", "image/png"),
        ("message/rfc822", "application/octet-stream"),
        ("multipart/mixed", "application/octet-stream"),
        ("text/html\u2028x", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_a_type_that_could_not_stand_in_a_mail_is_none(said: str, kept: str) -> None:
    assert file_in(body(kind=said), FORM).media_type == kept


@pytest.mark.parametrize(
    ("sent", "content_type"),
    [
        (body(content=""), FORM),
        (body().replace(b'name="file"', b'name="picture"'), FORM),
        (body(), "multipart/form-data"),
        (body(), "application/json"),
        (body(), "multipart/form-data; boundary=" + "x" * 71),
        (b"", FORM),
        (b"--x" * 100_000, FORM),
    ],
)
def test_what_holds_no_file_is_refused(sent: bytes, content_type: str) -> None:
    with pytest.raises(Invalid) as refused:
        file_in(sent, content_type)

    assert refused.value.field == "file"
