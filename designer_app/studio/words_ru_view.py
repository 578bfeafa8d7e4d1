"""Russian words of looking and handing over: export, problems' mends, presentation, before and after of a kit."""

from __future__ import annotations

VIEW = {
    "B": "Б", "kB": "кБ", "MB": "МБ",
    "As each platform wants": "Как просит площадка", "PNG, every pixel kept": "PNG без потерь", "PNG at 1× and 2×": "PNG 1× и 2×",
    "JPG for the web": "JPG для сайта", "WebP, small": "WebP полегче", "Preset": "Набор", "File size": "Вес файла",
    "Keep these formats and scales as a preset": "Сохранить эти форматы и масштабы как набор", "Forget this preset": "Забыть этот набор",
    "Name of the preset": "Название набора", "All or none": "Все или ничего", "May hold {names}": "Может содержать {names}",
    "The same size once more, in another format or scale": "Тот же размер ещё раз, в другом формате или масштабе",
    "Take this line out": "Убрать эту строку", "The file is being made to know its size": "Файл собирается, чтобы узнать его вес",
    "Too large": "Тяжёлый", "Fails": "Сбой", "the platform takes up to {size}": "площадка берёт до {size}",
    "quality {quality}": "качество {quality}", "quality brought down to {quality}": "качество снижено до {quality}",
    "Quality": "Качество", "Fit": "Вписать", "Within the platform's {size}": "Уложиться в {size} площадки",
    "Another line has the same name": "Такое имя уже у другой строки", "Two files would have the same name": "У двух файлов вышло бы одно имя",
    "{files}, {size} together": "{files}, вместе {size}", "{done} of {count} · {name}": "{done} из {count} · {name}",
    "{files}, {size}, in {folder} · {seconds} s": "{files}, {size}, в папке {folder} · {seconds} с", "Stopped.": "Остановлено.",
    "Open the folder": "Открыть папку",
    "Smaller type": "Мельче шрифт", "Higher box": "Выше рамка", "Wider box": "Шире рамка", "Enlarge to {what} px": "Увеличить до {what} px",
    "Legible colour": "Читаемый цвет", "Use “{what}”": "Взять «{what}»", "Another picture…": "Другая картинка…",
    "Smaller place": "Меньше место", "Move inside": "Сдвинуть внутрь", "Not a colour of the kit": "Цвет не из кита",
    "Logo too small": "Логотип мал", "Outside the margin": "За полем", "Ctrl+Z takes it back.": "Ctrl+Z вернёт.",
    "Changes the master: all sizes": "Правит мастер: все размеры", "Changes the class “{name}” alone": "Правит только класс «{name}»",
    "Changes this size alone": "Правит только этот размер", "Changes this row alone": "Правит только эту строку",
    "“{mend}” isn't enough here: {found}": "«{mend}» здесь не хватает: {found}",
    "Nothing here can be mended by one click": "Одним щелчком здесь ничего не исправить", "Mend the first problem": "Исправить первое замечание",
    "Turn": "Повернуть",
    "Contrast {ratio}, {least} is needed": "Контраст {ratio}, нужно {least}", "Too long by {characters}": "Длиннее на {characters}",
    "Not even one line has room": "Не помещается даже одна строка", "“{word}” is wider than its box": "«{word}» шире рамки",
    "Enlarged {times} times, {most} at most": "Увеличено в {times} раза, можно в {most}", "{count} px outside": "{count} px снаружи",
    "{colour} isn't in the kit": "{colour} нет в ките", "{size} px, {least} is needed": "{size} px, нужно {least}",
    "The mildest change that clears it; where it lands stands on its button.": "Самая мягкая правка, которая его снимает; куда она ляжет, сказано на кнопке.",
}  # fmt: skip
