"""What find and replace looks through: the template, the cells of the shown table, templates in the folders beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

import msgspec

from designer_app.design.library import read_template
from designer_app.design.template import ClassName
from designer_app.editor.command import Command
from designer_app.editor.commands import (
    ReplaceColour,
    ReplacePicture,
    ReplaceStyle,
    ReplaceText,
    Select,
    SetCell,
    Together,
)
from designer_app.editor.replacing import Hit, colours, pictures, styles, texts
from designer_app.editor.session import Session
from designer_app.editor.state import State
from designer_app.editor.tree import names
from designer_app.errors import DesignError
from designer_app.files import digest, write_bytes
from designer_app.studio.desk import Desk
from designer_app.studio.layer_names import column_title, title_of
from designer_app.studio.words import text_in, tr

_SCOPES = (*get_args(ClassName), "component")
_MOST = 60  # templates beside that are looked into


class Wanted(msgspec.Struct, frozen=True):
    """``kind`` is text, colour, font or picture; ``find`` has the styles of a font, else one value."""

    kind: str
    find: tuple[str, ...]
    replace: str = ""

    @property
    def command(self) -> Command:
        match self.kind:
            case "colour":
                return ReplaceColour(find=self.find[0], replace=self.replace)
            case "font":
                return ReplaceStyle(find=self.find, replace=self.replace)
            case "picture":
                return ReplacePicture(find=self.find[0], replace=self.replace)
        return ReplaceText(find=self.find[0], replace=self.replace)

    def hits(self, state: State) -> tuple[Hit, ...]:
        if not any(self.find):
            return ()
        match self.kind:
            case "colour":
                return colours(state, self.find[0])
            case "font":
                return styles(state, self.find)
            case "picture":
                return pictures(state, self.find[0])
        return texts(state, self.find[0])


class Place(msgspec.Struct, frozen=True):
    """A line of the list: what stands there, and how to go to it."""

    title: str
    value: str
    locked: bool
    go: Callable[[], object]


def places(desk: Desk, wanted: Wanted) -> list[Place]:
    """All places of the document: layers, what slots say by themselves, cells of the table."""
    state = desk.session.state
    known = set(names(state.template))
    found = []
    for hit in wanted.hits(state):
        go: Callable[[], object] = (
            (lambda name=hit.layer: desk.do(Select(layers=(name,)))) if hit.layer in known else _stay
        )
        found.append(Place(_title(hit, state), hit.value, hit.locked, go))
    for number, row, slot, text in cells(desk, wanted):
        title = column_title(slot, state.template)
        found.append(Place(f"{title} · {row}", text, False, lambda at=number: desk.set_row(at)))
    return found


def _stay() -> None:
    """A slot or a component's part stands on no board by itself."""


def _title(hit: Hit, state: State) -> str:
    if not hit.layer:
        name = hit.field.partition(".")[0]
        return f"{column_title(name, state.template)} · {tr('slot')}"
    whose = " · ".join(
        tr(part.capitalize()) if part in _SCOPES else part
        for part in hit.whose.split(" · ")
        if part not in ("", "master")
    )
    name = title_of(hit.layer, state.template)
    return f"{name} · {whose}" if whose else name


def cells(desk: Desk, wanted: Wanted) -> list[tuple[int, str, str, str]]:
    """Cells of the shown table that hold it: the row's number and key, slot, present text."""
    kinds = {"text": ("text", "rich"), "picture": ("image",)}.get(wanted.kind, ())
    if not kinds or not any(wanted.find):
        return []
    state, meant = desk.session.state, _meant(wanted)
    slots = [name for name, slot in state.template.slots.items() if slot.type in kinds]
    found = []
    for number, row in enumerate(desk.rows):
        shown = state.row(row.key, row.cells)
        for slot in slots:
            text = shown.get(slot)
            if isinstance(text, str) and meant.search(text):
                found.append((number, row.key, slot, text))
    return found


def replace(desk: Desk, wanted: Wanted) -> bool:
    """All of it in the document, as one step."""
    commands: list[Command] = [wanted.command] if wanted.hits(desk.session.state) else []
    for _, row, slot, text in cells(desk, wanted):
        text = _meant(wanted).sub(lambda _: wanted.replace, text)
        commands.append(SetCell(row=row, column=slot, text=text))
    if not commands:
        return False
    one = (
        commands[0] if len(commands) == 1 else Together(commands=tuple(commands), named=wanted.command.label)
    )  # type: ignore[arg-type]
    done = desk.do(one)
    desk.session.part()
    return done


def _meant(wanted: Wanted) -> re.Pattern[str]:
    """What of a cell is meant: the words, however they are cased; a picture's cell as a whole."""
    words = re.escape(wanted.find[0])
    return re.compile(rf"\A{words}\Z") if wanted.kind == "picture" else re.compile(words, re.IGNORECASE)


class Beside(msgspec.Struct, frozen=True):
    """A template in a folder beside the document's, with what was found in it."""

    folder: Path
    title: str
    hits: tuple[Hit, ...]


def folders_beside(desk: Desk) -> list[Path]:
    """Folders of the project's other templates; a shipped template has none of one's own beside it."""
    if desk.session.shipped:
        return []
    own = desk.session.folder.resolve()
    found = sorted(path.parent for path in own.parent.glob("*/template.json"))
    return [folder for folder in found if folder != own][:_MOST]


def beside(folders: Sequence[Path], wanted: Wanted) -> list[Beside]:
    """Where else in the project it stands; a template that can't be read has its own window to say so."""
    found = []
    for folder in folders:
        try:
            template = read_template(folder).template
        except (DesignError, OSError):
            continue
        hits = wanted.hits(State(template=template))
        if hits:
            found.append(Beside(folder, text_in(template.name, folder.name), hits))
    return found


class Written(msgspec.Struct, frozen=True):
    """A template that was changed on disk: its bytes before, and what they are now."""

    file: Path
    before: bytes
    now: str


def replace_beside(found: Sequence[Beside], wanted: Wanted) -> tuple[list[Written], list[str]]:
    """Replace in templates that are not open here, each saved whole. What was written, and titles of those that can't
    be: open in another window, or in a folder that can't be written to."""
    written, left = [], []
    for one in found:
        file = one.folder / "template.json"
        try:
            session = Session.open(str(one.folder))
            try:
                before = file.read_bytes()
                session.do(wanted.command)
                session.save()
            finally:
                session.close()
        except (DesignError, OSError):
            left.append(one.title)
            continue
        written.append(Written(file, before, digest(file.read_bytes())))
    return written, left


def take_back(written: Sequence[Written]) -> list[str]:
    """Templates as they were before, unless they were changed since: the names of those."""
    changed = []
    for one in written:
        if digest(one.file.read_bytes()) == one.now:
            write_bytes(one.file, one.before)
        else:
            changed.append(one.file.parent.name)
    return changed
