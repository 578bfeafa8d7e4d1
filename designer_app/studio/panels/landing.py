"""Where an edit lands, in words: above the fields, whenever it isn't this board alone that changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from designer_app.studio import theme
from designer_app.studio.desk import Desk
from designer_app.studio.icons import pixmap
from designer_app.studio.parts import label, row
from designer_app.studio.words import plural, tr


class Landing(QWidget):
    """One line or two for the switch, the boards that are edited together, and the sizes that keep values of their own."""

    def __init__(self, desk: Desk, names: tuple[str, ...]) -> None:
        super().__init__()
        text = said(desk, names)
        card = QFrame()
        card.setObjectName("nearby")
        sign = label("")
        sign.setPixmap(pixmap("layers", theme.current().acc, 16))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner = row(sign, spacing=8, margins=(8, 8, 8, 8))
        inner.addWidget(label(text, "", wrap=True), 1)
        card.setLayout(inner)
        self.setLayout(row(card, margins=(12, 8, 12, 4)))
        if not text:  # shown, it would be a window of its own until it has a parent
            self.hide()
            self.setFixedHeight(0)


def said(desk: Desk, names: tuple[str, ...]) -> str:
    """What an edit of these layers would reach; "" where there is one board and no doubt."""
    boards, edited = desk.canvas.boards, desk.canvas.edited
    current = desk.canvas.current
    if len(boards) < 2 or current is None:
        return ""
    match desk.scope:
        case "master":
            own = _own_values(desk, names)
            text = tr("An edit of the master shows in all sizes.")
            return f"{text} {own}" if own else text
        case "class":
            kinds = list(dict.fromkeys(tr(b.size.size_class.capitalize()) for b in edited))
            many = plural(len(desk.touched()), "size")
            return tr(
                "The edit goes to {classes}: {sizes} here.",
                classes=", ".join(f"“{k}”" for k in kinds),
                sizes=many,
            )
        case "size":
            if len(edited) == 1:
                return tr(
                    "The edit goes to {size} alone.", size=f"{current.size.width} × {current.size.height}"
                )
            return tr("Each of {sizes} gets the edit as its own.", sizes=plural(len(edited), "size"))
    return tr(
        "The edit goes to the row “{key}”, in all sizes.",
        key=desk.current_row.key if desk.current_row else "",
    )


def _own_values(desk: Desk, names: tuple[str, ...]) -> str:
    """The classes and sizes that won't follow the master in something."""
    counts: dict[str, int] = {}
    shown = {b.size.size_class: tr(b.size.size_class.capitalize()) for b in desk.canvas.boards}
    sizes = {s: b.title for b in desk.canvas.boards for s in (b.size.id, f"{b.size.width}x{b.size.height}")}
    for override in desk.session.state.template.overrides:
        if override.layer not in names or (override.kit and override.kit not in desk.kit.names):
            continue
        title = sizes.get(override.size) if override.size else shown.get(override.size_class or "")
        if title:
            counts[title] = counts.get(title, 0) + len(override.set)
    if not counts:
        return ""
    if len(counts) > 2:
        return tr("{sizes} keep values of their own.", sizes=plural(len(counts), "size"))
    return " ".join(
        tr("“{size}” keeps {values}.", size=t, values=plural(n, "value")) for t, n in counts.items()
    )
