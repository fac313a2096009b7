"""Obvious: the passwords that are tried first, made from the patterns that people follow.

A list of our own: words and rows of keys, Latin and Cyrillic, with the years, numbers and marks
that are put behind them. What is left of a password without these decides.
"""

import re

from hub.signin.obvious_words import ROWS, WORDS

_LEET = str.maketrans("@0134579$!|", "aoieastgsii")
_DECORATION = re.compile(r"[\d\W_]+")
_LEAST = 4
"""So many letters have to be left when everything obvious is taken away."""
_WORDS_TAKEN = 2
"""Three words that everybody knows are a beginning."""
_SHORTEST_WORD = 3
"""Shorter ones are in everything."""


def is_obvious(password: str, *about: str) -> bool:
    """Whether it is one of those that are tried first; `about`: as the login and the name."""
    plain = password.casefold()
    if len(set(plain)) < _LEAST or _is_walk(plain) or _is_repeated(plain):
        return True
    own = {
        word
        for one in about
        for word in _DECORATION.split(one.casefold())
        if len(word) >= _SHORTEST_WORD
    }
    return any(_is_decorated(spelling, own) for spelling in (plain, plain.translate(_LEET)))


def _is_decorated(spelling: str, own: set[str]) -> bool:
    """Whether a word or two that everybody knows, and numbers and marks, are all of it."""
    letters = _DECORATION.sub("", spelling)
    taken = 0
    for word in sorted(WORDS | own, key=len, reverse=True):
        if word in letters and taken < _WORDS_TAKEN:
            letters, taken = letters.replace(word, ""), taken + 1
    return len(letters) < _LEAST or _is_walk(letters)


def _is_walk(text: str) -> bool:
    """Whether it goes along the keys: pieces of rows of three and more."""
    left = text
    while left:
        step = next((n for n in range(len(left), 2, -1) if _on_a_row(left[:n])), 0)
        if not step:
            return len(left) < _LEAST and len(left) < len(text)
        left = left[step:]
    return True


def _on_a_row(piece: str) -> bool:
    return any(piece in row or piece in row[::-1] for row in ROWS)


def _is_repeated(text: str) -> bool:
    """`abcabcabc`: a short piece, again and again."""
    return any(
        text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1)
    )
