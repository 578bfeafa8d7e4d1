"""What commands say of a run as a whole, in both languages."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "made": ("{made} of {wanted} files{kept}, {size}, in {out}", "файлов: {made} из {wanted}{kept}, {size}, в {out}"),
    "kept": (" ({written} written, {same} unchanged)", " (записано: {written}, без изменений: {same})"),
    "beside": ("with {names}", "и ещё {names}"),
    "more": (" and {n} more", " и ещё {n}"),
    "stopped": (
        "stopped: {made} of {wanted} files are done and whole; the same command makes the rest",
        "остановлено: готово файлов {made} из {wanted}, все целы; та же команда сделает остальные",
    ),
    "dry-run": (
        "dry run: {made} of {wanted} files without an error ({causes}); nothing was written",
        "проверка: без ошибок файлов {made} из {wanted} ({causes}); ничего не записано",
    ),
    "strict": ("nothing was made: mend the above, or leave --strict out", "ничего не сделано: исправьте это или уберите --strict"),
    "changes": ("{changed} of {total} files change{causes}{new}; {same} stay", "изменится файлов: {changed} из {total}{causes}{new}; останется: {same}"),
    "new": (", {n} are new", ", новых: {n}"),
    "part-program": ("program", "программа"), "part-template": ("template", "шаблон"), "part-kit": ("kit", "бренд"),
    "part-settings": ("settings", "настройки"), "part-row": ("row", "строка"), "part-picture": ("picture", "картинка"),
    "part-file": ("file", "файл"),
    "watching": ("watching; Ctrl+C ends it", "слежу за файлами; Ctrl+C завершит"),
    "verified": ("{files} in the receipt, {made} made again, {differences}", "файлов в квитанции: {files}, сделано заново: {made}, расхождений: {differences}"),
    "only-in": ("{path}: only in {folder}", "{path}: только в {folder}"),
    "differences": (
        "{changed} changed, {before} only before, {after} only after, {same} the same",
        "изменилось: {changed}, только раньше: {before}, только теперь: {after}, без изменений: {same}",
    ),
    "changed": ("Changed", "Изменилось"), "only-there": ("Only in {folder}", "Только в {folder}"),
    "beside-each-other": ("Before, after, and where they differ.", "Как было, как стало и где отличия."),
    "other-bytes": ("other bytes", "другие байты"),
    "same-pixels": ("{path}: same pixels, other bytes", "{path}: пиксели те же, байты другие"),
    "pixels": ("{path}: {share} of the pixels differ, by up to {most} of 255", "{path}: отличается {share} пикселей, не более чем на {most} из 255"),
    "less-than": ("less than {share}", "меньше {share}"),
    "error": ("error", "ошибок"), "warning": ("warning", "замечаний"), "note": ("note", "заметок"),
    "size": ("Size", "Размер"), "kit": ("Kit", "Бренд"), "ready": ("Made", "Готово"), "failed": ("Failed", "Ошибок"),
    "warned": ("Warned", "Замечаний"), "bytes": ("Bytes", "Объём"),
}  # fmt: skip


def sentence(name: str, language: str, **values: object) -> str:
    """The sentence of this name with its values."""
    return SENTENCES[name][language == "ru"].format(**values)


def counts(language: str, **numbers: int) -> str:
    """``2 errors, 1 warning``: how many of each, by the names of nouns."""
    if language == "ru":
        return ", ".join(f"{sentence(noun, language)}: {number}" for noun, number in numbers.items())
    return ", ".join(
        f"{number} {sentence(noun, language)}{'' if number == 1 else 's'}" for noun, number in numbers.items()
    )
