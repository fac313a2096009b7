"""Which passwords will do, and what a hash is."""

import pytest

from contracts.errors import Invalid
from hub.signin.obvious import is_obvious
from hub.signin.passwords import Passwords, refuse_weak


@pytest.mark.parametrize(
    "password",
    [
        "password123",
        "P@ssw0rd2024",
        "Qwerty12345!",
        "йцукенгшщз",
        "1q2w3e4r5t",
        "Пароль2025!",
        "Солнышко-1988",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "0123456789",
        "qwertyuiop[]",
        "1234qwerASDF",
        "boris.petrov1",
        "Петров-1990-!!",
    ],
)
def test_what_is_tried_first_is_no_password(password: str) -> None:
    with pytest.raises(Invalid, match="tried first") as refused:
        refuse_weak(password, "boris.petrov@example.com", "Борис Петров")

    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password",
    ["correct horse battery staple", "vX9-kettle-orbit", "зелёный чайник поёт", "hT6!mzLw0q"],
)
def test_words_that_do_not_belong_together_are_one(password: str) -> None:
    refuse_weak(password, "boris.petrov@example.com", "Борис Петров")

    assert not is_obvious(password)


@pytest.mark.parametrize("password", ["", "short", "ninechars", "x9" * 101])
def test_a_short_or_endless_one_is_refused_with_the_number(password: str) -> None:
    with pytest.raises(Invalid, match=r"10 characters or more|200 characters at most"):
        refuse_weak(password)


async def test_the_hash_is_argon2id_and_opens_for_its_password_alone() -> None:
    passwords = Passwords(memory_kib=8, passes=1)
    hashed = await passwords.hashed("three teapots")

    assert hashed.startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert await passwords.verify(hashed, "three teapots")
    assert not await passwords.verify(hashed, "three teapot")
    assert not await passwords.verify(None, "nobody has this password")
    assert Passwords(memory_kib=16, passes=1).outdated(hashed)
