"""Captions beside pictures: a text file for each row, made of a template of words with the row's values."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from functools import partial

from designer_app.build.pages import bound_values
from designer_app.design.slots import column_names
from designer_app.design.templating import names_in_text, render_text
from designer_app.errors import DesignError
from designer_app.files import safe_name
from designer_app.production.companion import Companion, made_of
from designer_app.production.data.records import cell_text
from designer_app.production.jobs import Job
from designer_app.production.plan import Plan
from designer_app.production.press import Press
from designer_app.production.records import Cell, Result, Setting
from designer_app.production.reserved import NAME


def captions(job: Job, plan: Plan, results: Sequence[Result]) -> Iterator[tuple[Companion, list[Result]]]:
    """A caption for each row (each variant, and language where there are several), in the nearest folder that all of
    its pictures share, and those pictures. Raises ``DesignError`` for a template that can't be read."""
    press = Press()
    cells = {cell.number: (chunk.setting, cell) for chunk in plan.chunks for cell in chunk.cells}
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        groups.setdefault((result.key, result.lang), []).append(result)
    langs: dict[str, set[str]] = {}
    for key, lang in groups:
        langs.setdefault(key, set()).add(lang)
    for (key, lang), pictures in groups.items():
        setting, cell = cells[pictures[0].number]
        text = caption(job.captions, press, setting, cell).strip()
        if not text:
            continue
        parts = [
            cell_text(cell.values.get(NAME)) or key,
            lang if len(langs[key]) > 1 else "",
        ]
        name = safe_name("-".join(part for part in parts if part)) + ".txt"
        folder = posixpath.commonpath([posixpath.dirname(picture.path) for picture in pictures])
        yield (
            Companion(
                name=posixpath.join(folder, name), made_of=made_of("caption", text), make=partial(_bytes, text),
                pictures=pictures, slots=slots_in(job.captions, press, setting), encoder="text, UTF-8",
            ),
            pictures,
        )  # fmt: skip


def slots_in(words: str, press: Press, setting: Setting) -> tuple[str, ...]:
    """The slots whose values a caption's words show."""
    slots = press.template(setting.template).template.slots
    named = {name.partition(".")[0] for name in names_in_text(words)} | {words.strip()}
    return tuple(sorted(named & set(slots)))


def _bytes(text: str) -> Iterator[bytes]:
    yield f"{text}\n".encode()


def caption(words: str, press: Press, setting: Setting, cell: Cell) -> str:
    """The caption of a cell: the slot or column named ``words``, else a text with ``{{ slots }}``. Empty where the row
    can't be read: its pictures have told so."""
    slots = press.template(setting.template).template.slots
    if words.strip() in cell.values and words.strip() not in column_names(slots):
        return cell_text(cell.values[words.strip()])  # a column that is nothing to the pictures
    if words.strip() in slots:
        words = f"{{{{ {words.strip()} }}}}"
    try:
        values, _ = bound_values(press.request(setting, cell))
    except DesignError:
        return ""
    return render_text(words, {**cell.values, **values}, setting.lang, setting.as_of or None)[0]
