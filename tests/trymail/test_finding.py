"""What counts as a mail, and how an mbox is parted."""

from pathlib import Path

import pytest

from hub.trymail.finding import Mail, Skipped, find, why_not
from hub.trymail.mbox import is_mbox, mails_in
from tests.trymail.mails import MBOX, PLAIN

SEPARATOR = b"From boris@example.test Mon Nov  2 12:00:00 2026\n"


@pytest.mark.parametrize(
    "raw",
    [
        PLAIN,
        b"\xef\xbb\xbf" + PLAIN,
        b"\n\n" + PLAIN,
        PLAIN.replace(b"\n", b"\r\n"),
        PLAIN.replace(b"\n", b"\r"),
        MBOX,
    ],
)
def test_a_file_that_begins_like_a_mail_is_one_whatever_its_name(raw: bytes) -> None:
    assert why_not("inbox/1764.M1P1.host:2,S", raw) is None


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"Dear Anna,\n\nFrom: here to there\n", "no From"),
        ("a.json", b'{\n "from": 1\n}', "no From"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook's own format"),
        ("a.eml", b" \r\n", "empty"),
    ],
)
def test_a_file_that_is_no_mail_is_refused_with_the_reason(
    name: str, raw: bytes, reason: str
) -> None:
    assert (why_not(name, raw) or "").startswith(reason)


def test_an_eml_file_is_a_mail_however_it_looks() -> None:
    assert why_not("a.eml", b"\x00\x01") is None


def test_a_folder_is_searched_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "1.eml").write_bytes(PLAIN)
    (tmp_path / "c.txt").write_bytes(b"no\n")
    found = list(find(tmp_path))

    assert [(type(one), one.path) for one in found] == [(Mail, "a/b/1.eml"), (Skipped, "c.txt")]


def test_an_mbox_is_parted_at_its_from_lines_only() -> None:
    first, second = mails_in(MBOX)

    assert first.endswith(b"From here on it is a text.\n\n")
    assert second.startswith(b"From: Vera")
    assert second.endswith(b"The second.\n")


def test_a_content_length_that_is_right_keeps_a_from_line_inside() -> None:
    body = b"Forwarded:\n\n" + SEPARATOR + PLAIN
    whole = PLAIN.replace(b"\n\nHow much is it?\n", b"\nContent-Length: %d\n\n" % len(body)) + body
    mbox = SEPARATOR + whole + b"\n" + SEPARATOR + PLAIN

    assert list(mails_in(mbox)) == [whole, PLAIN]


def test_a_content_length_that_is_wrong_is_not_believed() -> None:
    wrong = PLAIN.replace(b"\n\n", b"\nContent-Length: 3\n\n")

    assert list(mails_in(SEPARATOR + wrong + SEPARATOR + PLAIN)) == [wrong, PLAIN]


@pytest.mark.parametrize("line", [b"From -", b"From - Mon Nov  2 12:00:00 2026", b"From 18@xxx"])
def test_other_programs_write_other_from_lines(line: bytes) -> None:
    mbox = line + b"\r\n" + PLAIN

    assert is_mbox(mbox)
    assert list(mails_in(mbox)) == [PLAIN]
