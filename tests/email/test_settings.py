"""Settings refuse what could become a command; folders travel as IMAP wants them."""

import pytest
from pydantic import ValidationError

from channels.email import provider
from channels.email.cursor import Cursor
from channels.email.folder import wire_name
from channels.email.settings import EmailSettings
from tests.email.accounts import account

CONTROLS = ['a"\r\nA99 DELETE INBOX', "a\nb", "a\rb", "a\0b", "a\x7f"]


@pytest.mark.parametrize("field", ["folder", "user", "password", "smtp_user", "imap_host", "name"])
@pytest.mark.parametrize("value", CONTROLS)
def test_no_setting_brings_a_command_of_its_own(field: str, value: str) -> None:
    with pytest.raises(ValidationError):
        EmailSettings.model_validate(account().model_dump() | {field: value})


@pytest.mark.parametrize(
    "address", ["anna", "anna@", "a b@firm.test", "anna@firm.test\r\n", "<a@b.c>"]
)
def test_an_address_is_an_address(address: str) -> None:
    with pytest.raises(ValidationError):
        account(address=address)


def test_passwords_are_not_shown() -> None:
    assert "secret" not in repr(account(smtp_password="secret"))
    assert provider.manifest.secrets == {"password", "smtp_password"}


def test_every_setting_is_explained() -> None:
    fields = provider.settings.model_fields

    assert [name for name, field in fields.items() if not field.description] == []


@pytest.mark.parametrize(
    ("folder", "wire"),
    [
        ("INBOX", '"INBOX"'),
        ("Входящие", '"&BBIERQQ+BDQETwRJBDgENQ-"'),
        ("A & B", '"A &- B"'),
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("台北/日本語", '"&U,BTFw-/&ZeVnLIqe-"'),
    ],
)
def test_a_folder_is_named_as_imap_wants_it(folder: str, wire: str) -> None:
    assert wire_name(folder) == wire


@pytest.mark.parametrize("cursor", [None, "", "nonsense", "6:3", "7", "7:x"])
def test_a_cursor_of_another_folder_begins_anew(cursor: str | None) -> None:
    assert Cursor.of(7, cursor) == Cursor(7, 0)


def test_a_cursor_goes_on_where_it_was() -> None:
    assert str(Cursor.of(7, "7:3")) == "7:3"
