"""Swap of the kit: from which to which, what stands for what, what changes; the canvas shows both meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from designer_app.design.kit import Kit
from designer_app.design.library import find_kit, kit_names
from designer_app.editor.commands import SwapKit
from designer_app.errors import DesignError
from designer_app.scene.colour import to_hex
from designer_app.studio import theme
from designer_app.studio.comparing import Comparing
from designer_app.studio.desk import Desk
from designer_app.studio.fields import Choice
from designer_app.studio.icons import pixmap
from designer_app.studio.layer_names import shown_name
from designer_app.studio.parts import Elided, Section, button, clear, column, label, line, row, scrolled, tool
from designer_app.studio.samples import describe
from designer_app.studio.status import kit_title
from designer_app.studio.swatches import ROLES, colour_title, swatch
from designer_app.studio.words import plural, tr

_STYLES = (
    "display",
    "headline",
    "title",
    "lead",
    "text",
    "label",
    "small",
)  # those told of, if both kits have them
_MOST = 5
_NAME = 84  # px of a name at most


class SwapPanel(QWidget):
    """``left`` is called when it is over, whether the kit was swapped or not."""

    def __init__(self, desk: Desk, left: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._left = desk, left
        others = [name for name in kit_names() if name != desk.kit.id]
        self.kit: Kit = find_kit(others[0] if others else desk.kit.id)
        self.comparing = Comparing(desk, self.kit, self.cancel)
        self.comparing.told.connect(self._told)
        self.choice = Choice([(n, kit_title(find_kit(n))) for n in others], tr("Brand kit"))
        self.choice.set_value(self.kit.id)
        self.choice.picked.connect(self.set_kit)
        close = tool("x", f"<b>{tr('Close')}</b>  Esc", self.cancel)
        head = QWidget()
        head.setFixedHeight(36)
        head.setLayout(row(label(tr("Swap the kit"), "head"), None, close, margins=(12, 0, 8, 0)))
        arrow = label("")
        arrow.setPixmap(pixmap("arrow-right", theme.current().t2, 14))
        pair = row(label(kit_title(desk.kit), "name"), arrow, self.choice, spacing=8, margins=(12, 8, 12, 8))
        pair.setStretch(2, 1)
        self._rows = column(spacing=0)
        area = scrolled(self._rows)
        self.checkpoint = QCheckBox(tr("Keep a checkpoint before the swap"))
        self.checkpoint.setChecked(True)
        self.go = button("", self.apply, "primary")
        foot = QWidget()
        hint = label(tr("Drag the line; hold Space to see what is now."), "hint", wrap=True)
        foot.setLayout(
            column(
                hint,
                self.checkpoint,
                row(self.go, button(tr("Cancel"), self.cancel), None, spacing=8),
                spacing=8,
                margins=(12, 12, 12, 12),
            )
        )
        whole = column(head, line(), spacing=0)
        whole.addLayout(pair)
        whole.addWidget(area, 1)
        whole.addWidget(line())
        whole.addWidget(foot)
        self.setLayout(whole)
        self._changes = column(spacing=4)
        self.fill()

    # What it shows

    def set_kit(self, name: str) -> None:
        self.kit = find_kit(name)
        self.comparing.set_kit(self.kit)
        self.fill()

    def fill(self) -> None:
        clear(self._rows)
        now, then = self._desk.kit, self.kit
        board = self._desk.canvas.current
        scheme = board.built.page.scheme if board is not None and board.built is not None else "light"
        roles = Section("Roles")
        roles.add(
            self._pairs(
                [
                    (colour_title(r), _patch(now, r, scheme), _patch(then, r, scheme))
                    for r in ROLES
                    if _has(now, then, r, scheme)
                ]
            )
        )
        styles = Section("Type styles")
        known = [s for s in _STYLES if s in now.styles and s in then.styles]
        known += [s for s in sorted(now.styles) if s in then.styles and s not in known]
        styles.add(self._pairs([(tr(shown_name(s)), _face(now, s), _face(then, s)) for s in known[:_MOST]]))
        changes = Section("What changes")
        self._changes = column(spacing=4)
        changes.add(self._changes)
        for section in (roles, styles, changes):
            self._rows.addWidget(section)
        self._rows.addStretch(1)
        count = len(self._desk.canvas.boards)
        self.go.setText(tr("Swap on {boards}", boards=plural(count, "artboard")))
        self._told()

    def _pairs(self, pairs: list[tuple[str, QWidget, QWidget]]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        for number, (name, now, then) in enumerate(pairs):
            arrow = label("")
            arrow.setPixmap(pixmap("arrow-right", theme.current().t3, 12))
            for at, widget in enumerate((Elided(name, "hint"), now, arrow, then)):
                grid.addWidget(widget, number, at)
        measure = self.fontMetrics()
        widest = max((measure.horizontalAdvance(name) for name, _, _ in pairs), default=0)
        grid.setColumnMinimumWidth(0, min(widest, _NAME))
        grid.setColumnStretch(3, 1)
        holder.setLayout(grid)
        return holder

    def _told(self) -> None:
        """What the boards in the other kit have come to, so far."""
        clear(self._changes)
        desk, found = self._desk, self.comparing.findings
        boards = len(desk.canvas.boards)
        made = sum(1 for b in desk.canvas.boards if b.name in found)
        self._say(
            made == boards, tr("{made} of {boards} painted", made=made, boards=plural(boards, "artboard"))
        )
        overrides = desk.session.state.template.overrides
        own = sum(1 for o in overrides if o.kit and o.kit in desk.kit.names and o.kit not in self.kit.names)
        kept = len(overrides) - sum(1 for o in overrides if o.kit)
        self._say(True, tr("{overrides} kept", overrides=plural(kept, "override")))
        if own:
            self._say(
                True,
                tr("{overrides} of “{kit}” rest", overrides=plural(own, "override"), kit=kit_title(desk.kit)),
            )
        every = [f for several in found.values() for f in several if f.severity != "note"]
        raw = {(f.place, f.found.partition(" ")[0]) for f in every if f.code == "off-brand"}
        if raw:
            self._say(False, tr("{colours} written out stay as they are", colours=plural(len(raw), "colour")))
        before, after = len(desk.problems()), len(every)
        if made == boards:
            self._say(
                after <= before, tr("Problems: {before} now, {after} after", before=before, after=after)
            )

    def _say(self, good: bool, text: str) -> None:
        sign = label("")
        name, role = ("check", "ok") if good else ("triangle-alert", "warn")
        sign.setPixmap(pixmap(name, getattr(theme.current(), role), 14))
        said = label(text, "", wrap=True)
        inner = row(sign, said, spacing=8, margins=(0, 2, 8, 2))
        inner.setStretch(1, 1)
        self._changes.addLayout(inner)

    # What a person does

    def apply(self) -> None:
        """One step of the history, and a checkpoint of what was before where that is wished."""
        desk = self._desk
        if self.checkpoint.isChecked():
            desk.session.checkpoint(tr("Before the swap to “{kit}”", kit=kit_title(self.kit)))
        name = self.kit.id
        self.end()
        desk.session.part()
        if desk.session.state.template.home == name:  # only looked at in another kit
            desk.set_kit(name)
        else:
            desk.do(SwapKit(kit=name))
            desk.session.part()
        self._left()

    def cancel(self) -> None:
        self.end()
        self._left()

    def end(self) -> None:
        """Take the comparison off the canvas."""
        self.comparing.end()


def _has(now: Kit, then: Kit, role: str, scheme: str) -> bool:
    return all(_colour(kit, role, scheme) is not None for kit in (now, then))


def _colour(kit: Kit, role: str, scheme: str) -> object:
    try:
        return kit.colour(role, scheme)
    except DesignError:
        return None


def _patch(kit: Kit, role: str, scheme: str) -> QWidget:
    made = label("")
    colour = kit.colour(role, scheme)
    made.setPixmap(swatch(colour, 20))
    code = to_hex(colour)[1:7].upper()
    named = next((n for n, value in kit.palette.items() if value == colour and "." not in n), "")
    told = Elided(named or code, "unit")
    told.setToolTip(f"#{code}")
    holder = QWidget()
    inner = row(made, spacing=6)
    inner.addWidget(told, 1)
    holder.setLayout(inner)
    holder.setMinimumWidth(76)
    return holder


def _face(kit: Kit, style: str) -> QLabel:
    found = kit.styles[style]
    return Elided(describe(kit, found) if found.fonts else "—", "")
