"""Words that belong together (a date, a title, some sentences), set as one block in a given width; for steps and times."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from designer_app.layers.chart.data import Data
from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.text.label import Label
from designer_app.scene.colour import Colour
from designer_app.text.records import Align

HEAD = 1.12  # em of what stands above titles
LADDER = (1.7, 1.5, 1.35, 1.2, 1.1, 1.0, 0.92, 0.85, 0.78, 0.72)  # em: sizes that words try, from the largest


class Entry(msgspec.Struct, frozen=True):
    """What one row says: ``head`` above (a date), its title, what follows, and whether it stands out."""

    title: str
    detail: str = ""
    head: str = ""
    marked: bool = False


class Setting(msgspec.Struct, frozen=True):
    """An entry set: its labels with their places below the cap top of the first; ``lost`` where its sentences have no
    room, ``cut`` where words are cut short or lost."""

    labels: tuple[tuple[Label, float], ...]
    inks: tuple[Colour, ...]
    width: float
    height: float
    cut: bool
    lost: bool = False

    def put(self, sheet: Sheet, x: float, y: float, align: Align = "left") -> None:
        """Draws it with its cap top at ``y`` and its left (centre, right) at ``x``."""
        for (label, below), ink in zip(self.labels, self.inks, strict=True):
            sheet.put(label, x, y + below, ink=ink, align=align)


def entries_of(sheet: Sheet, *, heads: Sequence[str] = (), titles: Sequence[str] = ()) -> list[Entry]:
    """The rows as entries: names (or ``titles``), then further words and figures with the names of their columns."""
    data = sheet.data
    return [
        Entry(
            titles[i] if titles else data.names[i],
            details(sheet, data, i, skip=titles[i] if titles else ""),
            heads[i] if heads else "",
            i in data.marked,
        )
        for i in range(data.count)
    ]


def details(sheet: Sheet, data: Data, row: int, *, skip: str = "") -> str:
    """A row's further words and figures in one text."""
    said = [words[row] for _, words in data.words if words[row] and words[row] != skip]
    for one in data.series:
        value = one.values[row]
        if value is not None:
            figure = sheet.figures.whole(value)
            said.append(f"{one.name}: {figure}" if one.name else figure)
    return " · ".join(said)


def set_entry(
    sheet: Sheet, entry: Entry, width: float, scale: float, *, room: float = 0.0, title: float = 1.15,
    head: bool = True, align: Align = "left",
    least: float = 0.0,
) -> Setting:  # fmt: skip
    """The entry at ``scale`` em in ``width`` px: title over sentences, both in as many lines as ``room`` px have.

    Without ``room`` there are no more lines than read well (3 and 6); without ``head`` what is above is left out.
    Words that don't fit are cut, or first set smaller, down to ``least`` of their size.
    """
    size = scale * sheet.em
    labels: list[tuple[Label, float]] = []
    inks: list[Colour] = []
    y = 0.0
    ink = sheet.spoken(sheet.accent) if entry.marked else sheet.ink
    head = head and bool(entry.head)
    if head:
        style = sheet.layer.figure_style
        y = _add(sheet, labels, entry.head, y, HEAD * scale, style, width, 1, align, least)
        inks.append(head_ink(sheet, entry))
    below = 0.75 * size if head else 0.0
    lines = _lines(room - y - below, title * size * 1.25, 3)
    if entry.title:
        y = _add(sheet, labels, entry.title, y + below, title * scale, "label", width, lines, align, least)
        inks.append(ink)
        below = 0.72 * size
    if entry.detail:
        lines = _lines(room - y - below, size * 1.42, 6)
        if lines and (not room or room - y - below >= 0.7 * size):
            y = _add(sheet, labels, entry.detail, y + below, 0.95 * scale, "", width, lines, align, least)
            inks.append(sheet.quiet_ink)
    lost = bool(entry.detail) and len(labels) < head + bool(entry.title) + 1
    cut = lost or any(label.cut for label, _ in labels)
    widest = max((label.width for label, _ in labels), default=0.0)
    return Setting(tuple(labels), tuple(inks), widest, y, cut, lost)


def widest_word(sheet: Sheet, entries: Sequence[Entry], scale: float, title: float = 1.15) -> float:
    """Of titles and sentences the widest word at ``scale`` em, in px: narrower columns would break it."""
    words = {(part, title * scale, "label") for entry in entries for part in entry.title.split()}
    words |= {(part, 0.95 * scale, "") for entry in entries for part in entry.detail.split()}
    longest: dict[tuple[float, str], list[str]] = {}
    for part, size, style in sorted(words):
        longest.setdefault((size, style), []).append(part)
    return max(
        (
            sheet.width_of(part, size=size, style=style)
            for (size, style), parts in longest.items()
            for part in sorted(parts, key=len)[-3:]  # the widest is one of the longest
        ),
        default=0.0,
    )


def head_ink(sheet: Sheet, entry: Entry) -> Colour:
    """Numbers and dates are the accent; where an entry is marked, only its own."""
    return sheet.spoken(sheet.accent) if not sheet.data.marked or entry.marked else sheet.quiet_ink


def _lines(room: float, pitch: float, usual: int) -> int:
    return usual if room <= 0 else max(1, min(usual * 3, int(room / pitch + 0.4)))


def _add(
    sheet: Sheet, labels: list[tuple[Label, float]], words: str, y: float, scale: float, style: str, width: float,
    lines: int, align: Align, least: float,
) -> float:  # fmt: skip
    made = sheet.label(
        words, size=scale, style=style, width=width, lines=lines, align=align, least=least * scale
    )
    if made is None:
        return y
    labels.append((made, y))
    return y + made.height


def say_lost(sheet: Sheet, settings: Sequence[Setting]) -> None:
    """Sentences that had no room at all are said (words cut short are found by the chart itself)."""
    lost = [one.labels[0][0].text for one in settings if one.lost and one.labels]
    if lost:
        sheet.warn(
            "words-cut", f"no room for what is said of '{lost[0]}'" + (f" and {len(lost) - 1} more" if lost[1:] else ""),
            "words that fit their place", "shorter words, fewer rows or a larger frame",
        )  # fmt: skip
