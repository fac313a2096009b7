"""Who waits in the screenshots, and what was said, in both languages."""

from dataclasses import dataclass

from hub.settings import Language


@dataclass(frozen=True)
class Talk:
    """`lines`: who (client, answer, note) and what. `holder`: the number of an employee.

    `mail`: the subject, where it is a letter. `main`: it is the one that is shown open.
    """

    name: str
    lines: tuple[tuple[str, str], ...]
    holder: int | None = None
    labels: tuple[str, ...] = ()
    mail: str = ""
    snoozed: bool = False
    main: bool = False


RUSSIAN = (
    Talk("Ольга Миронова", (("client", "Добрый день! Счёт пришёл, но в нём старый адрес."),), 1),
    Talk(
        "Тимур Ахметов", (("client", "Монтаж в субботу возможен? Мы на даче."),), None, ("монтаж",)
    ),
    Talk(
        "Мария Лебедева",
        (
            ("client", "Здравствуйте! Вчера отправила вам план кухни, получили?"),
            ("client", "Высота потолка 2,74, окно слева от мойки."),
            ("answer", "Добрый день, Мария! План у нас, спасибо. Проект будет готов в четверг."),
            ("note", "Скидка 7 % согласована, срок изготовления три недели."),
            ("client", "Отлично. А можно фасады матовые вместо глянцевых? Цена изменится?"),
        ),
        0,
        ("проект", "кухня"),
        main=True,
    ),
    Talk("Сергей Павлов", (("client", "Пришлите, пожалуйста, договор ещё раз."),), 0, ("договор",)),
    Talk(
        "ООО «Вектор»",
        (("client", "Нужны 40 столов в новый офис. Кто может посчитать?"),),
        None,
        mail="Столы для офиса",
    ),
    Talk(
        "Ирина Белова",
        (
            ("client", "Спасибо! Подумаю до понедельника."),
            ("answer", "Хорошо, Ирина, напомню о себе."),
        ),
        0,
        snoozed=True,
    ),
    Talk(
        "Павел Орлов", (("client", "Доставка приехала без ручек. Что делать?"),), 0, ("рекламация",)
    ),
    Talk("Наталья Зимина", (("client", "Сколько стоит шкаф-купе 2,4 на 2,6?"),), None),
    Talk("Артём Козлов", (("client", "Можно оплатить по частям?"),), None),
)

ENGLISH = (
    Talk("Olivia Turner", (("client", "Hi! The invoice came, but with our old address."),), 1),
    Talk(
        "Tom Hughes",
        (("client", "Could you install it on Saturday? It is a summer house."),),
        None,
        ("installation",),
    ),
    Talk(
        "Mary Sullivan",
        (
            ("client", "Hello! I sent you the plan of the kitchen yesterday, did it arrive?"),
            ("client", "The ceiling is 2.74 high, the window is left of the sink."),
            (
                "answer",
                "Good morning, Mary! We have it, thank you. The design is ready on Thursday.",
            ),
            ("note", "7% off is agreed, and three weeks to make it."),
            ("client", "Great. Could the fronts be matt instead of gloss? Would the price change?"),
        ),
        0,
        ("design", "kitchen"),
        main=True,
    ),
    Talk("Simon Price", (("client", "Please send me the contract once more."),), 0, ("contract",)),
    Talk(
        "Vector Ltd",
        (("client", "We need 40 desks for a new office. Who can make an offer?"),),
        None,
        mail="Desks for an office",
    ),
    Talk(
        "Irene Bell",
        (
            ("client", "Thank you! I will think until Monday."),
            ("answer", "Of course, Irene, I will write then."),
        ),
        0,
        snoozed=True,
    ),
    Talk(
        "Paul Owen",
        (("client", "It was delivered without the handles. What now?"),),
        0,
        ("complaint",),
    ),
    Talk("Nora Winter", (("client", "How much is a wardrobe, 2.4 by 2.6?"),), None),
    Talk("Arthur Cole", (("client", "Can I pay in instalments?"),), None),
)


def talks(language: Language) -> tuple[Talk, ...]:
    """In the order in which they began."""
    return RUSSIAN if language is Language.RUSSIAN else ENGLISH
