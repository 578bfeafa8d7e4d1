"""Find and replace: words, colours, fonts and pictures, on all pages, in the table, and in the project's other templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from designer_app.data_files import data_root
from designer_app.design.kit import Kit
from designer_app.editor.replacing import in_use
from designer_app.errors import DesignError, Finding
from designer_app.studio.desk import Desk
from designer_app.studio.fields import Choice
from designer_app.studio.floating import Sheet
from designer_app.studio.found_places import (
    Beside,
    Place,
    Wanted,
    beside,
    folders_beside,
    places,
    replace,
    replace_beside,
    take_back,
)
from designer_app.studio.layer_names import shown_name
from designer_app.studio.over_bar import under_bar
from designer_app.studio.parts import Empty, Segments, button, column, label, row, tool
from designer_app.studio.placed_files import keep
from designer_app.studio.samples import describe
from designer_app.studio.swatches import ROLES, colour_title, swatch
from designer_app.studio.words import plural, tr

_KINDS = (("text", "Text"), ("colour", "Colour"), ("font", "Font"), ("picture", "Picture"))
_FILE = "\0file"  # the entry that opens the files
_GO = Qt.ItemDataRole.UserRole


class FindDialog(Sheet):
    """What is found is listed as it is typed or chosen; a click goes there; Replace all is one step of history. Templates
    beside the document's are written at once, and can be taken back from the message that says so."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = "text"
        self.setWindowTitle(tr("Find and replace"))
        self.resize_body(480, 520)
        kinds = Segments([(name, tr(title)) for name, title in _KINDS], "text")
        kinds.picked.connect(self._turn)
        self.find, self.replace = QLineEdit(), QLineEdit()
        for line, hint in ((self.find, tr("Find")), (self.replace, tr("Replace by"))):
            line.setPlaceholderText(hint)
            line.setAccessibleName(hint)
        self.find.textChanged.connect(lambda _: self.fill())
        self.find_choice, self.replace_choice = Choice(name=tr("Find")), Choice(name=tr("Replace by"))
        self.replace_choice.setPlaceholderText(tr("Choose what takes its place"))
        self.find_choice.picked.connect(lambda _: self.fill())
        self.replace_choice.picked.connect(self._chosen)
        self._lines = QStackedWidget()
        for some in ((self.find, self.replace), (self.find_choice, self.replace_choice)):
            part = QWidget()
            part.setLayout(
                column(
                    *(
                        row(_fixed(label(text, "hint")), widget, spacing=8)
                        for text, widget in zip((tr("Find"), tr("Replace by")), some, strict=True)
                    ),
                    spacing=8,
                )
            )
            self._lines.addWidget(part)
        self._lines.setFixedHeight(64)
        self._folders = folders_beside(desk)
        self.others = QCheckBox(
            tr("Also in the other templates of the folder ({count})", count=len(self._folders))
        )
        self.others.setVisible(bool(self._folders))
        self.others.toggled.connect(lambda _: self.fill())
        self.rows = under_bar(QListWidget())
        self.rows.setAccessibleName(tr("Places"))
        self.rows.itemClicked.connect(lambda item: item.data(_GO)())
        self.rows.itemActivated.connect(lambda item: item.data(_GO)())
        self.empty = Empty("search", "", "")
        self.count = label("", "quiet")
        self.all = button(tr("Replace all"), self._replace, "primary")
        head = row(label(tr("Find and replace"), "dialog"), None, tool("x", tr("Close"), self.reject))
        self.setLayout(
            column(
                head, kinds, self._lines, self.others, self.empty, self.rows, row(self.count, None, self.all),
                spacing=8, margins=(24, 16, 24, 20),
            )
        )  # fmt: skip
        desk.changed.connect(self.fill)
        self.find.setFocus()
        self.fill()

    # What is looked for

    def _turn(self, kind: str) -> None:
        self._kind = kind
        self._lines.setCurrentIndex(int(kind != "text"))
        if kind == "text":
            self.find.setFocus()
        else:
            self._offer()
        self.fill()

    def _offer(self) -> None:
        kept = str(self.find_choice.currentData() or "")
        found, by = _choices(self._desk, self._kind)
        for choice, entries in ((self.find_choice, found), (self.replace_choice, by)):
            choice.clear()
            choice.setIconSize(QSize(28, 20) if self._kind == "picture" else QSize(16, 16))
            for key, text, icon in entries:
                choice.addItem(icon, text, key)
        known = self.find_choice.findData(kept) >= 0
        self.find_choice.set_value(kept if known else found[0][0] if found else "")
        self.replace_choice.setCurrentIndex(-1)

    def _chosen(self, key: str) -> None:
        if key == _FILE:
            self._ask_file()
        self.fill()

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Choose a picture"), "", tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.avif)"
        )
        self.replace_choice.setCurrentIndex(-1)
        if not name:
            return
        path = Path(name)
        try:
            source = keep(self._desk, path.read_bytes(), path.suffix.lower())
        except (DesignError, OSError) as fault:
            self._desk.tell(fault if isinstance(fault, DesignError) else str(fault.strerror))
            return
        self.replace_choice.insertItem(0, path.name, source)
        self.replace_choice.setCurrentIndex(0)

    @property
    def wanted(self) -> Wanted:
        if self._kind == "text":
            return Wanted("text", (self.find.text(),), self.replace.text())
        find = tuple(str(self.find_choice.currentData() or "").split("\n"))
        return Wanted(self._kind, find, str(self.replace_choice.currentData() or ""))

    # What is found

    def fill(self) -> None:
        wanted = self.wanted
        found = places(self._desk, wanted)
        others = beside(self._folders, wanted) if self.others.isChecked() else []
        self.rows.clear()
        for place in found:
            self._row(place)
        for other in others:
            title = f"{other.title} · {plural(len(other.hits), 'place')}"
            self._row(Place(title, str(other.folder.name), False, lambda: None))
        count = len(found) + sum(len(other.hits) for other in others)
        locked = sum(place.locked for place in found)
        said = plural(count, "place") if count else ""
        self.count.setText(f"{said} · {tr('locked: {count}', count=locked)}" if locked else said)
        ready = bool(wanted.replace) or wanted.kind == "text"
        self.all.setEnabled(count > locked and ready)
        self.all.setToolTip("" if ready else tr("Choose what takes its place"))
        self._say_none(wanted, not count)

    def _row(self, place: Place) -> None:
        value = " ".join(place.value.split())
        item = QListWidgetItem(f"{place.title}: {value[:80]}" if self._kind == "text" else place.title)
        if place.locked:
            item.setText(f"{item.text()} ({tr('locked')})")
        item.setToolTip(value[:400])
        item.setSizeHint(QSize(0, 28))
        item.setData(_GO, place.go)
        self.rows.addItem(item)

    def _say_none(self, wanted: Wanted, none: bool) -> None:
        asked = any(wanted.find)
        self.empty.title.setText(tr("It is nowhere here") if asked else tr("What is to be found?"))
        self.empty.how.setText(
            tr(
                "Layers of all pages, their deviations, what slots say by themselves and the table are searched."
            )
        )
        self.empty.setVisible(none)
        self.rows.setVisible(not none)

    # What becomes of it

    def _replace(self) -> None:
        wanted = self.wanted
        others = beside(self._folders, wanted) if self.others.isChecked() else []
        replace(self._desk, wanted)
        if others:
            self._replace_beside(others, wanted)
        if self._kind != "text":
            self._offer()
        self.fill()

    def _replace_beside(self, others: list[Beside], wanted: Wanted) -> None:
        written, left = replace_beside(others, wanted)

        def back() -> None:
            if changed := take_back(written):
                self._desk.tell(tr("Changed since, so left as they are: {names}", names=", ".join(changed)))
            self.fill()

        said = tr("Replaced and saved in other templates: {count}", count=len(written))
        if left:
            said += ". " + tr("Left out, since they can’t be written now: {names}", names=", ".join(left))
        self._desk.offered.emit(
            Finding(code="", severity="note", found=said), [(tr("Take it back"), back)] if written else []
        )


