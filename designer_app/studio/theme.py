"""Colours, type and spacing of the window: one table for both themes, one style sheet made from it."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from designer_app.data_files import data_root


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


DARK = Theme(
    "dark", app="#1A1B1D", panel="#222326", raised="#2A2C30", field="#2D2F33", hover="#34363B", sel="#1F3A5F",
    accbg="#1C2E47", canvas="#141516", mat="#313338", line="#313338", line2="#44474E", tx="#ECEDEF", t2="#B6BAC1",
    t3="#A0A5AD", acc="#5CA8FF", btn="#1B6AE0", btn_hover="#1760CC", segment="#46494F", warn="#F0B23E",
    warn_ground="#3A301C", err="#FF7B72", err_ground="#402424", ok="#4CC38A", ok_ground="#1D3529",
)  # fmt: skip
LIGHT = Theme(
    "light", app="#E9EAEC", panel="#F7F7F8", raised="#FFFFFF", field="#ECEDF0", hover="#E4E6EA", sel="#D6E6FC",
    accbg="#E3EEFD", canvas="#DDDFE2", mat="#D3D5D9", line="#DCDEE2", line2="#C3C6CC", tx="#1B1C1F", t2="#4F545C",
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
    app.setStyleSheet(_sheet(_current))
    return _current


def font(size: int, weight: int = 400) -> QFont:
    """Inter, which is shipped; ``size`` in px. Figures are tabular everywhere."""
    made = QFont("Inter")
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


_loaded = False


def _load_font() -> None:
    global _loaded
    if not _loaded:
        QFontDatabase.addApplicationFont(str(data_root("assets") / "fonts" / "Inter.ttf"))
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


def _sheet(theme: Theme) -> str:
    values = {field.name: getattr(theme, field.name) for field in fields(theme)}
    text = _SHEET
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"${name};", f"{values[name]};")
    return text


_SHEET = """
QWidget { color: $tx; font-family: Inter; font-size: 12px; }
QMainWindow, QDialog, #start { background: $app; }
QDialog { background: $raised; }
#bar, #rail, #left, #inspector, #status, #data, #startside { background: $panel; }
#bar { border-bottom: 1px solid $line; } #rail, #left { border-right: 1px solid $line; }
#inspector { border-left: 1px solid $line; } #status, #data { border-top: 1px solid $line; }
QLabel { background: transparent; }
QLabel[role="head"] { font-weight: 600; }
QLabel[role="title"] { font-size: 13px; font-weight: 600; }
QLabel[role="dialog"] { font-size: 15px; font-weight: 600; }
QLabel[role="quiet"], QLabel[role="hint"] { color: $t2; }
QLabel[role="unit"] { color: $t3; }
QLabel[role="warn"] { color: $warn; } QLabel[role="err"] { color: $err; } QLabel[role="ok"] { color: $ok; }
QLabel[role="badge"] { background: $warn_ground; color: $warn; border-radius: 8px; padding: 0 6px; font-size: 11px;
  font-weight: 600; min-height: 16px; max-height: 16px; }
QLabel[role="badge-err"] { background: $err_ground; color: $err; border-radius: 8px; padding: 0 6px; font-size: 11px;
  font-weight: 600; min-height: 16px; max-height: 16px; }
QLabel[role="badge-ok"] { background: $ok_ground; color: $ok; border-radius: 8px; padding: 0 6px; font-size: 11px;
  font-weight: 600; min-height: 16px; max-height: 16px; }
QLabel[role="key"] { border: 1px solid $line2; border-radius: 4px; padding: 0 6px; font-size: 11px; font-weight: 500;
  color: $t2; min-height: 18px; max-height: 18px; }
