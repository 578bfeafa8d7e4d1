"""The brand kit: tokens, schemes of roles, type styles, fonts, logos, symbols, grades, voice."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta as About

from designer_app.data_files import data_root
from designer_app.design.readable import ROLES, completed
from designer_app.design.readable import SCHEMES as SCHEMES
from designer_app.design.tokens import Token, bad_token, colour_of, dimension, read_tokens
from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.files import digest, inside
from designer_app.layers.base import Fill, Num, TypeStyle
from designer_app.scene.colour import Colour, from_hex, with_alpha
from designer_app.scene.nodes import Adjust, Filter, FontRef, Grain, Stop, Tone
from designer_app.scene.sources import register

FORMAT = 1
STAND_IN = "Inter"  # the bundled text font's family
Text = dict[str, str]
# Swatches that every kit has, so that masks and fades can name a plain dark or light: a colour or a role of light.
_SWATCHES: dict[str, Colour | str] = {
    "white": (255, 255, 255, 255), "black": (0, 0, 0, 255), "paper": "surface", "ink": "on-surface",
}  # fmt: skip


class FontFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A font of the kit. ``weight`` is a static face's weight; ``axes`` gives the ranges of a variable font."""

    family: str
    file: str
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"
    axes: dict[str, tuple[float, float]] = {}
    licence: str = ""

    def away_from(self, weight: int) -> float:
        """How far the face's weight (range) is from the one asked for."""
        low, high = self.axes.get("wght", (self.weight, self.weight))
        return max(low - weight, weight - high, 0)


class Logo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A logo variant. ``clear`` = free space around as a share of its height; ``min`` height in px."""

    file: str
    alt: Text = {}
    clear: float = 0.25
    min: float = 12.0


class Grade(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A treatment of photographs: grey of ``source`` → colour map; the ``clip`` share of brightest pixels
    becomes the last colour; ``warmth`` adds r, g, b; grain is a standard deviation in 8-bit steps."""

    about: str = ""
    source: Literal["colour", "luminance", "brightest"] = "colour"
    autocontrast: bool = False
    clip: float = 0.0
    stops: tuple[tuple[float, str], ...] = ()
    brightness: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    warmth: tuple[int, int, int] = (0, 0, 0)
    grain: float = 0.0


class SymbolPart(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, rename="camel"
):
    """A named part: SVG path data with ``{expressions}`` over w, h and the parameters."""

    name: str
    d: str
    fill: Fill | None = None
    stroke: Fill | None = None
    stroke_width: Num = 0.0
    stroke_cap: Literal["butt", "round", "square"] = "butt"
    stroke_join: Literal["miter", "round", "bevel"] = "miter"
    evenodd: bool = False
    opacity: float = 1.0
    blur: float = 0.0
    box: Annotated[
        tuple[Num, Num, Num, Num] | None, About(description="box that gradient fractions refer to")
    ] = None
    visible: bool | str = True