def _fixed(head: QWidget) -> QWidget:
    head.setFixedWidth(84)
    return head


_Entries = list[tuple[str, str, QIcon]]


def _choices(desk: Desk, kind: str) -> tuple[_Entries, _Entries]:
    """What the document uses, and what can take its place: key, title, sign."""
    match kind:
        case "colour":
            return _colours(desk.kit, in_use(desk.session.state, "colour"))
        case "font":
            return _fonts(desk.kit, in_use(desk.session.state, "style"))
    return _pictures(desk)


def _colours(kit: Kit, used: Sequence[str]) -> tuple[_Entries, _Entries]:
    known = [
        *(n for n in ROLES if n in kit.schemes.get(_scheme(kit), {})),
        *sorted(n for n in kit.palette if "." not in n),
    ]

    def entries(names: Iterable[str]) -> _Entries:
        return [(name, colour_title(name), _patch(kit, name)) for name in names]

    return entries(n for n in used if _is_colour(kit, n)), entries(known)


def _fonts(kit: Kit, used: Sequence[str]) -> tuple[_Entries, _Entries]:
    """Faces that are used, each with the styles that have it; and the kit's styles."""
    faces: dict[str, list[str]] = {}
    for name in used:
        if name in kit.styles:
            faces.setdefault(describe(kit, kit.styles[name]), []).append(name)
    found = [
        ("\n".join(names), f"{face}: {', '.join(tr(shown_name(n)) for n in names)}", QIcon())
        for face, names in faces.items()
    ]
    styles = [
        (name, f"{tr(shown_name(name))}: {describe(kit, style)}", QIcon())
        for name, style in sorted(kit.styles.items())
    ]
    return found, styles


def _pictures(desk: Desk) -> tuple[_Entries, _Entries]:
    """Pictures of the template and of the table's cells; a file, or one that is at hand."""
    from designer_app.studio.panels.assets import picture_titles, thumbnail

    state = desk.session.state
    slots = [name for name, slot in state.template.slots.items() if slot.type == "image"]
    cells: set[str] = set()
    for one in desk.rows:
        shown = state.row(one.key, one.cells)
        cells.update(text for name in slots if isinstance(text := shown.get(name), str) and text)
    titles = {f"photo:{stem}": title for stem, title in picture_titles().items()}
    photos = data_root("assets") / "photos"

    def entry(source: str) -> tuple[str, str, QIcon]:
        path = photos / f"{source.removeprefix('photo:')}.jpg"
        sign = QIcon(thumbnail(str(path))) if source.startswith("photo:") and path.is_file() else QIcon()
        title = source.replace("logo:", f"{tr('Logo')}: ")
        return source, titles.get(source, title), sign

    found = [entry(source) for source in dict.fromkeys((*in_use(state, "picture"), *sorted(cells)))]
    return found, [
        (_FILE, tr("A file…"), QIcon()),
        *(entry(source) for source in sorted(titles, key=lambda s: titles[s])),
    ]


def _scheme(kit: Kit) -> str:
    return "light" if "light" in kit.schemes else next(iter(kit.schemes), "light")


def _is_colour(kit: Kit, name: str) -> bool:
    try:
        kit.colour(name, _scheme(kit))
    except DesignError:
        return False
    return True


def _patch(kit: Kit, name: str) -> QIcon:
    return QIcon(swatch(kit.colour(name, _scheme(kit))))
