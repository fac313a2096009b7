"""What people say in the story, and the words of the board, in the language asked for."""

from collections.abc import Mapping

from hub.demo import texts_en, texts_ru, words_en, words_ru
from hub.settings import Language


def texts(language: Language) -> Mapping[str, str]:
    """Names, phrases and sentences; several of one kind are parted by `|`."""
    match language:
        case Language.RUSSIAN:
            return texts_ru.SAID
        case Language.ENGLISH:
            return texts_en.SAID


def words(language: Language) -> Mapping[str, str]:
    """What the board says; events by their wire names."""
    match language:
        case Language.RUSSIAN:
            return words_ru.WORDS
        case Language.ENGLISH:
            return words_en.WORDS
