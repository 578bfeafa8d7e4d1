"""What the start page shows of a document without opening it: its name, what it is, a view to be painted small."""

from __future__ import annotations

import functools
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.kit import Kit
from designer_app.design.library import find_kit, find_template, kit_names
from designer_app.design.sizes import Size, parse_size
from designer_app.design.template import LoadedTemplate, Template
from designer_app.editor.artboard import View
from designer_app.errors import DesignError
from designer_app.production.jobs import job_file, read_job
from designer_app.studio.chosen_boards import REFERENCE
from designer_app.studio.document_files import JOB, is_shipped
from designer_app.studio.first_row import first_row
from designer_app.studio.last_seen import last_seen
from designer_app.studio.words import language, plural, text_in, tr

_MOST_ROWS = 4_000_000  # bytes of an example table that is looked into
_WEEK = 7


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A template or a job as a card: ``name`` opens it."""

    name: str
    title: str
    loaded: LoadedTemplate
    kit: str = ""
    job: str = ""
    rows: int = 0
    changed: float = 0.0  # seconds since the epoch, 0 = never

    @property
    def note(self) -> str:
        """Sizes, rows, when it was changed last."""
        parts = [
            plural(self.rows, "row")
            if self.job and self.rows
            else plural(len(self.loaded.template.classes), "size")
        ]
        if self.changed:
            parts.append(since(datetime.fromtimestamp(self.changed)))
        return " · ".join(parts)


def title_of(loaded: LoadedTemplate) -> str:
    """What a document is called: its template's name; where it was saved under another, that of its folder."""
    return document_title(loaded.folder, loaded.template)


def document_title(folder: Path, template: Template) -> str:
    """The same of a template that is being edited."""
    title, (name, shipped) = text_in(template.name), _stands(folder)
    if shipped:
        return title
    base, _, number = name.rpartition("-")
    if not number.isdigit():
        base, number = name, ""
    if _plain(base) in {_plain(said) for said in template.name.values()}:
        return f"{title} {number}".rstrip()
    return title if base == "untitled" else name


@functools.lru_cache(maxsize=16)
def _stands(folder: Path) -> tuple[str, bool]:
    """What a folder is called, and whether it is a shipped one: asked for at each edit."""
    return folder.resolve().name, is_shipped(folder)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def entry_of(name: str) -> Entry | None:
    """A recent document; None when it can't be read any more."""
    path = Path(name)
    try:
        if (file := job_file(name)) is not None and file.is_file():
            job = read_job(file)
            loaded = find_template(job.template)
            kit = job.kits[0] if job.kits else ""
            return Entry(
                name=name, title=path.stem.removesuffix(".job") if path.name != JOB else title_of(loaded), loaded=loaded,
                kit=kit, job=name, rows=len(rows_beside(loaded)), changed=path.stat().st_mtime,
            )  # fmt: skip
        loaded = find_template(name)
    except DesignError:
        return None
    file = loaded.folder / "template.json"
    changed = 0.0 if is_shipped(loaded.folder) else file.stat().st_mtime
    kit = "" if is_shipped(loaded.folder) else last_seen(loaded.folder).kit
    return Entry(name=name, title=title_of(loaded), loaded=loaded, kit=kit, changed=changed)


def rows_beside(loaded: LoadedTemplate) -> list[dict[str, Any]]:
    """The example's rows, where it is a JSON that isn't huge."""
    path = loaded.folder / loaded.template.example
    try:
        if path.suffix != ".json" or path.stat().st_size > _MOST_ROWS:
            return []
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def kit_for(loaded: LoadedTemplate, wished: str) -> Kit:
    """The kit that is wished for, else the template's own, else the first."""
    for name in (wished, loaded.template.home, *kit_names()):
        try:
            if name:
                return find_kit(name)
        except DesignError:
            continue
    return find_kit(kit_names()[0])


def view_of(loaded: LoadedTemplate, kit: Kit, sizes: dict[str, Size]) -> View:
    """The template's most telling size in a row of the kit's language."""
    lang = kit.file.locale[:2]
    rows = rows_beside(loaded)
    cells = rows[first_row(rows, lang)] if rows else {}
    wanted = {"story": "story", "cover": "cover"}.get(loaded.template.kind, "square")
    classes = loaded.template.classes
    name = wanted if wanted in classes else next(iter(classes))
    return View(
        kit=kit, size=parse_size(REFERENCE[name], sizes), lang=str(cells.get("_lang", lang)),
        row=str(cells.get("_key", "")), cells=cells,
    )  # fmt: skip


def since(moment: datetime, now: datetime | None = None) -> str:
    """``12 min ago``, ``yesterday``, a weekday, a date."""
    now = now or datetime.now()
    minutes = int((now - moment).total_seconds() // 60)
    days = (now.date() - moment.date()).days
    if minutes < 1:
        return tr("just now")
    if minutes < 60:
        return tr("{count} min ago", count=minutes)
    if days == 0:
        return tr("today, {time}", time=f"{moment:%H:%M}")
    if days == 1:
        return tr("yesterday")
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return tr(names[moment.weekday()]) if days < _WEEK else _date(moment.date())


def _date(day: date) -> str:
    return f"{day:%d.%m.%Y}" if language() == "ru" else f"{day.day} {day:%b %Y}"


def own_documents(folder: Path) -> list[str]:
    """Templates of one's own: the folders in which new ones are made."""
    try:
        return [str(path.parent) for path in sorted(folder.glob("*/template.json"))]
    except OSError:
        return []