class Symbol(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A drawn shape of the brand. ``aspect`` = width ÷ height when it has one of its own."""

    about: str = ""
    aspect: float | None = None
    params: dict[str, Num] = {}
    parts: tuple[SymbolPart, ...] = ()


class Voice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How the brand speaks: banned words with what to say instead, marks, disclaimer per language."""

    about: Text = {}
    banned: tuple[str, ...] = ()
    prefer: dict[str, str] = {}
    quotes: str = ""
    quotes_inner: str = ""
    dash: str = "—"
    range: str = "–"
    minus: str = "−"
    price: str = ""
    disclaimer: Text = {}


class KitFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A kit as it lies in ``kit.json``; tokens and symbols have files of their own."""

    format: int = FORMAT
    schema: str = msgspec.field(default="", name="$schema")
    name: Text
    about: Text = {}
    locale: str = "en-US"
    languages: tuple[str, ...] = ("en",)
    tokens: str = "tokens.json"
    symbols: str = "symbols.json"
    schemes: tuple[str, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    logos: dict[str, Logo] = {}
    recolour: Annotated[dict[str, str], About(description="colour as drawn in the logos → role")] = {}
    grades: dict[str, Grade] = {}
    voice: Voice = Voice()
    quality_floor: Annotated[
        int, About(ge=1, le=100, description="lowest JPEG quality that a budget may take")
    ] = 60


class Kit(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A loaded kit: everything resolved, everything hashed."""

    id: str
    folder: Path
    file: KitFile
    palette: Mapping[str, Colour]
    schemes: Mapping[str, Mapping[str, Colour]]
    styles: Mapping[str, TypeStyle]
    tokens: Mapping[str, Token]
    symbols: Mapping[str, Symbol]
    digest: str
    findings: tuple[Finding, ...] = ()

    def colour(self, name: str, scheme: str) -> Colour:
        """A role of the scheme, ``scheme.role``, a swatch or hex, each with an optional ``/alpha%``.

        Raises ``DesignError`` (``unknown-colour``).
        """
        base, _, alpha = name.partition("/")
        if base.startswith("#"):
            found: Colour | None = from_hex(base)
        else:
            roles = self.schemes.get(scheme) or self.schemes.get("light") or {}
            found = roles.get(base) or self.palette.get(base)
            if found is None and "." in base:
                other, _, role = base.partition(".")
                found = self.schemes.get(other, {}).get(role)
        if found is None:
            raise fail(
                "unknown-colour",
                file=str(self.folder / self.file.tokens),
                found=f"'{name}'",
                expected=f"a role or swatch of kit '{self.id}', or a hex colour",
                remedy=did_you_mean(base, [*ROLES, *self.palette]),
            )
        return with_alpha(found, float(alpha) / 100) if alpha else found

    def ratio(self, path: str, default: float) -> float:
        """A number, or a dimension's share of the short side (1080 px unless the extension says so)."""
        token = self.tokens.get(path)
        if token is None:
            return default
        try:
            if "ratio" in token.extra:
                return float(token.extra["ratio"])
            return dimension(token.value) / (1080.0 if token.type == "dimension" else 1.0)
        except (TypeError, ValueError):
            file = str(self.folder / self.file.tokens)
            raise DesignError(bad_token(token.value, file, path, "a number or a dimension")) from None

    def grade(self, name: str) -> tuple[Filter, ...]:
        """The filters of a grade; empty when this kit has none of that name."""
        grade = self.file.grades.get(name)
        if grade is None:
            return ()
        found: list[Filter] = []
        if grade.brightness or grade.contrast or grade.saturation or any(grade.warmth):
            found.append(Adjust(grade.brightness, grade.contrast, grade.saturation, grade.warmth))
        if grade.stops:
            stops = tuple(Stop(at, self.colour(name, "light")) for at, name in grade.stops)
            low, high = (0.0, grade.clip) if grade.autocontrast else (None, None)
            found.append(Tone(stops, "brightest" if grade.source == "brightest" else "luma", low, high))
        if grade.grain:
            found.append(Grain(grade.grain))
        return tuple(found)


def load_kit(folder: Path) -> Kit:
    """Read a kit's folder. Raises ``DesignError`` when ``kit.json`` or a file it names can't be read;
    lesser faults become the kit's ``findings``."""
    path = folder / "kit.json"
    raw = _read(path)
    try:
        file = msgspec.json.decode(raw, type=KitFile)
    except msgspec.DecodeError as fault:
        raise _unfit("bad-kit", path, raw, fault, KitFile, "a kit (designer schema kit)") from None
    token_path = inside(folder, file.tokens, file=str(path), place="tokens")
    token_raw = _read(token_path)
    tokens, findings = read_tokens(_decode(token_raw, token_path), str(token_path))
    palette, schemes, more = _colours(tokens, str(token_path))
    findings += more
    symbol_path = inside(folder, file.symbols, file=str(path), place="symbols")
    symbols = dict(plain_symbols())
    symbol_raw = b""
    if symbol_path.exists():
        symbol_raw = _read(symbol_path)
        try:
            symbols.update(msgspec.json.decode(symbol_raw, type=dict[str, Symbol]))
        except msgspec.DecodeError as fault:
            raise _unfit("bad-symbols", symbol_path, symbol_raw, fault, SymbolPart, "symbols") from None
    fonts = [(f, _font(folder, f, path)) for f in file.fonts]
    logos = [
        register(inside(folder, logo.file, file=str(path), place="logos")) for logo in file.logos.values()
    ]
    styles, more = _styles(tokens, fonts, str(token_path), file.locale)
    findings += more
    content = b"\0".join(
        [raw, token_raw, symbol_raw, *[d.encode() for _, d in fonts], *[d.encode() for d in logos]]
    )
    return Kit(
        id=folder.name,
        folder=folder,
        file=file,
        palette=palette,
        schemes=schemes,
        styles=styles,
        tokens=tokens,
        symbols=symbols,
        digest=digest(content),
        findings=tuple(findings),
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise fail(
            "cannot-read", file=str(path), found=fault.strerror or str(fault), expected="a readable file"
        ) from None


def _font(folder: Path, font: FontFile, file: Path) -> str:
    """The hash of a font's file. A missing one is a finding that offers the likeliest substitute."""
    place = f"fonts.{font.family}"
    path = inside(folder, font.file, file=str(file), place=place)
    if path.exists():
        return register(path)
    there = [p for p in sorted(path.parent.glob("*")) if p.suffix.lower() in (".ttf", ".otf", ".woff2")]
    names = [p.relative_to(folder.resolve()).as_posix() for p in there]
    near = did_you_mean(font.file, names) if names else ""
    raise fail(
        "missing-font", file=str(file), place=place, found=f"'{font.file}', which is not there",
        expected="a font file of the kit",
        remedy=near or f"copy the font into the kit, or take assets/fonts/{STAND_IN}.ttf in its stead",
    )  # fmt: skip


def _unfit(
    code: str, path: Path, raw: bytes, fault: msgspec.DecodeError, record: type[msgspec.Struct], expected: str
) -> DesignError:
    """What is wrong with a JSON file: line and column of a fault in its writing, else the field."""
    from designer_app.design.strict_json import parse_json

    try:
        parse_json(raw.decode("utf-8"), file=str(path))
    except DesignError as error:
        return error
    except UnicodeDecodeError:
        return fail(code, file=str(path), found="bytes that are not UTF-8", expected=expected)
    message, _, place = str(fault).partition(" - at `")
    word = message.rpartition("`")[0].rpartition("`")[2] if "unknown field" in message else ""
    return fail(
        code, file=str(path), place=place.rstrip("`").removeprefix("$").removeprefix("."),
        found=message[:1].lower() + message[1:], expected=expected,
        remedy=did_you_mean(word, record.__struct_encode_fields__) if word else "",
    )  # fmt: skip


def _decode(raw: bytes, path: Path) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(raw)
    except msgspec.DecodeError as fault:
        raise _unfit("bad-json", path, raw, fault, KitFile, "JSON") from None
    if not isinstance(value, dict):
        raise fail("bad-json", file=str(path), found=type(value).__name__, expected="an object")
    return value


def _colours(
    tokens: Mapping[str, Token], file: str
) -> tuple[dict[str, Colour], dict[str, dict[str, Colour]], list[Finding]]:
    palette: dict[str, Colour] = {}
    schemes: dict[str, dict[str, Colour]] = {}
    findings: list[Finding] = []
    for path, token in tokens.items():
        if token.type != "color":
            continue
        try:
            colour, note = colour_of(token.value, file, path)
        except DesignError as fault:
            findings.extend(fault.findings)
            continue
        if note:
            findings.append(note)
        head, _, name = path.rpartition(".")
        if head.startswith("scheme."):
            schemes.setdefault(head.removeprefix("scheme."), {})[name] = colour
        else:
            palette[name if name not in palette else path] = colour
            palette[path] = colour
    filled = completed(schemes)
    for name, found in _SWATCHES.items():
        palette.setdefault(name, found if isinstance(found, tuple) else filled["light"][found])
    return palette, filled, findings


@functools.lru_cache(1)
def plain_symbols() -> dict[str, Symbol]:
    """Plain shapes that stand in for the symbols that a kit doesn't draw itself."""
    return msgspec.json.decode((data_root("assets") / "symbols.json").read_bytes(), type=dict[str, Symbol])


# ── Type ────────────────────────────────────────────────────────────────────────────────────────


@functools.lru_cache(1)
def fallback_fonts() -> tuple[FontRef, ...]:
    """The bundled fonts that stand behind every kit's: text, then colour emoji."""
    folder = data_root("assets") / "fonts"
    return tuple(FontRef(register(folder / name)) for name in ("Inter.ttf", "TwemojiMozilla.ttf"))


def _styles(
    tokens: Mapping[str, Token], fonts: list[tuple[FontFile, str]], file: str, locale: str
) -> tuple[dict[str, TypeStyle], list[Finding]]:
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
    chain = [_pick(fonts, f, weight, italic, extra.get("axes", {}), file, path, findings) for f in families]
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
    return TypeStyle(
        fonts=(*refs, *fallback_fonts()),
        tracking=float(extra.get("tracking", 0.0)),
        tracking_large=tuple(
            sorted((float(a), float(b)) for a, b in dict(extra.get("trackingLarge", {})).items())
        ),
        leading=float(extra.get("leading", value.get("lineHeight", 1.2) or 1.2)),
        features=tuple(sorted((str(k), int(v)) for k, v in dict(extra.get("features", {})).items())),
        case=extra.get("case", "none"),
        strike=bool(extra.get("strike", False)),
        leading_cyrillic=float(extra.get("leadingCyrillic", 0.0)),
        raised=str(extra.get("raised", "")),
        raised_scale=float(extra.get("raisedScale", 0.58)),
        headline=bool(extra.get("headline", name in ("display", "figure", "price"))),
    )


def _stand_in(weight: int) -> FontRef:
    """The bundled text font at a weight: for families that the kit has no file of."""
    return FontRef(fallback_fonts()[0].digest, 0, (("wght", float(max(100, min(900, weight)))),))


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
    weight: int,
    italic: bool,
    axes: Mapping[str, float],
    file: str,
    place: str,
    findings: list[Finding],
) -> FontRef | None:
    """The face of a family nearest to weight and slope; a weight that is not there is reported, not faked."""
    mine = [(f, d) for f, d in fonts if f.family == family]
    sloped = [(f, d) for f, d in mine if (f.style == "italic") == italic] or mine
    if not sloped:
        return None

    best, found = min(sloped, key=lambda entry: entry[0].away_from(weight))
    if best.away_from(weight) > 0:
        findings.append(
            Finding(
                code="missing-weight", severity="warning", file=file, place=place,
                found=f"{family} {weight}", expected=f"a face of that weight ({best.file} is used)",
                remedy="add the face to the kit's fonts",
            )
        )  # fmt: skip
    values = {name: float(value) for name, value in axes.items()}
    if "wght" in best.axes:
        low, high = best.axes["wght"]
        values["wght"] = float(max(low, min(high, weight)))
    return FontRef(found, 0, tuple(sorted(values.items())))
