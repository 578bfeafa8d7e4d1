"""Colours, type and spacing of the window: one table for both themes, one style sheet made from it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from designer_app.data_files import data_root
from designer_app.studio.dress import sheet


@dataclass(frozen=True)
class Theme:
    """Roles as #rrggbb. Text roles keep 4.5 on every ground that they may stand on."""

    name: str
    app: str
    panel: str
    raised: str
    field: str
    hover: str
    sel: str
    inset: str  # a field or quiet button on raised ground
    inset_hover: str
    loose: str  # a field or chip on the window's own ground
    track: str  # a segmented control there
    accbg: str
    canvas: str
    mat: str
    line: str
    line2: str
    tx: str
    t2: str
    t3: str
    acc: str
    btn: str
    btn_hover: str
    segment: str
    warn: str
    warn_ground: str
    err: str
    err_ground: str
    ok: str
    ok_ground: str

    def colour(self, role: str) -> QColor:
        return QColor(getattr(self, role))

    @property
    def scrim(self) -> QColor:
        """What dims a window behind a dialog."""
        return QColor(0, 0, 0, 115) if self.name == "dark" else QColor(0x1E, 0x22, 0x2A, 82)

    @property
    def shadow(self) -> float:
        """How dark the shadow of a popover is at its edge, 0 to 1."""
        return 0.5 if self.name == "dark" else 0.18


DARK = Theme(
    "dark", app="#1A1B1D", panel="#222326", raised="#2A2C30", field="#2D2F33", hover="#34363B", sel="#1F3A5F",
    inset="#34363B", inset_hover="#393B40", loose="#2D2F33", track="#2D2F33", accbg="#1C2E47", canvas="#141516", mat="#313338", line="#313338", line2="#44474E", tx="#ECEDEF", t2="#B6BAC1",
    t3="#A0A5AD", acc="#5CA8FF", btn="#1B6AE0", btn_hover="#1760CC", segment="#46494F", warn="#F0B23E",
    warn_ground="#3A301C", err="#FF7B72", err_ground="#402424", ok="#4CC38A", ok_ground="#1D3529",
)  # fmt: skip
LIGHT = Theme(
    "light", app="#E9EAEC", panel="#F7F7F8", raised="#FFFFFF", field="#ECEDF0", hover="#E4E6EA", sel="#D6E6FC",
    inset="#ECEDF0", inset_hover="#E4E6EA", loose="#FFFFFF", track="#DCDEE2", accbg="#E3EEFD", canvas="#DDDFE2", mat="#D3D5D9", line="#DCDEE2", line2="#C3C6CC", tx="#1B1C1F", t2="#4F545C",
    t3="#5A6069", acc="#0A5BD0", btn="#0A5BD0", btn_hover="#0850B8", segment="#FFFFFF", warn="#8A5800",
    warn_ground="#FBF0DA", err="#B3261E", err_ground="#FBE5E3", ok="#17704A", ok_ground="#DDF2E7",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

# On the canvas both themes are alike: overlays must show on any artwork.
SELECTION, GUIDE, DISTANCE, SIZE_LABEL = "#2E8BFF", "#FF2E88", "#D91A6C", "#1B6AE0"

_current = DARK


def current() -> Theme:
    return _current


def apply(app: QApplication, name: str) -> Theme:
    """Dress the program in a theme: font, palette, style sheet."""
    global _current
    _current = THEMES[name]
    _load_font()
    app.setStyle("Fusion")
    app.setFont(font(12))
    app.setPalette(_palette(_current))
    app.setStyleSheet(sheet(_current))
    return _current


FAMILY = "Inter Studio"


def font(size: int, weight: int = 400) -> QFont:
    """Inter, which is shipped in three static cuts (400, 500, 600); ``size`` in px. Its figures are tabular."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    return made


_loaded = False


def _load_font() -> None:
    global _loaded
    if not _loaded:
        for cut in ("Regular", "Medium", "SemiBold"):
            path = data_root("assets") / "fonts" / "studio" / f"Inter-{cut}.ttf"
            QFontDatabase.addApplicationFont(str(path))
        _loaded = True


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.panel, QPalette.ColorRole.Base: theme.raised,
        QPalette.ColorRole.AlternateBase: theme.panel, QPalette.ColorRole.Text: theme.tx,
        QPalette.ColorRole.WindowText: theme.tx, QPalette.ColorRole.ButtonText: theme.tx,
        QPalette.ColorRole.Button: theme.field, QPalette.ColorRole.Highlight: theme.btn,
        QPalette.ColorRole.HighlightedText: "#FFFFFF", QPalette.ColorRole.PlaceholderText: theme.t3,
        QPalette.ColorRole.ToolTipBase: theme.raised, QPalette.ColorRole.ToolTipText: theme.tx,
        QPalette.ColorRole.Link: theme.acc, QPalette.ColorRole.Accent: theme.acc,
    }  # fmt: skip
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    return palette
