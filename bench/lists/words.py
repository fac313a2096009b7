"""What clients and managers write: a few words of every message, most of the others seldom."""

from itertools import accumulate
from random import Random

RARE, MEDIUM, COMMON = "экскаватор", "гарантия", "заказ"
"""About one message in 100,000, one in 500, and one in three has it."""

_RUSSIAN = """
здравствуйте заказ добрый день подскажите пожалуйста доставка спасибо цена сколько стоит когда
будет можно оплата счёт товар наличие завтра сегодня адрес город привезли курьер посылка номер
получить забрать магазин склад размер цвет модель возврат деньги карта скидка акция менеджер
вопрос ответ жду позвоните телефон почта документы договор накладная самовывоз срок неделя месяц
понедельник вторник пятница выходные утром вечером москва казань самара екатеринбург новосибирск
краснодар упаковка коробка комплект инструкция замена ремонт качество отзыв фотография видео
ссылка сайт корзина ошибка приложение пароль баланс бонусы сертификат подарок диван кресло стол
шкаф матрас лампа зеркало полка кровать тумба кухня фасад ручка петля столешница сборка мастер
установка замер проект дизайн ткань кожа дерево массив сосна дуб берёза краска лак белый чёрный
серый доставили оплатили заказывали привезите отправьте посмотрите уточните подтвердите отмените
измените ждали нашли получили сломалось подошло понравилось хотели думали решили купили заказали
собрали вернули обещали
"""
_ENGLISH = """
order delivery invoice price hello thanks shipping payment tracking refund received waiting
please confirm address warehouse catalogue discount sample express customs contract quantity
available tomorrow meeting orders shipped paid returned customer account support question answer
colour size
"""
_FIRST = """
Иван Пётр Анна Мария Ольга Сергей Дмитрий Елена Наталья Алексей Татьяна Борис Вера Глеб Дарья
Юрий
"""
_LAST = """
Иванов Петров Сидоров Кузнецов Смирнов Попов Волков Соколов Лебедев Козлов Новиков Морозов
Павлов
"""
_SYLLABLES = """
ба бе бор ва вел гар дан дор жу зим кал ков лан лит мар мир ни ор пав рат ром сав тар фед шар
"""
_SHARED = 0.3


def sentences(random: Random, count: int) -> list[str]:
    """What people write: a dozen words on average, by frequency as in a language."""
    words = _RUSSIAN.split() + _ENGLISH.split()
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    lengths = (1 + min(60, int(random.expovariate(0.1))) for _ in range(count))
    return [" ".join(random.choices(words, cum_weights=weights, k=length)) for length in lengths]


def names(random: Random, count: int) -> list[str]:
    """People: a dozen surnames are everybody's, the others have their own."""
    first, last, syllables = _FIRST.split(), _LAST.split(), _SYLLABLES.split()

    def surname() -> str:
        own = "".join(random.choices(syllables, k=3)).capitalize() + "ов"
        return random.choice(last) if random.random() < _SHARED else own

    return [f"{random.choice(first)} {surname()}" for _ in range(count)]
