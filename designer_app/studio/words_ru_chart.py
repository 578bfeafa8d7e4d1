"""Russian words of the Chart window."""

from __future__ import annotations

CHART = {
    "Suggest": "Предложить", "needs columns of one unit: choose them at Values": "— нужны столбцы одной единицы, выберите их в «Значениях»",
    "A pasted table becomes an infographic in every size.": "Вставленная таблица становится инфографикой в каждом размере.",
    "A remark, if one is needed": "Пояснение, если оно нужно", "All columns of numbers": "Все столбцы чисел", "Alt text": "Описание картинки",
    "Arrows move, Enter goes down, Ctrl+V pastes from a sheet, a click below Mark lets a row stand out":
        "Стрелки и Enter ведут по ячейкам, Ctrl+V вставляет из таблицы, щелчок под флажком выделяет строку",
    "As in the table": "Как в таблице", "As the kind does": "Как принято у вида", "Chart": "Диаграмма", "Charts": "Диаграммы",
    "Colours differ for colour-blind eyes": "Цвета различимы при дальтонизме", "Columns": "Столбцы",
    "Compare with": "Сравнить с", "Copy a table and paste it here": "Скопируйте таблицу и вставьте её сюда",
    "Copy a table and paste it: the chart appears here": "Скопируйте таблицу и вставьте её, диаграмма появится здесь",
    "Data": "Данные", "Double click: rename": "Двойной щелчок меняет имя",
    "Finding": "Вывод", "Fits this table": "Подходит таблице",
    "From Excel, Sheets or a page; the first line names the columns. Or type into the grid, or drop a file.":
        "Из Excel, Google Таблиц или со страницы; в первой строке имена столбцов. Или наберите сами, или бросьте файл.",
    "Honesty": "Честность", "Language": "Язык", "Largest first": "Сначала большие", "Lengths start at zero": "Длины отсчитаны от нуля",
    "Let this row stand out": "Выделить эту строку", "Look": "Вид", "Mark": "Метка", "Missing values, shown as missing: {n}": "Пропусков: {n}, они так и показаны",
    "Name": "Название", "No words touch": "Слова не задевают друг друга", "Note": "Примечание",
    "Of 100 %": "Доли от 100 %", "Open a table": "Открыть таблицу", "Order": "Порядок", "Paste table": "Вставить таблицу",
    "Portrait": "Вертикальный", "Post": "Пост",
    "Quantity, unit, place and time": "Величина, единица, место и время",
    "Several columns": "Столбцы чисел", "Side by side": "Рядом", "Smallest first": "Сначала малые", "Sort the rows by the current column": "Упорядочить строки по текущему столбцу",
    "Source": "Источник", "Source and note": "Источник и примечание", "Source: who counted it, and when": "Источник: кто считал и когда", "Square": "Квадрат", "Stacked": "Друг на друге",
    "Story": "История", "Target": "Цель", "The clipboard holds no table": "В буфере обмена нет таблицы",
    "To both sides": "В обе стороны", "Twenty kinds": "Двадцать видов", "Type it in": "Набрать", "Unit": "Единица", "Value": "Значение", "Values": "Значения",
    "What is shown": "Что показано", "What the numbers say, in one sentence": "Что говорят числа, одной фразой", "Wide": "Широкий",
    "average, median or 25 Plan": "среднее, медиана или 25 План", "columns of numbers: {n}": "столбцов чисел: {n}", "dates": "даты", "names": "названия", "words alone": "только слова",
    "needs any column": "— нужен любой столбец", "needs dates or years, and words beside them": "— нужны даты или годы и слова рядом",
    "needs dates, years, months or another order": "— нужны даты, годы, месяцы или другой порядок", "needs dates or another order, and parts of zero and more": "— нужны даты или другой порядок, части не меньше нуля",
    "needs names and numbers": "— нужны названия и числа", "needs names and one column of numbers": "— нужны названия и один столбец чисел",
    "needs names and one to four columns of numbers": "— нужны названия и от одного до четырёх столбцов чисел", "needs one column of counts, twelve rows at most": "— нужен один столбец штук, не больше двенадцати строк",
    "needs one column of steps that never grow": "— нужен один столбец шагов, которые не растут", "needs one column, nothing below zero": "— нужен один столбец без чисел меньше нуля",
    "needs parts of one whole in one column": "— нужны части одного целого в одном столбце", "needs six rows at most, or a series over time": "— нужны шесть строк или меньше либо ряд во времени",
    "needs two columns of numbers": "— нужны два столбца чисел", "needs two rows, or two columns of numbers": "— нужны две строки или два столбца чисел",
    "needs two to twelve rows of words": "— нужны слова, от двух до двенадцати строк", "needs values in % or with a target": "— нужны проценты или значения с целью",
    "needs values in % or with a target, six at most": "— нужны проценты или значения с целью, не больше шести",
    "{files} in {folder}": "{files} в папке {folder}", "{name}: sum {sum} · average {mean} · smallest {low} · largest {high}": "{name}: сумма {sum} · среднее {mean} · меньшее {low} · большее {high}",
    "{number} doesn't come out of the table": "{number} из таблицы не выходит", "{sum} agrees with the table": "{sum} сходится с таблицей",
    "%, ₽, kg": "%, ₽, кг",
}  # fmt: skip
