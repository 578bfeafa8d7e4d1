"""The right side of the Chart window: the finding and whether its numbers agree, what is said, honesty, words for the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from designer_app.errors import Finding
from designer_app.production.agreement import Agreed
from designer_app.studio.fields import Choice
from designer_app.studio.parts import Segments, button, clear, column, label, row, scrolled
from designer_app.studio.windows.chart_state import ChartState, Known
from designer_app.studio.windows.chart_words import FROM_ZERO
from designer_app.studio.windows.frame import part, side, sign
from designer_app.studio.words import language, tr
from designer_app.wording import title
from designer_app.wording.charts import CHARTS

_LABEL = 88  # px of the words beside a field
_BARS = (
    ("grouped", "Side by side"),
    ("stacked", "Stacked"),
    ("share", "Of 100%"),
    ("diverging", "To both sides"),
)
_AREAS = (("stacked", "Stacked"), ("share", "Of 100%"))


class Field(QLineEdit):
    """A line of a state's field; ``said(name, text)`` when typing ends or rests."""

    def __init__(self, name: str, text: str, hint: str, said: Callable[[str, str], object]) -> None:
        super().__init__()
        self.name = name
        self.setAccessibleName(text)
        self.setPlaceholderText(hint)
        self.textEdited.connect(lambda value: said(name, value))

    def show_text(self, text: str) -> None:
        if not self.hasFocus() and self.text() != text:
            self.setText(text)


class Area(QPlainTextEdit):
    """Two or three lines of a state's field."""

    def __init__(
        self, name: str, text: str, hint: str, said: Callable[[str, str], object], lines: int = 2
    ) -> None:
        super().__init__()
        self.name = name
        self._quiet = False
        self.setAccessibleName(text)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(16 + 18 * lines)
        self.textChanged.connect(
            lambda: None if self._quiet else said(name, " ".join(self.toPlainText().split()))
        )

    def show_text(self, text: str) -> None:
        if not self.hasFocus() and self.toPlainText() != text:
            self._quiet = True
            self.setPlainText(text)
            self._quiet = False


class ChartSide(QWidget):
    """``said(name, value)`` for each field; ``alt_in(lang)`` when the other language's words are asked for; ``suggest``
    a headline."""

    said = Signal(str, str)
    alt_in = Signal(str)
    suggest = Signal()

    def __init__(self) -> None:
        super().__init__()
        say = self.said.emit
        self.headline = Area("headline", tr("Finding"), tr("What the numbers say, in one sentence"), say, 3)
        self.lead = Field("lead", tr("What is shown"), tr("Quantity, unit, place and time"), say)
        self.agreed = column(spacing=4)
        self.mode = Choice((), tr("Several columns"))
        self.mode.picked.connect(lambda value: say("mode", value))
        self.target = Field("target", tr("Target"), "100", say)
        self.unit = Field("unit", tr("Unit"), tr("%, ₽, kg"), say)
        self.reference = Field("reference", tr("Compare with"), tr("average, median or 25 Plan"), say)
        self.source = Area("source", tr("Source"), tr("Source: who counted it, and when"), say)
        self.note = Field("note", tr("Remark"), tr("A remark, if one is needed"), say)
        self.honest = column(spacing=6)
        self.languages = Segments([("en", "EN"), ("ru", "RU")], "en")
        self.languages.picked.connect(self.alt_in)
        self.alt = label("", "quiet", wrap=True)
        self._rows = {
            "mode": _row(tr("Several columns"), self.mode), "target": _row(tr("Target"), self.target),
            "unit": _row(tr("Unit"), self.unit), "reference": _row(tr("Compare with"), self.reference),
        }  # fmt: skip
        body = scrolled(
            part(
                row(label(tr("Finding"), "head"), None, button(tr("Suggest"), self.suggest.emit, "link")),
                self.headline,
                self.agreed,
                self.lead,
                ruled=False,
            ),
            part(label(tr("Look"), "head"), *self._rows.values()),
            part(label(tr("Source and note"), "head"), self.source, self.note),
            part(label(tr("Honesty"), "head"), self.honest),
            part(row(label(tr("Alt text"), "head"), None, self.languages), self.alt),
            None,
        )
        self.setLayout(column(side(288, False, body), spacing=0))
        self.setFixedWidth(288)
        self._fields = (
            self.headline,
            self.lead,
            self.target,
            self.unit,
            self.reference,
            self.source,
            self.note,
        )

    def show_state(self, state: ChartState, kind: str, known: Known) -> None:
        for field in self._fields:
            field.show_text(getattr(state, field.name))
        several = known.data is not None and len(known.data.series) > 1
        modes = {"bar": _BARS, "column": _BARS, "area": _AREAS}.get(kind, ())
        self.mode.offer([(key, tr(text)) for key, text in modes])
        self.mode.set_value(
            state.mode if state.mode in [key for key, _ in modes] else (modes[0][0] if modes else "")
        )
        self._rows["mode"].setVisible(bool(modes) and several)
        self._rows["target"].setVisible(kind in ("progress", "gauge", "number"))
        self._rows["reference"].setVisible(kind in ("bar", "ranking", "lollipop", "column", "line", "area"))
        self._show_agreed(known.agreed)

    def _show_agreed(self, found: Sequence[Agreed]) -> None:
        clear(self.agreed)
        for one in found[:4]:
            if one.why:
                sum_ = one.why.replace(".", ",") if language() == "ru" else one.why
                text = tr("{sum} agrees with the table", sum=sum_)
                self.agreed.addWidget(_line("circle-check", "ok", text))
            else:
                self.agreed.addWidget(
                    _line(
                        "triangle-alert",
                        "warn",
                        tr("{number} doesn't come out of the table", number=one.text),
                    )
                )

    def show_found(self, kind: str, findings: Sequence[Finding], known: Known, *, drawn: bool = True) -> None:
        """What the check found of this picture, and what is kept to; nothing where nothing is drawn."""
        clear(self.honest)
        if not drawn:
            return
        codes = [finding.code for finding in findings if finding.code in CHARTS]
        if kind in FROM_ZERO and "axis-truncated" not in codes:
            self.honest.addWidget(_line("circle-check", "ok", tr("Lengths start at zero")))
        if (
            known.data is not None
            and len(known.data.series) > 1
            and kind not in ("table", "timeline", "steps")
        ):
            self.honest.addWidget(_line("circle-check", "ok", tr("Colours differ for colour-blind eyes")))
        if not {"labels-touch", "labels-beyond"} & set(codes):
            self.honest.addWidget(_line("circle-check", "ok", tr("No words touch")))
        missing = (
            sum(v is None for one in known.data.series for v in one.values) if known.data is not None else 0
        )
        if missing:
            self.honest.addWidget(_line("info", "t2", tr("Missing values, shown as missing: {n}", n=missing)))
        for code in dict.fromkeys(codes):
            mild = next(f for f in findings if f.code == code).severity == "note"
            self.honest.addWidget(
                _line("info" if mild else "triangle-alert", "t2" if mild else "warn", title(code, language()))
            )

    def show_alt(self, text: str, lang: str) -> None:
        self.languages.set_value(lang)
        self.alt.setText(text)


def _row(text: str, field: QWidget) -> QWidget:
    made = QWidget()
    name = label(text, "quiet")
    name.setFixedWidth(_LABEL)
    made.setLayout(row(name, field, spacing=8))
    return made


def _line(name: str, role: str, text: str) -> QWidget:
    """A sign with a sentence beside it."""
    made, words = QWidget(), label(text, wrap=True)
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    made.setLayout(row(sign(name, role), words, spacing=8))
    return made
