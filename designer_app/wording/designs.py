"""What checks find in a design: texts, colours, pictures in their places, brand, layout."""

from __future__ import annotations

from designer_app.wording.record import NOTHING, SHORTEN, words

_MOVE = ("move it in", "подвинуть внутрь")
_ROOM = ("give it more room", "дать больше места")
_FONT = ("another font or character", "другой шрифт или знак")

DESIGNS = {
    "text-cut": words(
        "Text doesn't fit", "Текст не помещается", do=SHORTEN,
        many=("{what} too long by {range} characters", "{what}: лишних знаков {range}"),
    ),
    "text-overflow": words(
        "Text doesn't fit", "Текст не помещается", do=SHORTEN,
        many=("{what} too long by {range} characters, runs out of its frame", "{what}: лишних знаков {range}, выходит за рамку"),
    ),
    "text-no-room": words(
        "Text doesn't fit", "Текст не помещается", do=SHORTEN, many=("{what} has no room for one line", "{what}: не помещается и строка")
    ),
    "word-broken": words(
        "Word broken", "Слово разорвано", many=("{what} with words wider than their box", "{what}: слово шире рамки"),
        do=("shorten the word", "сократить слово"),
    ),
    "text-shrunk": words(
        "Text set small", "Кегль уменьшен", do=SHORTEN, many=("{what} shrunk to {range} % of its size", "{what}: кегль уменьшен до {range} %")
    ),
    "legal-too-small": words(
        "Legal text too small", "Юридический текст мал", many=("{what}: legal text too small", "{what}: юридический текст мелок"), do=_ROOM
    ),
    "low-contrast": words(
        "Low contrast", "Мало контраста", many=("{what} hard to read, contrast {range}", "{what}: плохо читается, контраст {range}"),
        do=("another colour or picture", "другой цвет или картинка"),
    ),
    "low-resolution": words(
        "Picture too small", "Картинка мала", many=("{what} enlarged {range} times", "{what}: увеличение в {range} раза"),
        do=("a larger picture", "картинка крупнее"),
    ),
    "outside-safe-area": words(
        "Outside the safe area", "Вне безопасной зоны", do=_MOVE,
        many=("{what} {range} px outside the safe area", "{what}: вне безопасной зоны на {range} px"),
    ),
    "outside-margin": words(
        "Outside the margin", "За полем", many=("{what} {range} px outside the margin", "{what}: за полем на {range} px"), do=_MOVE
    ),
    "safe-area-unknown": words("The platform names no safe area", "Площадка не назвала безопасную зону", do=("look at one", "взглянуть самому")),
    "off-brand": words(
        "Not a colour of the kit", "Цвет не из кита", many=("{what} in a colour that the kit doesn't have", "{what}: цвет не из кита"),
        do=("a colour of the kit", "взять цвет кита"),
    ),
    "logo-too-small": words("Logo too small", "Логотип мал", do=("enlarge it", "увеличить")),
    "logo-crowded": words("Words too near the logo", "Слова слишком близко к логотипу", do=("move one of the two", "отодвинуть одно из двух")),
    "logo-not-plain": words("Logo isn't plain", "Логотип не из простых фигур"),
    "no-logo": words("The kit has no logo", "В ките нет логотипа"),
    "no-alt": words("No alternative text", "Нет описания картинки", do=("describe it", "описать словами")),
    "no-language": words("No language is named", "Язык не указан"),
    "no-symbols": words("The kit has no symbols", "В ките нет символов"),
    "ad-mark-missing": words("No mark of advertising", "Нет пометки «Реклама»", do=_ROOM),
    "banned-word": words(
        "A word that the brand doesn't use", "Слово, которого бренд избегает", do=("another word", "заменить слово"),
    ),
    "few-classes": words("Few size classes have a layout", "Вёрстка есть не для всех классов размеров"),
    "name-twice": words("One name twice", "Одно имя дважды"),
    "missing-glyph": words(
        "Missing characters", "Нет знаков в шрифте", do=_FONT,
        many=("{what} with characters that no font has", "{what}: знаков нет ни в одном шрифте"),
    ),
    "missing-bold": words("The font has no bold", "У шрифта нет жирного"),
    "missing-italic": words("The font has no italic", "У шрифта нет курсива"),
    "missing-weight": words("The font has no such weight", "У шрифта нет такой насыщенности"),
    "missing-axis": words("The font has no such axis", "У шрифта нет такой оси"),
    "axis-range": words("The font's axis doesn't reach that far", "Ось шрифта не доходит до такого значения"),
    "missing-instance": words("The font has no such instance", "У шрифта нет такого начертания"),
    "missing-feature": words("The font lacks a feature", "У шрифта нет такой возможности OpenType"),
    "bad-axis": words("Not an axis of the font", "Не ось шрифта"),
    "bad-feature": words("Not an OpenType feature", "Не возможность OpenType"),
    "bad-font": words("Font can't be read", "Шрифт не читается"),
    "missing-font": words("Font not found", "Шрифт не найден"),
    "no-font": words("No font for these characters", "Для этих знаков нет шрифта", do=_FONT),
    "unknown-font": words("Unknown font", "Неизвестный шрифт"),
    "font-not-embeddable": words("The font may not be embedded", "Шрифт нельзя встраивать"),
    "harmony-apart": words("Texts of a series differ in size", "Кегли серии различаются"),
    "harmony-shrinks": words("One row makes the series small", "Одна строка мельчит всю серию"),
    "code-content": words("The code can't hold this", "В код это не поместить"),
    "code-contrast": words("The code has too little contrast", "Коду не хватает контраста"),
    "code-quiet-zone": words("The code needs clear space", "Коду не хватает поля вокруг"),
    "code-too-small": words("The code is too small to scan", "Код мелок для камеры", do=("enlarge it", "увеличить")),
    "cyclic-layout": words("Places depend on each other in a circle", "Места зависят друг от друга по кругу"),
    "number-out-of-range": words("A number is out of range", "Число вне пределов"),
    "bad-expression": words("An expression can't be worked out", "Выражение не вычислить"),
    "bad-outline": words("A shape is too intricate", "Контур слишком сложен"),
    "bad-path": words("A path can't be read", "Контур не читается"),
    "bad-region": words("No such part of the picture", "Нет такой части картинки"),
    "bad-size": words("Not a size", "Не размер"),
    "page-too-large": words("The page is too large", "Страница слишком велика"),
    "no-such-page": words("No such page", "Нет такой страницы"),
    "unsupported-class": words("The template has no layout for this size", "У шаблона нет вёрстки для этого размера"),
    "slot-limit": words("More than the slot takes", "Слот столько не вмещает", do=SHORTEN),
    "transparency-flattened": words("Transparency is filled with a ground", "Прозрачность залита фоном", do=NOTHING),
    "budget-at-risk": words(
        "May be too heavy", "Может не уложиться в вес", do=("lower the quality", "снизить качество"),
        many=("about {range} times as many bytes as allowed (an estimate, ± 25 %)", "вес может превысить лимит в {range} раза (оценка, ±25 %)"),
    ),
    "over-budget": words("Heavier than allowed", "Тяжелее, чем можно", do=("lower the quality", "снизить качество")),
    "reduced-for-budget": words("Quality lowered to keep the weight", "Качество снижено ради веса", do=NOTHING),
    "no-lossless": words("The format has no lossless mode", "У формата нет режима без потерь"),
    "no-palette": words("The format has no palette", "У формата нет палитры"),
    "too-large-for-format": words("Too large for the format", "Слишком велико для формата"),
    "text-painted": words("A text of the PDF is a picture", "Текст в PDF стал картинкой"),
    "passed": words("Nothing to mend in this row", "В этой строке всё хорошо"),
}  # fmt: skip
