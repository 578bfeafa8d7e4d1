"""What files, pictures and disks have."""

from __future__ import annotations

from designer_app.wording.record import CELL, NOTHING, words

_NAME = ("check the name", "проверить имя")
_PICTURE = ("another picture", "другая картинка")

STORAGE = {
    "missing-file": words("File not found", "Файл не найден", many=("{what}: file not found", "{what}: файл не найден"), do=_NAME),
    "focal-outside": words("Focal point outside of the picture", "Точка внимания вне картинки", do=CELL),
    "picture-matched": words(
        "File found despite case, spaces or folder", "Файл найден с поправкой на регистр, пробелы или папку", do=NOTHING,
        many=("file names matched despite case, spaces or folder", "имена файлов совпали с поправкой на регистр, пробелы или папку"),
    ),
    "file-missing": words("File not found", "Файл не найден", do=_NAME),
    "missing-folder": words("Folder not found", "Папка не найдена", do=_NAME),
    "file-differs": words("The file is another one than was made", "Файл не такой, каким создавался"),
    "file-touched": words("The file was changed by hand", "Файл правили вручную"),
    "file-too-large": words("File too large", "Файл слишком велик"),
    "not-a-file": words("Not a file", "Это не файл", do=_NAME),
    "not-a-folder": words("Not a folder", "Это не папка", do=_NAME),
    "unknown-file": words("A file of an unknown kind", "Неизвестный вид файла"),
    "path-outside": words("A path that leads outside", "Путь ведёт наружу", do=_NAME),
    "cannot-read": words("File can't be read", "Файл не прочитать"),
    "cannot-write": words("File can't be written", "Файл не записать"),
    "read-only": words("Open for reading only", "Открыто только для чтения"),
    "disk-full": words("The disk is full", "Диск заполнен", do=("make room", "освободить место")),
    "disk-gone": words("The disk is gone", "Диск отключён"),
    "data-missing": words("The program's own files are missing", "Не хватает файлов программы"),
    "changed-on-disk": words("Changed by another program", "Изменено другой программой"),
    "already-there": words("It is already there", "Такое уже есть"),
    "name-taken": words("The name is taken", "Имя занято", do=("another name", "другое имя")),
    "shipped": words("It belongs to the program", "Это часть программы"),
    "wrong-extension": words("The file is of another kind than its name says", "Файл не того вида, что в имени", do=NOTHING),
    "bad-picture": words("Damaged picture", "Картинка повреждена", many=("{what}: picture damaged", "{what}: картинка повреждена"), do=_PICTURE),
    "unsupported-picture": words("A picture of an unknown kind", "Неизвестный вид картинки", do=_PICTURE),
    "unknown-picture": words("No such picture", "Нет такой картинки", do=_NAME),
    "picture-changed": words("The picture changed meanwhile", "Картинка изменилась по ходу"),
    "picture-timeout": words("The picture took too long to open", "Картинка открывалась слишком долго", do=_PICTURE),
    "picture-too-large": words("Picture too large", "Картинка слишком велика", do=_PICTURE),
    "first-frame": words("Only the first frame is shown", "Показан только первый кадр", do=NOTHING),
    "converted-16-bit": words("16 bits became 8", "16 бит стали 8", do=NOTHING),
    "converted-cmyk": words("CMYK became sRGB", "CMYK стал sRGB", do=NOTHING),
    "converted-profile": words("The colour profile became sRGB", "Цветовой профиль стал sRGB", do=NOTHING),
    "ignored-profile": words("The colour profile can't be read", "Цветовой профиль не читается"),
    "turned": words("Turned as the camera says", "Повёрнуто, как велит камера", do=NOTHING),
    "bad-focal-file": words("Focal points can't be read", "Точки фокуса не читаются"),
    "bad-svg": words("SVG can't be read", "SVG не читается", do=_PICTURE),
    "unsafe-svg": words("SVG with unsafe parts", "В SVG небезопасные части", do=_PICTURE),
    "html-in-svg": words("HTML in SVG isn't drawn", "HTML внутри SVG не рисуется"),
    "bad-psd": words("PSD can't be read", "PSD не читается"),
    "bad-lookup": words("Table of colours can't be read", "Таблица цветов (LUT) не читается"),
    "flattened": words("Flattened to a picture", "Сведено в картинку"),
    "import-flattened": words("Came in as a picture", "Перенесено картинкой"),
    "import-left-out": words("Left out on the way in", "Не перенесено"),
    "import-changed": words("Changed on the way in", "Перенесено иначе"),
    "too-deep": words("Nested too deep", "Слишком глубокая вложенность"),
    "too-large": words("Too large", "Слишком велико"),
}  # fmt: skip
