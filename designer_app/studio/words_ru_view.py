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
}  # fmt: skip
