"""What a form says by itself, in both languages. A name of these is a problem's type as well."""

from enum import Enum

from channels.website.definition import Language


class Say(Enum):
    """What can be said."""

    SEND = "send"
    SENDING = "sending"
    RECEIVED = "received"
    FAILED = "failed"
    YES = "yes"
    INVALID = "form-invalid"
    UNREADABLE = "unreadable"
    NOT_HERE = "not-found"
    METHOD = "method-not-allowed"
    ORIGIN = "origin-not-allowed"
    MEDIA_TYPE = "media-type-not-taken"
    TOO_LARGE = "too-large"
    TOO_OFTEN = "too-often"
    LATER = "try-again"
    NO_ROOM = "no-room-for-files"
    TOO_MANY_FIELDS = "too-many-fields"
    REQUIRED = "required"
    UNKNOWN = "unknown"
    TWICE = "twice"
    NOT_ONE_VALUE = "not-one-value"
    TOO_LONG = "too-long"
    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"
    OPTION = "option"
    CHECKBOX = "checkbox"
    CONTACT = "contact"
    CONSENT = "consent"
    CONSENT_CHANGED = "consent-changed"
    NO_FILE = "no-file"
    ONLY_FILE = "only-file"
    FILE_KIND = "file-kind"
    FILE_SIZE = "file-size"
    MARKS = "marks"


_WORDS = {
    Say.SEND: ("Отправить", "Send"),
    Say.SENDING: ("Отправляем…", "Sending…"),
    Say.RECEIVED: ("Спасибо! Мы свяжемся с вами.", "Thank you! We will be in touch."),
    Say.FAILED: (
        "Не удалось отправить. Всё, что вы ввели, на месте: попробуйте ещё раз.",
        "It could not be sent. What you typed is still here: please try again.",
    ),
    Say.YES: ("да", "yes"),
    Say.INVALID: ("Проверьте, пожалуйста, отмеченные поля.", "Please check the marked fields."),
    Say.UNREADABLE: ("Запрос не читается.", "The request cannot be read."),
    Say.NOT_HERE: ("Здесь ничего нет.", "There is nothing here."),
    Say.METHOD: ("Так к этому адресу не обращаются.", "This address is not asked this way."),
    Say.ORIGIN: ("С этого сайта форму не принимают.", "Forms from this site are not taken."),
    Say.MEDIA_TYPE: (
        "Форму принимают как JSON, urlencoded или multipart/form-data.",
        "A form is taken as JSON, urlencoded or multipart/form-data.",
    ),
    Say.TOO_LARGE: ("Это слишком много.", "This is too much."),
    Say.TOO_OFTEN: (
        "Слишком много попыток. Подождите минуту и попробуйте ещё раз.",
        "Too many attempts. Please wait a minute and try again.",
    ),
    Say.LATER: ("Сейчас принять не получилось, попробуйте ещё раз.", "Please try again."),
    Say.NO_ROOM: (
        "Файлы сейчас не принимаем: отправьте форму без файла или попробуйте позже.",
        "Files cannot be taken at the moment: send the form without one, or try again later.",
    ),
    Say.TOO_MANY_FIELDS: ("Слишком много полей.", "Too many fields."),
    Say.REQUIRED: ("Это поле нужно заполнить.", "This field is needed."),
    Say.UNKNOWN: ("В форме нет такого поля.", "The form has no such field."),
    Say.TWICE: ("Это поле пришло дважды.", "This field was given twice."),
    Say.NOT_ONE_VALUE: ("Здесь нужно одно значение.", "This takes a single value."),
    Say.TOO_LONG: ("Слишком длинно.", "This is too long."),
    Say.PHONE: ("Это не похоже на номер телефона.", "This does not look like a phone number."),
    Say.EMAIL: ("Это не похоже на адрес почты.", "This does not look like an e-mail address."),
    Say.NUMBER: ("Здесь нужно число.", "This takes a number."),
    Say.OPTION: ("Выберите вариант из списка.", "Choose one of the options."),
    Say.CHECKBOX: ("Здесь можно только поставить отметку.", "This can only be ticked or not."),
    Say.CONTACT: ("Оставьте телефон или почту.", "Leave a phone number or an e-mail address."),
    Say.CONSENT: ("Без согласия форму принять нельзя.", "The form needs your consent."),
    Say.CONSENT_CHANGED: (
        "Текст согласия изменился: обновите страницу и прочитайте его ещё раз.",
        "The words of the consent have changed: please reload the page and read them again.",
    ),
    Say.NO_FILE: ("Сюда файл не принимают.", "No file is taken here."),
    Say.ONLY_FILE: ("Здесь нужен файл.", "This takes a file."),
    Say.FILE_KIND: (
        "Принимаются настоящие PDF, PNG, JPEG, WebP, TXT, DOCX и XLSX.",
        "Genuine PDF, PNG, JPEG, WebP, TXT, DOCX and XLSX files are taken.",
    ),
    Say.FILE_SIZE: ("Файл слишком большой.", "The file is too large."),
    Say.MARKS: ("Визит не говорит, откуда он.", "The visit does not say from where."),
}


def words(say: Say, language: Language) -> str:
    """The words, in this language."""
    russian, english = _WORDS[say]
    return russian if language == "ru" else english
