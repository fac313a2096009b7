"""What people say in the story, in the language of the demonstration."""

from collections.abc import Mapping

from hub.demo import texts_en, texts_ru
from hub.settings import Language


def texts(language: Language) -> Mapping[str, str]:
    """Names, phrases and sentences; several of one kind are parted by `|`."""
    match language:
        case Language.RUSSIAN:
            return texts_ru.SAID
        case Language.ENGLISH:
            return texts_en.SAID
