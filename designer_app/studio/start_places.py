"""What the start page shows beside the templates: documents that were open last, projects of one's own, brand kits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from designer_app.design.library import find_kit
from designer_app.design.sizes import Size
from designer_app.studio.parts import Empty, button, clear, column, label, row
from designer_app.studio.recent import recent
from designer_app.studio.rendering import Made, Renderer
from designer_app.studio.start_cards import RecentCard
from designer_app.studio.start_entries import Entry, entry_of, kit_for, own_documents, view_of
from designer_app.studio.status import kit_swatches, kit_title
from designer_app.studio.words import tr

_CONTINUED = 3  # recent documents above the templates
_MARK = "recent:"  # before the names of their pictures
_TITLES = {"recent": "Recent", "own": "Projects", "kits": "Brand kits"}


class Documents:
    """Cards of documents, with pictures from the page's renderer. ``opens(name)`` when one is chosen."""

    def __init__(
        self, renderer: Renderer, sizes: Mapping[str, Size], home: Path, opens: Callable[[str], object]
    ) -> None:
        self._renderer, self._sizes, self._opens = renderer, dict(sizes), opens
        self.home = home
        self.cards: dict[str, RecentCard] = {}
        self._entries: dict[str, Entry | None] = {}

    def entries(self, names: Sequence[str]) -> list[Entry]:
        """Those that are still there."""
        for name in names:
            if name not in self._entries:
                self._entries[name] = entry_of(name)
        return [entry for name in names if (entry := self._entries[name]) is not None]

    def of_place(self, place: str) -> list[Entry]:
        """``recent``, or ``own``."""
        return self.entries(recent() if place == "recent" else own_documents(self.home))

    def card(self, entry: Entry, ratio: float) -> RecentCard:
        made = RecentCard(entry.title, entry.note, entry.name, lambda: self._opens(entry.name))
        self.cards[entry.name] = made
        view = view_of(entry.loaded, kit_for(entry.loaded, entry.kit), self._sizes)
        scale = RecentCard.wanted() * ratio / max(view.size.width, view.size.height)
        self._renderer.wish(f"{_MARK}{entry.name}", entry.loaded, (), view, scale)
        return made

    def take(self, made: Made, ratio: float) -> bool:
        """Give a picture to its card. Whether it was one of these."""
        name = made.wish.board
        if not name.startswith(_MARK):
            return False
        card = self.cards.get(name.removeprefix(_MARK))
        if card is not None and made.image is not None:
            try:
                card.take(made.image, ratio)
            except RuntimeError:  # the card went while its picture was painted
                self.cards.pop(name.removeprefix(_MARK))
        return True


class Continued(QWidget):
    """The documents that were open last, above the templates. ``every`` shows all of them."""

    def __init__(self, documents: Documents, every: Callable[[], object]) -> None:
        super().__init__()
        self._documents = documents
        self.count = 0
        self._cards = row(spacing=12)
        all_ = button(tr("All recent"), every, "ghost", "chevron-right")
        all_.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        head = row(label(tr("Continue"), "title"), None, all_)
        self.setLayout(column(head, self._cards, spacing=12))

    def fill(self) -> None:
        clear(self._cards)
        entries = self._documents.of_place("recent")[:_CONTINUED]
        for entry in entries:
            self._cards.addWidget(self._documents.card(entry, self.devicePixelRatioF()), 1)
        for _ in range(_CONTINUED - len(entries)):
            self._cards.addStretch(1)
        self.count = len(entries)


class OtherPlace(QWidget):
    """In the place of the templates: recent documents, projects or kits. ``templates`` goes back to them, ``wear(kit)`` shows
    them in a kit."""

    def __init__(
        self, documents: Documents, templates: Callable[[], object], wear: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._documents, self._templates, self._wear = documents, templates, wear
        self._title = label("", "title")
        self._list = QGridLayout()
        self._list.setSpacing(16)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column(self._title, self._list, spacing=16))

    def fill(self, place: str, words: Sequence[str], kits: Sequence[str], columns: int) -> None:
        """Cards of a place that hold the ``words``."""
        clear(self._list)
        made = self._kits(kits) if place == "kits" else self._found(place, words)
        self._title.setText(tr(_TITLES[place]))
        columns = 1 if not made or isinstance(made[0], Empty) else columns
        for number, card in enumerate(made):
            self._list.addWidget(card, number // columns, number % columns)
        for at in range(6):
            self._list.setColumnStretch(at, int(at < columns))

    def _found(self, place: str, words: Sequence[str]) -> list[QWidget]:
        found = [
            e
            for e in self._documents.of_place(place)
            if all(w in f"{e.title} {e.name}".lower() for w in words)
        ]
        if found:
            return [self._documents.card(entry, self.devicePixelRatioF()) for entry in found]
        folder = str(self._documents.home)
        how = tr("What you open stands here.") if place == "recent" else tr("Documents that you make lie in {folder}.", folder=folder)  # fmt: skip
        back = button(tr("Take a template"), self._templates, "outline")
        return [Empty("clock" if place == "recent" else "folder", tr("Nothing here yet"), how, back)]

    def _kits(self, names: Sequence[str]) -> list[QWidget]:
        cards: list[QWidget] = []
        for name in names:
            kit = find_kit(name)
            told = tr("Show the templates in it")
            made = RecentCard(kit_title(kit), told, str(kit.folder), lambda name=name: self._wear(name))  # type: ignore[misc]
            made.picture.setPixmap(kit_swatches(kit).pixmap(QSize(40, 12)))
            cards.append(made)
        return cards
