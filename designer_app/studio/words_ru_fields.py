"""Russian names of what records hold: fields, modes and kinds that the inspector makes from types."""

from __future__ import annotations

FIELDS = {
    "Ground": "Фон", "Text on the ground": "На фоне", "Main colour": "Главный", "Text on the main colour": "На главном", "Accent": "Акцент",
    "Text on the accent": "На акценте", "Field": "Поле", "Text on the field": "На поле", "Mark": "Пометка", "Quiet text": "Тихий",
    "Hairline": "Линия", "Display": "Титул", "Figure drawn": "Число, рис.", "Italic": "Курсив", "Item": "Пункт", "Label": "Метка", "Lead": "Вводка",
    "Old price": "Старая цена", "Wordmark": "Знак-слово", "Date": "Дата", "Button": "Кнопка",
    "Action": "Кнопка", "Adjust": "Коррекция", "Age": "Возраст", "Alt": "Описание", "Anchor": "Точка опоры", "Auto": "Авто", "Avoid": "Обтекать", "Balance": "Ровные строки",
    "Baseline": "Базовая линия", "Between": "Между", "Blur": "Размытие", "Brightness": "Яркость", "Brightness contrast": "Яркость и контраст", "Bullets": "Маркеры", "Cap": "Концы",
    "Center": "По центру", "Clip": "Обрезать", "Clip below": "Обрезать по нижнему", "Color": "Цветность", "Color burn": "Затемнение основы", "Color dodge": "Осветление основы",
    "Colorize": "Тонировать", "Colours": "Цвета", "Column": "Колонка", "Contain": "Вместить", "Content": "Содержание", "Contrast": "Контраст", "Crop": "Кадр", "Curves": "Кривые", "Cx": "Центр X",
    "Cy": "Центр Y", "D": "Контур", "Darken": "Затемнение", "Darker color": "Темнее", "Difference": "Разница", "Dissolve": "Растворение", "Divide": "Разделить", "Duotone": "Дуотон",
    "Ellipsis": "Многоточие", "End": "Конец", "Evenodd": "Чёт и нечет", "Exclusion": "Исключение", "Exposure": "Экспозиция", "Fade": "Растворить край", "Features": "Свойства шрифта",
    "Figure": "Число", "Fill opacity": "Плотность заливки", "First indent": "Абзац", "Fit": "Подгонка", "Flip x": "Отразить вширь", "Flip y": "Отразить ввысь", "Focal": "Главная точка",
    "Form": "Форма", "Gamma": "Гамма", "Grade": "Обработка", "Gradient map": "Карта градиента", "Grain": "Зерно", "Grain seed": "Рисунок зерна", "Grain size": "Размер зерна", "Greedy": "По порядку",
    "Hang": "Висячие знаки", "Hard light": "Жёсткий свет", "Hard mix": "Жёсткое смешение", "Harmony": "Согласие", "Head": "Наконечник", "Heading": "Заголовок",
    "Highlight": "Подсветка", "Hue": "Цветовой тон", "Hue saturation": "Тон и насыщенность", "Hyphenate": "Переносы", "Indent": "Отступ", "Ink": "По краске", "Ink sides": "По краске с боков",
    "Inner": "Внутри", "Invert": "Обратить", "Isolated": "Отдельно", "Isolation": "Изоляция", "Legacy": "Прежний", "Legal": "Юридический", "Level": "Уровень", "Levels": "Уровни",
    "Lighten": "Замена светлым", "Lighter color": "Светлее", "Lightness": "Светлота", "Linear burn": "Линейный затемнитель", "Linear dodge": "Линейный осветлитель", "Linear light": "Линейный свет",
    "Link": "Ссылка", "Lock": "Замок", "Lower": "Строчные", "Ltr": "Слева направо", "Luminosity": "Свечение", "Marker": "Маркер", "Marker fill": "Цвет маркера", "Mask": "Маска",
    "Mask picture": "Маска картинкой", "Min ppi": "Наименьшее ppi", "Multiply": "Умножение", "Note": "Заметка", "Numbers": "Числа", "Offset": "Сдвиг", "Optical": "Оптически", "Outline": "Контур",
    "Overlay": "Перекрытие", "Padding": "Поля", "Params": "Параметры", "Parts": "Части", "Pass through": "Насквозь", "Path": "Контур", "Pin light": "Точечный свет", "Pin x": "По горизонтали",
    "Pin y": "По вертикали", "Polygon": "Многоугольник", "Position": "Положение", "Posterize": "Постеризация", "Price": "Цена", "Radius": "Радиус", "Raised": "Поднятые знаки",
    "Raised scale": "Масштаб поднятых", "Raw": "Как есть", "Remove": "Убрать", "Repeat": "Повтор", "Role": "Роль", "Rtl": "Справа налево", "Runs": "Части текста", "Saturation": "Насыщенность",
    "Scheme": "Схема", "Screen": "Экран", "Scrim": "Вуаль", "Seed": "Рисунок", "Sharpen": "Резкость", "Sides": "Стороны", "Smooth": "Сглаживание", "Soft light": "Мягкий свет", "Source": "Источник",
    "Space after": "Отбивка после", "Space before": "Отбивка до", "Span": "Охват", "Split": "Разрыв", "Star": "Звезда", "Start": "Начало", "Steps": "Ступени", "Stretch": "Растянуть",
    "Strike": "Зачёркнуть", "Subtract": "Вычитание", "Threshold": "Порог", "Tint": "Тон", "Tint amount": "Сила тона", "Trim": "Обрезка", "Underline": "Подчёркнуть", "Upper": "Прописные",
    "Valign": "По высоте", "Vivid light": "Яркий свет", "Within": "Внутри", "Wrap": "Перенос", "Shadow": "Тень", "Inner shadow": "Внутренняя тень", "Glow": "Свечение",
    "Inner glow": "Внутреннее свечение", "Ground shadow": "Тень на земле", "Background blur": "Размытие фона", "Noise": "Шум", "Amount": "Сила", "Spread": "Рост", "Inside": "Внутри",
    "Outside": "Снаружи", "Hug": "По содержимому", "Space": "Пробел", "Max lines": "Строк не больше", "Ellipse": "Эллипс", "Scale": "Масштаб", "Stroke fill": "Цвет обводки",
    "Stroke width": "Толщина обводки", "Stroke align": "Сторона обводки", "Gradient": "Градиент",
}  # fmt: skip
