"""The Chart window's pictures: wished for in all sizes after each change, shown as they come, with what the check found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer_app.errors import DesignError, Finding
from designer_app.studio.pixels import qimage
from designer_app.studio.windows.chart_kinds import need_of, title_of
from designer_app.studio.windows.chart_state import SIZES, Drawn, drawn
from designer_app.studio.windows.thumbs import Thumbs
from designer_app.studio.words import finding_line, tr

if TYPE_CHECKING:
    from designer_app.studio.windows.chart import ChartWindow

_SMALL = 240  # px of the pictures of other sizes


class ChartPictures:
    """``findings`` are of the large picture; ``alt_lang`` is the language that its words are shown in ("" = the chart's)."""

    def __init__(self, window: ChartWindow) -> None:
        self._window = window
        self.findings: tuple[Finding, ...] = ()
        self.alt_lang = ""
        self._turn = 0
        self.thumbs = Thumbs(window)
        self.thumbs.made.connect(self._arrived)

    def draw(self) -> None:
        """Wish for pictures of all sizes, the large one first, and the words in the other language."""
        self.thumbs.forget()
        self._turn += 1
        if self._window.known.data is None or not self._window.fits:
            self.findings = ()
            self._window.side.show_found(self._window.kind, (), self._window.known, drawn=False)
            self._window.side.show_alt("", self.alt_lang or self._window.state.lang)
            self._window.preview.picture.show_image(None, self._why_nothing())
            for chip in self._window.preview.chips.values():
                chip.show_image(None)
            return
        state, turn, chosen = self._window.state, self._turn, self._window.size_id
        room = self._window.preview.picture
        side_ = int(max(200, min(room.width(), room.height())) * 1.6 * self._window.devicePixelRatioF())
        for size, _ in SIZES:  # what is wished for last is made first
            if size != chosen:
                self.thumbs.wish(("size", size, turn), lambda size=size: drawn(state, size, _SMALL))  # type: ignore[misc]
        if self.alt_lang and self.alt_lang != state.lang:
            lang = self.alt_lang
            self.thumbs.wish(("alt", lang, turn), lambda: drawn(state, chosen, 64, lang))
        self.thumbs.wish(("main", chosen, turn), lambda: drawn(state, chosen, side_))

    def _why_nothing(self) -> str:
        if self._window.state.empty:
            return tr("Copy a table and paste it: the chart appears here")
        if self._window.known.fault is not None:
            return finding_line(self._window.known.fault.findings[0])
        why = next((one.why_not for one in self._window.known.proposals if one.kind == self._window.kind), "")
        return (
            f"{title_of(self._window.kind)} {need_of(self._window.kind, why)}." if self._window.kind else ""
        )

    def _arrived(self, key: Any, what: object) -> None:
        kind, name, turn = key
        if turn != self._turn:
            return
        if isinstance(what, DesignError):
            if kind == "main":
                self.tell(what.findings)
            return
        if not isinstance(what, Drawn):
            return
        image = qimage(what.image)
        if kind == "alt":
            self._window.side.show_alt(what.alt, name)
            return
        self._window.preview.chips[name].show_image(image)
        if kind == "main":
            self._window.preview.picture.show_image(image)
            self.findings = what.findings
            self._window.side.show_found(self._window.kind, what.findings, self._window.known)
            if not self.alt_lang or self.alt_lang == self._window.state.lang:
                self._window.side.show_alt(what.alt, self._window.state.lang)

    def say_alt_in(self, lang: str) -> None:
        self.alt_lang = lang
        self.draw()

    def tell(self, findings: tuple[Finding, ...]) -> None:
        if findings:
            self._window.preview.picture.show_image(None, finding_line(findings[0]))
