"""The brand kit: tokens, schemes of roles, type styles, fonts, logos, symbols, grades, voice."""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from designer_app.data_files import data_root
from designer_app.design.kit_file import FontFile, KitFile, Symbol
from designer_app.design.money import currency_of, read_money
from designer_app.design.readable import ROLES, completed
from designer_app.design.readable import SCHEMES as SCHEMES
from designer_app.design.tokens import Token, bad_token, colour_of, dimension, read_tokens
from designer_app.design.type_styles import STAND_IN, type_styles
from designer_app.errors import DesignError, Finding, did_you_mean, fail
from designer_app.files import digest, inside
from designer_app.known_types import read_as
from designer_app.layers.base import TypeStyle
from designer_app.scene.colour import Colour, from_hex, with_alpha
from designer_app.scene.nodes import Adjust, Filter, Grain, Stop, Tone
from designer_app.scene.sources import register

# Swatches that every kit has, so that masks and fades can name a plain dark or light: a colour or a role of light.
_SWATCHES: dict[str, Colour | str] = {
    "white": (255, 255, 255, 255), "black": (0, 0, 0, 255), "paper": "surface", "ink": "on-surface",
}  # fmt: skip


_NONE: Mapping[str, Any] = {}


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

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """Its own name, then those of the kits that it descends from, nearest first: what holds for one of them
        in a template (``overrides``, ``'med' in kits``) holds for this kit."""
        return tuple(dict.fromkeys((self.id, *self.file.lineage)))

    def currency(self, lang: str) -> str:
        """The currency (ISO 4217) of amounts that name none: that of the voice's ``price``, else of the country whose
        locale the kit takes for a language."""
        return self._priced or currency_of(self.locale_for(lang))

    @functools.cached_property
    def _priced(self) -> str:
        try:
            pattern = self.file.voice.price.replace("{amount}", "1")
            return read_money(pattern, currency="", place="voice.price").currency if pattern else ""
        except DesignError:
            return ""

    def locale_for(self, lang: str) -> str:
        """The kit's locale when it speaks the language, else the language's own."""
        locale = self.file.locale.replace("-", "_")
        if locale.split("_")[0] == lang:
            return locale
        return {"ru": "ru_RU", "en": "en_US", "de": "de_DE"}.get(lang, lang)

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
        if not alpha:
            return found
        try:
            return with_alpha(found, float(alpha.removesuffix("%")) / 100)
        except ValueError:
            raise fail(
                "unknown-colour", file=str(self.folder / self.file.tokens), found=f"'{name}'",
                expected="an opacity in percent after the stroke, such as ink/30",
            ) from None  # fmt: skip

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


def load_kit(folder: Path, changes: Mapping[str, Any] = _NONE) -> Kit:
    """Read a kit's folder; ``changes`` gives tokens another value (path → ``$value``). Raises ``DesignError`` when ``kit.json`` or a file it names can't be read;
    lesser faults become the kit's ``findings``."""
    path = folder / "kit.json"
    raw = _read(path)
    try:
        file = msgspec.json.decode(raw, type=read_as(KitFile))
    except (msgspec.DecodeError, RecursionError) as fault:
        raise _unfit("bad-kit", path, raw, fault, KitFile, "kit") from None
    token_path = inside(folder, file.tokens, file=str(path), place="tokens")
    token_raw = _read(token_path)
    data = _decode(token_raw, token_path)
    if changes:
        from designer_app.design.token_changes import laid_over

        data = laid_over(data, changes, str(token_path))
        token_raw += msgspec.json.encode(changes, order="deterministic")
    tokens, findings = read_tokens(data, str(token_path))
    palette, schemes, more = _colours(tokens, str(token_path))
    findings += more
    symbol_path = inside(folder, file.symbols, file=str(path), place="symbols")
    symbols = dict(plain_symbols())
    symbol_raw = b""
    if os.path.exists(symbol_path):
        symbol_raw = _read(symbol_path)
        try:
            symbols.update(msgspec.json.decode(symbol_raw, type=read_as(dict[str, Symbol])))
        except (msgspec.DecodeError, RecursionError) as fault:
            raise _unfit(
                "bad-symbols", symbol_path, symbol_raw, fault, dict[str, Symbol], "symbols"
            ) from None
    fonts = [(f, _font(folder, f, path)) for f in file.fonts]
    logos = [
        register(inside(folder, logo.file, file=str(path), place="logos")) for logo in file.logos.values()
    ]
    styles, more = type_styles(tokens, fonts, str(token_path))
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
    if os.path.exists(path):  # unlike Path.exists, False for a name that is too long
        return register(path)
    there = [p for p in sorted(path.parent.glob("*")) if p.suffix.lower() in (".ttf", ".otf", ".woff2")]
    names = [p.relative_to(folder.resolve()).as_posix() for p in there]
    near = did_you_mean(font.file, names) if names else ""
    raise fail(
        "missing-font", file=str(file), place=place, found=f"'{font.file}', which is not there",
        expected="a font file of the kit",
        remedy=near or f"copy the font into the kit, or take assets/fonts/{STAND_IN}.ttf in its stead",
    )  # fmt: skip


def _unfit(code: str, path: Path, raw: bytes, fault: Exception, kind: Any, schema: str) -> DesignError:
    """What is wrong with a JSON file: line and column of a fault in its writing, else the field."""
    from designer_app.design.misfits import misfit
    from designer_app.design.strict_json import not_utf8, parse_json

    try:
        data = parse_json(raw.decode("utf-8"), file=str(path))
    except DesignError as error:
        return error
    except UnicodeDecodeError as wrong:
        return not_utf8(wrong, str(path))
    if not isinstance(fault, msgspec.ValidationError):
        return fail(code, file=str(path), found=str(fault), expected="JSON")
    return DesignError(misfit(fault, data, kind, code=code, file=str(path), schema=schema))


def _decode(raw: bytes, path: Path) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise _unfit("bad-json", path, raw, fault, dict, "") from None
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
    return msgspec.json.decode(
        (data_root("assets") / "symbols.json").read_bytes(), type=read_as(dict[str, Symbol])
    )
