"""Russian names of a kit's own colours, made from the words of their tokens: ``copper-light`` is «Медь, светлее»."""

from __future__ import annotations

_WHOLE = {
    "bar": "Полоса", "figure": "Число", "label": "Рубрика", "logo": "Логотип", "motif": "Мотив", "price": "Цена", "sign": "Знак",
    "tab": "Ярлык", "on-bar": "На полосе", "on-sign": "На знаке", "old-price": "Старая цена", "deep": "Глубокий", "deeper": "Самый глубокий",
    "light": "Светлый", "dark": "Тёмный", "soft": "Мягкий", "bright": "Яркий", "shade": "Тень", "muted": "Приглушённый",
    "secondary": "Второй", "tertiary": "Третий", "background": "Фон", "foreground": "Передний план", "text": "Текст", "border": "Рамка",
    "link": "Ссылка", "success": "Успех", "warning": "Предупреждение", "error": "Ошибка", "danger": "Опасность", "info": "Сведения",
    "brand": "Цвет бренда", "highlight": "Выделение", "shadow": "Тень",
}  # fmt: skip
_NOUNS = {
    "ground": "Фон", "bar": "Полоса", "line": "Линия", "ink": "Чернила", "paper": "Бумага", "chip": "Чип", "white": "Белый", "black": "Чёрный",
    "grey": "Серый", "gray": "Серый", "red": "Красный", "orange": "Оранжевый", "yellow": "Жёлтый", "green": "Зелёный", "teal": "Бирюзовый",
    "cyan": "Голубой", "blue": "Синий", "navy": "Тёмно-синий", "indigo": "Индиго", "violet": "Фиолетовый", "purple": "Пурпурный",
    "magenta": "Маджента", "pink": "Розовый", "brown": "Коричневый", "beige": "Бежевый", "gold": "Золото", "silver": "Серебро",
    "copper": "Медь", "bronze": "Бронза", "brass": "Латунь", "steel": "Сталь", "cobalt": "Кобальт", "slate": "Сланец", "stone": "Камень",
    "sand": "Песок", "clay": "Глина", "terracotta": "Терракота", "brick": "Кирпич", "snow": "Снег", "ice": "Лёд", "mist": "Туман",
    "fog": "Дымка", "smoke": "Дым", "ash": "Пепел", "sky": "Небо", "sea": "Море", "ocean": "Океан", "stream": "Ручей", "water": "Вода",
    "leaf": "Лист", "grass": "Трава", "forest": "Лес", "moss": "Мох", "olive": "Олива", "mint": "Мята", "sage": "Шалфей", "lime": "Лайм",
    "lemon": "Лимон", "peach": "Персик", "coral": "Коралл", "rose": "Роза", "cherry": "Вишня", "berry": "Ягода", "wine": "Вино",
    "plum": "Слива", "lavender": "Лаванда", "lilac": "Сирень", "cream": "Сливки", "crema": "Пенка", "milk": "Молоко", "vanilla": "Ваниль",
    "honey": "Мёд", "caramel": "Карамель", "coffee": "Кофе", "chocolate": "Шоколад", "ceramic": "Керамика", "wood": "Дерево",
    "charcoal": "Уголь", "graphite": "Графит", "pearl": "Жемчуг", "night": "Ночь", "sun": "Солнце", "fire": "Огонь", "linen": "Лён",
    "primary": "Главный", "accent": "Акцент", "neutral": "Нейтральный", "surface": "Фон", "mark": "Пометка",
}  # fmt: skip
_TONES = {
    "light": "светлее", "lighter": "ещё светлее", "lightest": "самый светлый", "dark": "темнее", "darker": "ещё темнее",
    "darkest": "самый тёмный", "deep": "глубже", "deeper": "ещё глубже", "soft": "мягче", "lit": "ярче", "bright": "ярче",
    "pale": "бледнее", "muted": "глуше", "shade": "в тени", "tint": "разбел", "mid": "средний",
}  # fmt: skip


def colour_name(token: str) -> str:
    """The name in Russian; the token's own where one of its words isn't known. Numbers stay: ``blue-500``."""
    if whole := _WHOLE.get(token):
        return whole
    first, *rest = token.replace("_", "-").split("-")
    if first not in _NOUNS:
        return token
    told = [_NOUNS[first]]
    for word in rest:
        said = word if word.isdigit() else _TONES.get(word) or _NOUNS.get(word, "").lower()
        if not said:
            return token
        told.append(said)
    return ", ".join(told) if not any(word.isdigit() for word in rest) else " ".join(told)
