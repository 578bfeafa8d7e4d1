"""The style sheet of the window, made from a theme's roles: every widget's look stands here and nowhere else."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from designer_app.data_files import data_root

if TYPE_CHECKING:
    from designer_app.studio.theme import Theme


def sheet(theme: Theme) -> str:
    """``$role;`` in the sheet stands for the theme's colour."""
    text = _SHEET
    values = asdict(theme)
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"${name};", f"{values[name]};")
    folder = (data_root("assets") / "icons" / "studio").as_posix()
    return text.replace("$icons;", folder)


_SHEET = """
QWidget { color: $tx; font-family: 'Inter Studio'; font-size: 12px; }
QMainWindow, QDialog, #start { background: $app; }
#gallery { background: $app; } #gallery QLineEdit, #gallery QPushButton[kind="chip"] { background: $loose; } #gallery #track { background: $track; }
#gallery QPushButton[kind="chip"]:hover { background: $hover; } #gallery QPushButton[kind="chip"]:checked { background: $sel; }
QDialog { background: $raised; } QDialog[floating="true"] { background: transparent; border: none; }
#bar, #rail, #left, #inspector, #status, #data, #startside { background: $panel; }
#bar { border-bottom: 1px solid $line; } #rail, #left { border-right: 1px solid $line; }
#inspector { border-left: 1px solid $line; } #status, #data { border-top: 1px solid $line; }
QLabel { background: transparent; }
QLabel[role="head"] { font-weight: 600; }
QLabel[role="name"] { font-weight: 500; }
QLabel[role="title"] { font-size: 13px; font-weight: 600; }
QLabel[role="dialog"] { font-size: 15px; font-weight: 600; } QLabel[role="told"] { font-size: 13px; color: $t2; }
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
QToolButton:checked { background: $sel; } QToolButton::menu-indicator { image: none; } QToolButton[tool="true"]:checked { background: $btn; }
QToolButton:focus, QPushButton:focus, QCheckBox:focus { outline: none; }
QToolButton[row="true"] { min-width: 20px; min-height: 20px; max-height: 20px; max-width: 20px; border-radius: 4px; }
QPushButton { background: $field; border: none; border-radius: 6px; padding: 0 12px; min-height: 28px; font-weight: 500; }
QPushButton:hover { background: $hover; } QPushButton:pressed { background: $line2; }
QPushButton:disabled { color: $t3; background: $field; }
QPushButton[kind="primary"] { background: $btn; color: #FFFFFF; } QPushButton[kind="primary"]:hover { background: $btn_hover; }
QPushButton[kind="primary"]:disabled { background: $field; color: $t3; }
QPushButton[kind="outline"] { background: transparent; border: 1px solid $line2; min-height: 26px; padding: 0 11px; }
QPushButton[kind="outline"]:hover, QPushButton[kind="ghost"]:hover { background: $hover; }
QPushButton[kind="ghost"] { background: transparent; color: $t2; padding: 0 8px; font-weight: 400; }
QPushButton[kind="name"] { background: transparent; padding: 0 6px; font-weight: 600; } QPushButton[kind="name"]:hover { background: $hover; }
QPushButton[kind="status"] { background: transparent; color: $t2; padding: 0 6px; min-height: 22px; max-height: 22px; font-weight: 400; border-radius: 4px; } QPushButton[kind="status"]:hover { background: $hover; color: $tx; }
QPushButton[kind="section"] { background: transparent; padding: 0; font-weight: 600; text-align: left; min-height: 28px; }
QPushButton[kind="swatch"] { background: transparent; padding: 0; text-align: left; min-height: 36px; max-height: 36px; } QPushButton[kind="swatch"]:hover { background: $hover; }
QPushButton[kind="logo"] { background: $mat; padding: 0; min-height: 52px; max-height: 52px; border-radius: 0; }
QPushButton[kind="row"] { min-height: 24px; max-height: 24px; padding: 0 8px; }
QPushButton[kind="link"] { background: transparent; color: $acc; padding: 0 4px; } QPushButton[kind="link"]:hover { background: $hover; }

QPushButton[kind="chip"] { border-radius: 12px; min-height: 24px; font-weight: 400; color: $t2; }
QPushButton[kind="chip"]:checked { background: $sel; color: $tx; font-weight: 500; }
QPushButton[kind="segment"] { min-height: 24px; max-height: 24px; border-radius: 4px; padding: 0 10px; background: transparent; color: $t2; font-weight: 400; }
QPushButton[kind="segment"]:hover { color: $tx; }
QPushButton[kind="segment"]:checked { background: $segment; color: $tx; font-weight: 500; }
QPushButton[kind="switch"] { min-height: 24px; max-height: 24px; border-radius: 4px; padding: 0 10px; background: transparent; color: $t2; font-weight: 400; }
QPushButton[kind="switch"]:hover { color: $tx; }
QPushButton[kind="switch"]:checked { background: $btn; color: #FFFFFF; font-weight: 500; }
QPushButton[kind="switch"]:disabled { color: $t3; }
QPushButton[kind="tab"] { background: transparent; border: none; border-radius: 0; min-height: 34px; padding: 0; color: $t2; border-bottom: 2px solid transparent; font-weight: 400; }
QPushButton[kind="tab"]:hover { color: $tx; } QPushButton[kind="tab"]:checked { color: $tx; border-bottom: 2px solid $acc; font-weight: 600; }
QPushButton[kind="tab"]:focus { border: none; border-bottom: 2px solid $acc; }
QPushButton[kind="nav"] { background: transparent; text-align: left; font-weight: 400; padding: 0 8px; min-height: 26px; }
QPushButton[kind="nav"]:hover { background: $hover; } QPushButton[kind="nav"]:checked { background: $sel; font-weight: 500; }
#track { background: $field; border-radius: 6px; }
QPushButton[kind="icon"] { min-height: 24px; max-height: 24px; min-width: 24px; border-radius: 4px; padding: 0 4px; background: transparent; } QPushButton[kind="icon"]:hover { background: $hover; } QPushButton[kind="icon"]:checked { background: $segment; }
QLineEdit, QComboBox, QPlainTextEdit, QTextEdit { background: $field; border: 2px solid transparent; border-radius: 6px; padding: 0 6px;
  min-height: 24px; selection-background-color: $btn; selection-color: #FFFFFF; }
QPlainTextEdit, QTextEdit { padding: 4px; }
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover { border: 2px solid $line2; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $acc; }
QLineEdit[wrong="true"] { border: 2px solid $err; }
QComboBox::drop-down { border: none; width: 20px; } QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 4px; }
QLineEdit[large="true"] { font-size: 15px; min-height: 28px; background: transparent; border: none; }
QLineEdit[search="true"] { padding-left: 22px; }
QListView:window { background: $raised; border: 1px solid $line2; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line2; border-radius: 8px; outline: none; padding: 4px; selection-background-color: $sel; selection-color: $tx; }
QComboBoxPrivateContainer { background: transparent; border: none; }
QComboBox QAbstractItemView::item:selected { background: $sel; color: $tx; }
QCheckBox { spacing: 8px; } QCheckBox::indicator { width: 16px; height: 16px; border-radius: 4px; background: $field; border: 1px solid $line2; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate { background: $btn; border: 1px solid $btn; }
QCheckBox::indicator:checked { image: url("$icons;/checked.svg"); } QCheckBox::indicator:indeterminate { image: url("$icons;/partly.svg"); }
QTreeView, QListView, QTableView { background: transparent; border: none; outline: none; selection-background-color: $sel; selection-color: $tx; }
QListView::item, QTreeView::item { border: none; } QListView::item:hover { background: $hover; } QListView::item:selected { background: $sel; } QTableView { background: $raised; gridline-color: $line; } QTableView::item { padding: 0 5px; } QTableCornerButton::section { background: $panel; border: none; border-bottom: 1px solid $line; }
QHeaderView::section { background: $panel; border: none; border-bottom: 1px solid $line; padding: 4px 8px; color: $t2; font-weight: 500; }
#check QHeaderView::section:first { padding-left: 54px; }
QScrollArea { border: none; background: transparent; } QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; } QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 2px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $t3; } QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $raised; border: 1px solid $line2; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; } QMenu::item:selected { background: $hover; } QMenu::item:disabled { color: $t3; }
QMenu[samples="true"] { icon-size: 28px; } QMenu[samples="true"]::item { padding: 2px 24px 2px 12px; } QMenu::icon { margin-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QToolTip { background: $raised; color: $tx; border: 1px solid $line2; padding: 6px 8px; }
QSplitter::handle { background: $line; } QProgressBar { background: $field; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $acc; border-radius: 2px; }
QLineEdit QToolButton { min-width: 20px; min-height: 20px; max-height: 20px; background: transparent; }
QRadioButton { spacing: 8px; font-weight: 400; } QRadioButton::indicator { width: 14px; height: 14px; border-radius: 8px; background: $field; border: 1px solid $line2; }
QRadioButton::indicator:checked { width: 6px; height: 6px; background: #FFFFFF; border: 5px solid $btn; }
#body, #check { background: $raised; } #headroom { background: $panel; }
QDialog QLineEdit, QDialog QComboBox, QDialog QPlainTextEdit, QDialog QPushButton, QDialog #track, #popover QLineEdit, #popover QComboBox,
#popover QPlainTextEdit, #popover QPushButton, #popover #track { background: $inset; }
QDialog QPushButton:hover, #popover QPushButton:hover { background: $inset_hover; }
#popover QLineEdit[large="true"] { background: transparent; }
#popover { background: $raised; border: 1px solid $line2; border-radius: 10px; } #popover[floating="true"] { background: transparent; border: none; }
#card { background: $panel; border: 1px solid $line; border-radius: 8px; padding: 1px; } #card:hover { border: 1px solid $line2; }
#condition { background: $field; border: none; border-radius: 6px; } #condition:hover { background: $hover; }
#condition[keyed="true"] { border: 2px solid $acc; }
#card[on="true"] { border: 2px solid $acc; padding: 0; }
#exportrow { border-radius: 6px; } #exportrow:hover { background: $hover; } #exportrow[on="true"] { background: $accbg; } #exportrow[on="true"] QComboBox, #exportrow[on="true"] QLineEdit { background: $raised; }
#link { background: transparent; } #link[on="true"] { background: $sel; } #nearby { background: $accbg; border-radius: 6px; }
#toast { background: $raised; border: 1px solid $line2; border-radius: 8px; }
#mat { background: $mat; border-radius: 8px; }
#rule { background: $line; }
#details { border: 1px solid $line2; border-radius: 6px; } #detailshead { border-bottom: 1px solid $line; background: transparent; }
#banner { background: $accbg; border-bottom: 1px solid $line; }
#drop { border: 1px dashed $line2; border-radius: 8px; background: transparent; }
#nest { background: $mat; border-radius: 8px; border: 1px solid transparent; } #nest[on="true"] { border: 1px solid $t3; }
#veil { background: $raised; border-bottom-left-radius: 8px; border-bottom-right-radius: 8px; }
#passed { background: $ok_ground; border-radius: 6px; } #passed QLabel { color: $tx; }
#canvashint, #canvashint QLabel { background: transparent; } #step { border-radius: 6px; background: transparent; } #step:hover { background: rgba(120, 128, 140, 40); }
#nav { border-radius: 6px; } #nav:hover { background: $hover; } #nav[on="true"] { background: $sel; }
#nav[keyed="true"], #line[keyed="true"] { border: 2px solid $acc; }
#line { border-radius: 6px; } #line:hover { background: $hover; }

QToolButton[keyed="true"], QPushButton[keyed="true"], #card[keyed="true"] { border: 2px solid $acc; }
#card[keyed="true"] { padding: 0; }
QToolButton[keyed="true"] { min-width: 24px; min-height: 24px; max-height: 24px; }
QToolButton[row="true"][keyed="true"] { min-width: 16px; min-height: 16px; max-height: 16px; max-width: 16px; }
QPushButton[keyed="true"] { min-height: 24px; padding: 0 10px; }
QPushButton[kind="chip"][keyed="true"] { min-height: 20px; padding: 0 10px; }
QPushButton[kind="row"][keyed="true"], QPushButton[kind="segment"][keyed="true"], QPushButton[kind="switch"][keyed="true"], QPushButton[kind="icon"][keyed="true"] { min-height: 20px; max-height: 20px; padding: 0 8px; }
QPushButton[kind="icon"][keyed="true"] { min-width: 20px; padding: 0 2px; }
QPushButton[kind="ghost"][keyed="true"], QPushButton[kind="nav"][keyed="true"] { padding: 0 6px; } QPushButton[kind="nav"][keyed="true"] { min-height: 22px; }
QPushButton[kind="name"][keyed="true"], QPushButton[kind="status"][keyed="true"] { padding: 0 4px; } QPushButton[kind="status"][keyed="true"] { min-height: 18px; max-height: 18px; }
QPushButton[kind="link"][keyed="true"] { padding: 0 2px; } QPushButton[kind="section"][keyed="true"] { padding: 0; }
QPushButton[kind="swatch"][keyed="true"] { min-height: 32px; max-height: 32px; padding: 0; } QPushButton[kind="logo"][keyed="true"] { min-height: 48px; max-height: 48px; padding: 0; }
QPushButton[kind="tab"][keyed="true"] { border: none; border-bottom: 2px solid $acc; min-height: 34px; padding: 0; }
"""
