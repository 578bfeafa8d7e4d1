"""What charts have."""

from __future__ import annotations

from designer_app.wording.record import NOTHING, words

_FRAME = ("fewer rows or a larger frame", "меньше строк или больше места")

CHARTS = {
    "axis-truncated": words("The axis doesn't start at zero", "Ось начинается не с нуля", do=("say it in the note", "сказать об этом в сноске")),
    "chart-band": words("The range isn't two values", "Диапазон не задан двумя числами"),
    "chart-column": words("No such column", "Нет такого столбца"),
    "chart-empty": words("Nothing to draw", "Рисовать нечего"),
    "chart-mode": words("The mode doesn't fit", "Режим не подходит"),
    "chart-note": words("A note has no point or no room", "Подписи не к чему или некуда встать"),
    "chart-reference": words("The line to compare with isn't a value", "Линия сравнения не задана числом"),
    "chart-refused": words("The kind can't say these data", "Этот вид не покажет такие данные"),
    "chart-sort": words("Order not known", "Порядок не понятен"),
    "columns-left-out": words(
        "Columns have no room and are left out; the picture says so", "Столбцам не хватило места, на картинке это сказано", do=_FRAME
    ),
    "dates-sorted": words("Dates were out of order; they are drawn in time", "Даты стояли не по порядку, они показаны по времени", do=NOTHING),
    "labels-beyond": words("Words leave the frame", "Слова выходят за край", do=_FRAME),
    "labels-small": words("Words are very small", "Слова очень мелкие", do=_FRAME),
    "labels-touch": words("Words touch each other", "Слова задевают друг друга", do=_FRAME),
    "one-of-several": words("Of several columns one is shown", "Из нескольких столбцов показан один"),
    "percent-sum": words("Percents don't add up to 100", "Проценты не дают в сумме 100"),
    "rows-merged": words("Rows have no room and are merged; the picture says so", "Строкам не хватило места, на картинке это сказано", do=_FRAME),
    "unknown-chart": words("No such kind of chart", "Нет такого вида инфографики"),
    "words-cut": words("Words are cut short", "Слова обрезаны", do=_FRAME),
}  # fmt: skip