QLabel[role="banner"] { background: $accbg; border-radius: 6px; padding: 8px; }
QToolButton { border: none; border-radius: 6px; min-width: 28px; min-height: 28px; max-height: 28px; padding: 0; background: transparent; }
QToolButton:hover { background: $hover; } QToolButton:pressed { background: $line2; }
QToolButton:checked { background: $sel; } QToolButton[tool="true"]:checked { background: $btn; }
QToolButton:focus, QPushButton:focus, QCheckBox:focus { outline: none; }
QToolButton[row="true"] { min-width: 20px; min-height: 20px; max-height: 20px; max-width: 20px; border-radius: 4px; }
QPushButton { background: $field; border: none; border-radius: 6px; padding: 0 12px; min-height: 28px; font-weight: 500; }
QPushButton:hover { background: $hover; } QPushButton:pressed { background: $line2; }
QPushButton:disabled { color: $t3; background: $field; }
QPushButton[kind="primary"] { background: $btn; color: #FFFFFF; } QPushButton[kind="primary"]:hover { background: $btn_hover; }
QPushButton[kind="primary"]:disabled { background: $field; color: $t3; }
QPushButton[kind="outline"] { background: transparent; border: 1px solid $line2; }
QPushButton[kind="outline"]:hover, QPushButton[kind="ghost"]:hover { background: $hover; }
QPushButton[kind="ghost"] { background: transparent; color: $t2; }
QPushButton[kind="link"] { background: transparent; color: $acc; padding: 0 4px; }
QPushButton:focus[kind="outline"], QPushButton:focus { border: 2px solid $acc; }
QPushButton[kind="chip"] { border-radius: 12px; min-height: 24px; font-weight: 400; color: $t2; }
QPushButton[kind="chip"]:checked { background: $sel; color: $tx; font-weight: 500; }
QPushButton[kind="segment"] { min-height: 24px; max-height: 24px; border-radius: 4px; padding: 0 10px; background: transparent; color: $t2; font-weight: 400; }
QPushButton[kind="segment"]:hover { color: $tx; }
QPushButton[kind="segment"]:checked { background: $segment; color: $tx; font-weight: 500; }
QPushButton[kind="switch"] { min-height: 24px; max-height: 24px; border-radius: 4px; padding: 0 10px; background: transparent; color: $t2; font-weight: 400; }
QPushButton[kind="switch"]:hover { color: $tx; }
QPushButton[kind="switch"]:checked { background: $btn; color: #FFFFFF; font-weight: 500; }
QPushButton[kind="switch"]:disabled { color: $t3; }
QPushButton[kind="tab"] { background: transparent; border-radius: 0; min-height: 34px; padding: 0 2px; color: $t2; border-bottom: 2px solid transparent; }
QPushButton[kind="tab"]:hover { color: $tx; } QPushButton[kind="tab"]:checked { color: $tx; border-bottom: 2px solid $acc; }
QPushButton[kind="nav"] { background: transparent; text-align: left; font-weight: 400; padding: 0 8px; min-height: 26px; }
QPushButton[kind="nav"]:hover { background: $hover; } QPushButton[kind="nav"]:checked { background: $sel; font-weight: 500; }
#track { background: $field; border-radius: 6px; }
QLineEdit, QComboBox, QPlainTextEdit, QTextEdit { background: $field; border: 2px solid transparent; border-radius: 6px; padding: 0 6px;
  min-height: 24px; selection-background-color: $btn; selection-color: #FFFFFF; }
QPlainTextEdit, QTextEdit { padding: 4px; }
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover { border: 2px solid $line2; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $acc; }
QLineEdit[wrong="true"] { border: 2px solid $err; }
QComboBox::drop-down { border: none; width: 18px; } QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line2; outline: none; padding: 4px; selection-background-color: $sel; selection-color: $tx; }
QCheckBox { spacing: 8px; } QCheckBox::indicator { width: 16px; height: 16px; border-radius: 4px; background: $field; border: 1px solid $line2; }
QCheckBox::indicator:checked { background: $btn; border: 1px solid $btn; }
QTreeView, QListView, QTableView { background: transparent; border: none; outline: none; selection-background-color: $sel; selection-color: $tx; }
QListView::item, QTreeView::item { border: none; } QTableView { background: $raised; gridline-color: $line; }
QHeaderView::section { background: $panel; border: none; border-bottom: 1px solid $line; padding: 4px 8px; color: $t2; font-weight: 500; }
QScrollArea { border: none; background: transparent; } QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; } QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $t3; } QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $raised; border: 1px solid $line2; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; } QMenu::item:selected { background: $hover; } QMenu::item:disabled { color: $t3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QToolTip { background: $raised; color: $tx; border: 1px solid $line2; padding: 6px 8px; }
QSplitter::handle { background: $line; } QProgressBar { background: $field; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $acc; border-radius: 2px; }
#popover { background: $raised; border: 1px solid $line2; border-radius: 10px; }
#card { background: $panel; border: 1px solid $line; border-radius: 8px; } #card:hover, #card[on="true"] { border: 1px solid $line2; }
#card[on="true"] { border: 2px solid $acc; }
#toast { background: $raised; border: 1px solid $line2; border-radius: 8px; }
#mat { background: $mat; border-radius: 8px; }
#rule { background: $line; }
"""
