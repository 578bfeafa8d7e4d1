"""Type styles of a kit: typography tokens and font files → fonts with fallbacks, tracking, leading."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from designer_app.data_files import data_root
from designer_app.design.kit_file import FontFile
from designer_app.design.tokens import Token, bad_token
from designer_app.errors import DesignError, Finding
from designer_app.layers.base import TypeStyle
from designer_app.scene.nodes import FontRef
from designer_app.scene.sources import register
from designer_app.text.features import read_features
from designer_app.text.fonts import face

_BOLD, _HEAVIER = 700, 200  # bold is 700, or as much more than a style that is bold itself
_LEAST_HEAVIER = 150  # than the style: a face that is less so can't be told from it
STAND_IN = "Inter"  # the bundled text font's family


@functools.lru_cache(1)
def fallback_fonts() -> tuple[FontRef, ...]:
    """The bundled fonts that stand behind every kit's: text, then colour emoji."""
    folder = data_root("assets") / "fonts"
    return tuple(FontRef(register(folder / name)) for name in ("Inter.ttf", "TwemojiMozilla.ttf"))


def type_styles(
    tokens: Mapping[str, Token], fonts: list[tuple[FontFile, str]], file: str
) -> tuple[dict[str, TypeStyle], list[Finding]]:
    """Every typography token by its last name, the usual ones filled in; and what was noticed."""
    styles: dict[str, TypeStyle] = {}
    findings: list[Finding] = []
    for path, token in tokens.items():
        if token.type != "typography" or not isinstance(token.value, Mapping):
            continue
        try:
            styles[path.rpartition(".")[2]] = _style(path, token, fonts, file, findings)
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as fault:
            findings.append(bad_token(token.value, file, path, f"a type style ({fault})"))
    plain = TypeStyle(fonts=fallback_fonts())
    for name in ("display", "figure", "price", "text", "label", "button", "note", "italic", "wordmark"):
        styles.setdefault(name, styles.get("text", plain))
    return styles, findings


def _style(
    path: str, token: Token, fonts: list[tuple[FontFile, str]], file: str, findings: list[Finding]
) -> TypeStyle:
    """One type style; raises what a value of the wrong form raises when it is read as a number."""
    name = path.rpartition(".")[2]
    value, extra = token.value, token.extra
    families = value.get("fontFamily", "")
    families = [families] if isinstance(families, str) else list(families)
    weight = _weight(value.get("fontWeight", 400))
    italic = bool(extra.get("italic")) or value.get("fontStyle") == "italic"
    wanted = _Wanted(weight, italic, dict(extra.get("axes", {})), str(extra.get("instance", "")))
    behind = wanted._replace(main=False)
    known = len(findings)
    chain = [
        _pick(fonts, family, behind if place else wanted, file, path, findings)
        for place, family in enumerate(families)
    ]
    refs = tuple(ref for ref in chain if ref is not None)
    if not refs:
        refs = (_stand_in(weight),)
        name_wanted = families[0] if families else STAND_IN
        told = any(f.code == "missing-font" and f.found == f"'{name_wanted}'" for f in findings)
        if name_wanted.lower() != STAND_IN.lower() and not told:
            findings.append(
                Finding(
                    code="missing-font", severity="warning", file=file, place=path,
                    found=f"'{name_wanted}'", expected="a font file in the kit's fonts/ folder",
                    remedy=f"copy the font into fonts/ and name it in kit.json, or write another family here"
                    f" (designer fonts); {STAND_IN} {weight} stands in meanwhile",
                )
            )  # fmt: skip
    parts = _part_faces(fonts, families, wanted)
    return TypeStyle(
        fonts=tuple(dict.fromkeys((*refs, _stand_in(weight), *fallback_fonts()[1:]))),
        bold=parts[0],
        italic=parts[1],
        bold_italic=parts[2],
        replace=tuple((str(k), str(v)) for k, v in dict(extra.get("replace", {})).items() if k),
        tracking=float(extra.get("tracking", 0.0)),
        tracking_large=tuple(
            sorted((float(a), float(b)) for a, b in dict(extra.get("trackingLarge", {})).items())
        ),
        leading=float(extra.get("leading", value.get("lineHeight", 1.2) or 1.2)),
        features=_features(extra.get("features", {})),
        case=extra.get("case", "none"),
        strike=bool(extra.get("strike", False)),
        leading_cyrillic=float(extra.get("leadingCyrillic", 0.0)),
        raised=str(extra.get("raised", "")),
        raised_scale=float(extra.get("raisedScale", 0.58)),
        headline=bool(extra.get("headline", name in ("display", "figure", "price"))),
        optical=extra.get("opticalSize") == "auto",
        hyphenate=bool(extra["hyphenate"]) if "hyphenate" in extra else None,
        lacks=tuple(found for found in findings[known:] if found.code in _LACKS),
    )


def _part_faces(
    fonts: list[tuple[FontFile, str]], families: list[str], wanted: _Wanted
) -> tuple[tuple[FontRef, ...], ...]:
    """Real faces for bold, italic and bold italic parts of a text in this style; () where the family has none."""
    mine = next((found for family in families if (found := [f for f in fonts if f[0].family == family])), [])
    if not mine:
        mine = [(FontFile(family=STAND_IN, file="", axes={"wght": (100, 900)}), fallback_fonts()[0].digest)]
    heavier = max(_BOLD, min(900, wanted.weight + _HEAVIER))
    return tuple(
        _part_face(mine, wanted, weight, italic)
        for weight, italic in ((heavier, wanted.italic), (wanted.weight, True), (heavier, True))
    )


