"""What is wrong with a brand kit: tokens, colours that don't read, fonts, logos, symbols."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import msgspec

from designer_app.design.kit import Kit
from designer_app.design.kit_file import Symbol
from designer_app.errors import DesignError, Finding
from designer_app.expression import evaluate, fill_in
from designer_app.pictures import parse_path_data
from designer_app.scene.colour import contrast, over

# role, the ground that it stands on, the least WCAG contrast
_PAIRS = (
    ("on-surface", "surface", 4.5),
    ("on-field", "field", 4.5),
    ("on-accent", "accent", 4.5),
    ("on-primary", "primary", 4.5),
    ("on-bar", "bar", 4.5),
    ("label", "surface", 4.5),
    ("quiet", "surface", 3.0),
    ("price", "surface", 3.0),
)
_SIDE = 100.0  # px of the square that a symbol is tried in


def check_kit(kit: Kit) -> list[Finding]:
    """Every fault of a loaded kit; what makes it unreadable is raised by ``load_kit`` already."""
    return [
        *kit.findings,
        *_pairs(kit),
        *_fonts(kit),
        *_logos(kit),
        *_symbols(kit),
        *_grades(kit),
        *_languages(kit),
        *_stand_ins(kit),
    ]


def _pairs(kit: Kit) -> Iterator[Finding]:
    file = str(kit.folder / kit.file.tokens)
    for scheme, roles in kit.schemes.items():
        ground = roles["surface"]
        for role, on, least in _PAIRS:
            if role not in roles or on not in roles:
                continue
            below = over(roles[on], ground)
            ratio = contrast(over(roles[role], below), below)
            if ratio < least:
                yield Finding(
                    code="low-contrast", severity="warning", file=file, place=f"scheme.{scheme}.{role}",
                    found=f"{ratio:.2f} on {on}", expected=f"at least {least:g}",
                    remedy="move one of the two colours away from the other",
                )  # fmt: skip


def _fonts(kit: Kit) -> Iterator[Finding]:
    from designer_app.text.fonts import describe

    for font in kit.file.fonts:
        try:
            describe(kit.folder / font.file)
        except DesignError as error:
            yield from (msgspec.structs.replace(f, place=f"fonts.{font.family}") for f in error.findings)


def _logos(kit: Kit) -> Iterator[Finding]:
    from designer_app.pictures.svg import read_paths

    for name, logo in kit.file.logos.items():
        place = f"logos.{name}"
        path = kit.folder / logo.file
        try:
            drawing = read_paths(path) if path.suffix.lower() == ".svg" else None
        except DesignError as error:
            yield from (msgspec.structs.replace(f, place=place) for f in error.findings)
            continue
        if drawing is None:
            yield Finding(
                code="logo-not-plain", severity="warning", file=str(path), place=place,
                found="a logo that can't be read into paths", expected="a plain SVG, which is recoloured by role",
                remedy="save it as plain SVG: outlines, no filters, no embedded pictures",
            )  # fmt: skip
        if not logo.alt:
            yield Finding(
                code="no-alt", severity="note", file=str(kit.folder / "kit.json"), place=place,
                found="no alt text", expected="the name that the logo stands for",
            )  # fmt: skip


def _symbols(kit: Kit) -> Iterator[Finding]:
    file = str(kit.folder / kit.file.symbols)
    for name, symbol in kit.symbols.items():
        try:
            _try_symbol(kit, symbol)
        except DesignError as error:
            yield from (msgspec.structs.replace(f, file=file, place=name) for f in error.findings)


def _try_symbol(kit: Kit, symbol: Symbol) -> None:
    """Draw every part once with its own parameters. Raises ``DesignError``."""
    values: dict[str, Any] = {"w": _SIDE * (symbol.aspect or 1.0), "h": _SIDE}
    for key, value in symbol.params.items():
        values[key] = evaluate(value, values) if isinstance(value, str) else value
    for part in symbol.parts:
        parse_path_data(fill_in(part.d, values), evenodd=part.evenodd)
        for fill in (part.fill, part.stroke):
            if isinstance(fill, str):
                kit.colour(fill, "light")


def _grades(kit: Kit) -> Iterator[Finding]:
    for name in kit.file.grades:
        try:
            kit.grade(name)
        except DesignError as error:
            place = f"grades.{name}"
            yield from (
                msgspec.structs.replace(f, file=str(kit.folder / "kit.json"), place=place)
                for f in error.findings
            )


def _languages(kit: Kit) -> Iterator[Finding]:
    if not kit.file.languages:
        yield Finding(
            code="no-language", file=str(kit.folder / "kit.json"), place="languages",
            found="none", expected="at least one language",
        )  # fmt: skip


def _stand_ins(kit: Kit) -> Iterator[Finding]:
    """What a kit does without, and what is seen instead."""
    file = str(kit.folder / "kit.json")
    if not kit.file.logos:
        yield Finding(
            code="no-logo", severity="note", file=file, place="logos", found="none",
            expected="plain SVG files for horizontal and sign", remedy="the name stands in, set in the style wordmark",
        )  # fmt: skip
    if not os.path.exists(kit.folder / kit.file.symbols):
        yield Finding(
            code="no-symbols", severity="note", file=file, place="symbols", found=f"no {kit.file.symbols}",
            expected="drawn shapes of the brand (designer schema symbols)", remedy="plain shapes stand in",
        )  # fmt: skip
