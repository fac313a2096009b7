"""What a person reads of a mail, and the files that came along."""

import pytest

from channels.email.parse import mail as parse
from channels.email.parse.parsed import Parsed
from tests.email.mails import ANNA, mail, multipart, of_parts, part


def read(raw: bytes) -> Parsed:
    return parse.whole(raw, ANNA)[0]


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251", "cp866", "iso-8859-5"])
def test_russian_comes_out_right_in_its_declared_charset(charset: str) -> None:
    raw = mail(
        "Добрый день, сколько стоит большая?".encode(charset),
        Content_Type=f"text/plain; charset={charset}",
        Content_Transfer_Encoding="8bit",
    )

    assert read(raw).text == "Добрый день, сколько стоит большая?"


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251"])
@pytest.mark.parametrize(
    "declared", ["", "; charset=unknown-8bit", "; charset=us-ascii", "; charset=nobody-knows"]
)
def test_russian_comes_out_right_where_the_charset_is_not_told(charset: str, declared: str) -> None:
    text = "Добрый день! Подскажите, пожалуйста, сколько стоит большая и когда привезёте её."
    raw = mail(text.encode(charset), Content_Type=f"text/plain{declared}")

    assert read(raw).text == text


@pytest.mark.parametrize("charset", ["zlib", "hex", "rot13", "idna", "punycode", "unicode_escape"])
def test_a_codec_that_is_no_charset_is_not_used(charset: str) -> None:
    assert read(mail(b"hello", Content_Type=f"text/plain; charset={charset}")).text == "hello"


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("=?utf-8?b?0KbQtdC90LA=?=", "Цена"),
        ("=?koi8-r?Q?=E3=C5=CE=C1?=", "Цена"),
        ("=?utf-8?b?0KbQtdA=?= =?utf-8?b?vdCw?=", "Цена"),
        ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
        ("=?utf-8?b?0KbQtdC90LA?=", "Цена"),
        ("=?nonsense?q?price?=", "price"),
        ("=?utf-8?x?price?=", "=?utf-8?x?price?="),
        ("a\r\n folded\r\n\tline", "a folded line"),
        ("", None),
    ],
)
def test_subjects_are_read_as_senders_write_them(written: str, subject: str | None) -> None:
    assert read(mail(Subject=written)).envelope.subject == subject


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("boris@client.test", None, "boris@client.test"),
        ("<boris@client.test>", None, "boris@client.test"),
        ('"Boris, the client" <boris@client.test>', "Boris, the client", "boris@client.test"),
        ("boris@client.test (Boris (the client))", "Boris the client", "boris@client.test"),
        ("=?utf-8?b?0JHQvtGA0LjRgQ==?= <boris@client.test>", "Борис", "boris@client.test"),
        ("Boris (sales <boris@client.test>", None, "boris@client.test"),
        ("Team: boris@client.test, x@client.test;", None, "boris@client.test"),
        ("борис@клиент.рф", None, "борис@клиент.рф"),
        ("anna@firm.test <boris@client.test>", "anna@firm.test", "boris@client.test"),
        ("Boris", None, None),
        ("", None, None),
    ],
)
def test_the_sender_is_who_stands_in_from(
    written: str, name: str | None, address: str | None
) -> None:
    said = read(mail(sender=written)).envelope

    assert (said.sender, said.sender_name) == (address, name)


def test_of_two_alternatives_the_plain_one_is_read_and_the_html_kept() -> None:
    raw = of_parts("alternative", part("text/plain", b"plain"), part("text/html", b"<b>rich</b>"))

    parsed, blobs = parse.whole(raw, ANNA)

    assert parsed.text == "plain"
    assert blobs[0] == b"<b>rich</b>"


def test_html_alone_is_read_as_text() -> None:
    page = b"<style>p{}</style><p>Good day</p><script>x()</script><p>Price?<br>Boris"

    assert read(mail(page, Content_Type="text/html")).text == "Good day\n\nPrice?\nBoris"


def test_an_empty_plain_alternative_does_not_hide_the_words() -> None:
    raw = of_parts("alternative", part("text/plain", b" \n"), part("text/html", b"<p>words"))

    assert read(raw).text == "words"


def test_a_list_footer_does_not_hide_the_words() -> None:
    raw = of_parts("mixed", part("text/html", b"<p>words"), part("text/plain", b"-- footer"))

    assert read(raw).text == "words\n-- footer"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("price.pdf", "price.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\price.pdf", "C__price.pdf"),
        ("price\u202efdp.exe", "pricefdp.exe"),
        ("=?utf-8?b?0KbQtdC90LA=?=.pdf", "Цена.pdf"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
        ("...", "file-1.pdf"),
    ],
)
def test_a_file_name_is_data_and_never_a_path(given: str, name: str) -> None:
    disposition = f'attachment; filename="{given}"'.replace("\\", "\\\\")
    raw = of_parts("mixed", part("application/pdf", b"%PDF", Content_Disposition=disposition))

    (file,) = read(raw).files

    assert (file.name, file.media_type, file.size) == (name, "application/pdf", 4)


def test_files_beyond_the_hundredth_are_said_and_not_shown() -> None:
    parsed = read(of_parts("mixed", *(part("image/png", b"x") for _ in range(120))))

    assert len(parsed.files) == 100
    assert parsed.unreadable == "only the first 100 files are shown"


def test_a_mail_inside_a_mail_is_a_file() -> None:
    inner = b"Content-Type: message/rfc822\r\n\r\n" + mail(b"inner words")

    parsed = read(of_parts("mixed", part("text/plain", b"outer words"), inner))

    assert parsed.text == "outer words"
    assert parsed.files[0].media_type == "message/rfc822"


def test_a_long_text_is_cut_and_says_so() -> None:
    parsed = read(mail(b"word " * 50_000))

    assert len(parsed.text) == 64_000
    assert parsed.unreadable == "cut at 64000 characters"


def test_what_a_database_refuses_never_comes_out() -> None:
    raw = mail(
        b"a\0b\x1b[31mc+2AA-",
        Subject="a\0b\x07c",
        Content_Type="text/plain; charset=utf-7",
    )

    parsed = read(raw)

    assert parsed.text.startswith("ab[31mc")
    assert parsed.envelope.subject == "abc"
    parsed.model_dump_json()


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_line_ends_do_not_matter(end: bytes) -> None:
    body, kind = multipart("mixed", part("text/plain", b"one"), part("image/png", b"two"))
    raw = mail(body, Content_Type=kind).replace(b"\r\n", end)

    parsed = read(raw)

    assert (parsed.text, parsed.files[0].size) == ("one", 3)