def _part_face(
    mine: list[tuple[FontFile, str]], wanted: _Wanted, weight: int, italic: bool
) -> tuple[FontRef, ...]:
    """The nearest face of one slope, if it is as bold as bold must be."""
    sloped = [(f, d) for f, d in mine if (f.style == "italic") == italic]
    if not sloped:
        return ()
    best, found = min(sloped, key=lambda entry: entry[0].away_from(weight))
    weight_there = _within(best.axes["wght"], weight) if "wght" in best.axes else best.weight
    if weight > wanted.weight and weight_there < wanted.weight + _LEAST_HEAVIER:
        return ()
    values = {n: _within(best.axes[n], value) for n, value in wanted.axes.items() if n in best.axes}
    if "wght" in best.axes:
        values["wght"] = weight_there
    return (FontRef(found, best.index, tuple(sorted(values.items()))),)


def _within(ends: tuple[float, float], value: float) -> float:
    """The nearest place on an axis."""
    low, high = ends
    return float(max(low, min(high, float(value))))


def _features(given: Any) -> tuple[tuple[str, int], ...]:
    """A list of names and tags, or a map of them to values. Raises ``ValueError`` for what is neither."""
    names = (
        given
        if isinstance(given, list)
        else [n if int(v) == 1 else f"{n}={int(v)}" for n, v in given.items()]
    )
    try:
        return read_features(tuple(map(str, names)))
    except DesignError as fault:
        raise ValueError(f"features: {fault.findings[0].found}") from None


_LACKS = frozenset({"missing-weight", "missing-italic", "missing-axis", "axis-range", "missing-instance"})


class _Wanted(NamedTuple):
    """What a style asks of a font."""

    weight: int
    italic: bool
    axes: dict[str, float]
    instance: str
    main: bool = True  # families behind the first take only the axes that they have


def _stand_in(weight: int) -> FontRef:
    """The bundled text font at a weight: for families that the kit has no file of."""
    return FontRef(fallback_fonts()[0].digest, 0, (("wght", _within((100, 900), weight)),))


def _weight(value: Any) -> int:
    names = {
        "thin": 100,
        "light": 300,
        "regular": 400,
        "normal": 400,
        "medium": 500,
        "semibold": 600,
        "bold": 700,
    }
    return (
        names.get(str(value).lower().replace("-", "").replace(" ", ""), 400)
        if isinstance(value, str)
        else int(value)
    )


def _pick(
    fonts: list[tuple[FontFile, str]],
    family: str,
    wanted: _Wanted,
    file: str,
    place: str,
    findings: list[Finding],
) -> FontRef | None:
    """The face of a family nearest to weight and slope; what the family lacks is reported, never faked."""
    mine = [(f, d) for f, d in fonts if f.family == family]
    named = [entry for entry in mine if wanted.main and _has_instance(entry, wanted.instance)]
    sloped = [(f, d) for f, d in named or mine if (f.style == "italic") == wanted.italic] or named or mine
    if not sloped:
        return None

    def told(code: str, found: str, expected: str, remedy: str) -> None:
        findings.append(
            Finding(
                code=code, severity="warning", file=file, place=place, found=found, expected=expected,
                remedy=remedy,
            )
        )  # fmt: skip

    best, found = min(sloped, key=lambda entry: entry[0].away_from(wanted.weight))
    values: dict[str, float] = {}
    if wanted.instance and wanted.main:
        values = _instance(FontRef(found, best.index), wanted.instance, told)
    if (best.style == "italic") != wanted.italic and not named:
        told(
            "missing-italic", f"{family} {'italic' if wanted.italic else 'upright'}",
            f"a face of that slope ({best.file} is used)", "add the face to the kit's fonts",
        )  # fmt: skip
    if best.away_from(wanted.weight) > 0 and "wght" not in values:
        told(
            "missing-weight", f"{family} {wanted.weight}", f"a face of that weight ({best.file} is used)",
            "add the face to the kit's fonts",
        )  # fmt: skip
    for name, value in wanted.axes.items():
        if name not in best.axes:
            known = ", ".join(sorted(best.axes))
            if wanted.main:
                told(
                    "missing-axis", f"axis '{name}' of {family}",
                    f"one of {known}" if known else f"no axes ({best.file} is named in kit.json without)",
                    "leave the axis out, or name its range with the font in kit.json",
                )  # fmt: skip
            continue
        values[name] = _within(best.axes[name], value)
        if values[name] != value and wanted.main:
            low, high = best.axes[name]
            told(
                "axis-range", f"'{name} {value:g}' of {family}", f"{low:g} to {high:g} ({values[name]:g} is used)",
                "name a value that the axis has",
            )  # fmt: skip
    if "wght" in best.axes:
        values.setdefault("wght", _within(best.axes["wght"], wanted.weight))
    return FontRef(found, best.index, tuple(sorted(values.items())))


def _has_instance(entry: tuple[FontFile, str], name: str) -> bool:
    """Whether a file has the named instance: «SemiBold Italic» is that of the family's italic file."""
    found, digest = entry
    return bool(name) and name.lower() in map(str.lower, face(FontRef(digest, found.index)).instances)


def _instance(font: FontRef, name: str, told: Callable[[str, str, str, str], None]) -> dict[str, float]:
    """The axes of a named instance; nothing when the font hasn't got it."""
    opened = face(font)
    found = next((axes for known, axes in opened.instances.items() if known.lower() == name.lower()), None)
    if found is None:
        known = ", ".join(sorted(opened.instances))
        told(
            "missing-instance", f"instance '{name}' of {opened.family}",
            f"one of {known}" if known else "no instance: the font is static", "name one of these or set axes",
        )  # fmt: skip
        return {}
    return dict(found)
