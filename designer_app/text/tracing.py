"""Where the characters of a line stand, for carets: clusters of the source with their left and right ends."""

from __future__ import annotations

from typing import NamedTuple

from designer_app.scene.geometry import snap
from designer_app.text.filling import Row
from designer_app.text.flow import Cell, Flow, Stretch
from designer_app.text.records import Cluster
from designer_app.text.strips import Strip, cluster_spans


class _Span(NamedTuple):
    """A stretch of the shown text of a cell's run: from ``at`` on, drawn from x0 to x1."""

    cell: Cell
    at: int
    x0: float
    x1: float
    rtl: bool


class Trace:
    """Collects the clusters of one row. White space that ends it, which isn't drawn, goes on beyond its end."""

    def __init__(self, flow: Flow, stretch: Stretch, row: Row, size: float, start: float) -> None:
        self.size, self.start = size, start
        self._base = stretch.base
        _, first, last = row
        self._row = stretch.cells[stretch.cuts[first] : stretch.cuts[last + 1]] if last >= first else []
        self._paragraph = flow.paragraphs[stretch.paragraph]
        self._bases: list[int] = []  # where each run begins in the block's source
        at = sum(
            sum(len(run.text) for run in paragraph.runs) + 1
            for paragraph in flow.paragraphs[: stretch.paragraph]
        )
        for run in self._paragraph.runs:
            self._bases.append(at)
            at += len(run.text)
        self._spans: list[_Span] = []
        self._drawn: dict[tuple[int, int], int] = {}  # (run, place in it) up to where it is drawn

    def add(self, cell: Cell, strip: Strip, pen: float) -> None:
        """A cell drawn from ``pen`` on (px)."""
        rtl = bool(cell.level & 1)
        for at, x, width in _spans(strip):
            x0 = pen + x * self.size
            self._spans.append(_Span(cell, cell.at + at, x0, x0 + width * self.size, rtl))
        self._drawn[(cell.run, cell.at)] = cell.at + len(strip.text)

    def clusters(self, end: float) -> tuple[Cluster, ...]:
        """All of the row, in reading order; it was drawn as far as ``end``."""
        self._trail(end)
        spans = sorted(self._spans, key=lambda span: (span.cell.run, span.at))
        out: list[Cluster] = []
        for number, span in enumerate(spans):
            after = spans[number + 1] if number + 1 < len(spans) else None
            found = self._cluster(span, after)
            last = out[-1] if out else None
            if last is not None and last.start == found.start and last.rtl == found.rtl:
                # several shown for one of the source (ß as SS), or a hyphen before it
                x0, x1 = min(last.x0, found.x0), max(last.x1, found.x1)
                out[-1] = Cluster(found.start, max(last.end, found.end), x0, x1, found.rtl)
            else:
                out.append(found)
        if len(out) == 1:
            return tuple(out)
        return tuple(cluster for cluster in out if cluster.end > cluster.start)

    def _cluster(self, span: _Span, after: _Span | None) -> Cluster:
        run = self._paragraph.runs[span.cell.run]
        shown = len(run.shown or run.text)
        stop = after.at if after is not None and after.cell.run == span.cell.run else self._stop(span, shown)
        places = run.places
        start = places[span.at] if places else span.at
        end = places[min(stop, shown)] if places else stop
        base = self._bases[span.cell.run]
        return Cluster(base + start, base + max(start, end), snap(span.x0), snap(span.x1), span.rtl)

    def _stop(self, span: _Span, shown: int) -> int:
        """Where the last cluster of a run on this row ends."""
        ends = [cell.at + len(cell.strip.text) for cell in self._row if cell.run == span.cell.run]
        return min(shown, max(ends, default=shown))

    def _trail(self, end: float) -> None:
        """White space at the row's end, one after another from where the drawn text ends."""
        pen = self.start if self._base else end
        way = -1.0 if self._base else 1.0
        for cell in self._row:
            drawn = max(
                (
                    stop
                    for (run, at), stop in self._drawn.items()
                    if run == cell.run and at <= cell.at < max(stop, at + 1)
                ),
                default=cell.at,
            )
            if drawn >= cell.at + len(cell.strip.text):
                continue
            tail = cell.strip.text[drawn - cell.at :]
            room = cell.strip.advance - (cell.strip.core.advance if drawn > cell.at else 0.0)
            width = max(0.0, room) * self.size / len(tail)
            for number in range(len(tail)):
                x = pen + way * width
                self._spans.append(_Span(cell, drawn + number, min(pen, x), max(pen, x), bool(self._base)))
                pen = x


def _spans(strip: Strip) -> list[tuple[int, float, float]]:
    """(index in the text, x, width) of each cluster, a symbol's too."""
    if len(strip.items) == 1 and strip.items[0].symbol is not None:
        return [(0, 0.0, strip.advance)]
    return cluster_spans(strip)
