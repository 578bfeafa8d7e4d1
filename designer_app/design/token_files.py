"""Token files of other brands: which files, which mode each is, and what every token means in the end."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from designer_app.design.relaxed_json import parse_relaxed
from designer_app.design.strict_json import parse_json
from designer_app.design.token_dialects import MODES, Modes, Raw, mode_of, read_css, read_tree
from designer_app.design.tokens import colour_of
from designer_app.errors import DesignError, Finding, fail
from designer_app.files import inside
from designer_app.scene.colour import Colour, to_hex, with_alpha

SUFFIXES = (".json", ".json5", ".jsonc", ".tokens", ".css")
_MOST_BYTES, _MOST_FILES = 16_000_000, 1000
_VARIANTS = {
    "high", "contrast", "hc", "dimmed", "colorblind", "tritanopia", "protanopia", "deuteranopia", "mobile",
    "experimental", "wireframe", "fallback", "fallbacks", "removed", "deprecated", "package", "tsconfig", "schema",
}  # fmt: skip
_ALIAS = re.compile(r"\{!?([^{}]+)\}$")
_FADED = re.compile(r"rgba?\(\s*\{([^{}]+)\}\s*,\s*([\d.]+)(%?)\s*\)$")
_SHOWN = 3  # findings of one kind that are told one by one


class Swatch(msgspec.Struct, frozen=True, kw_only=True):
    """A colour of the brand; ``origin`` is the token that holds the value in the end."""

    path: str
    colour: Colour
    origin: str = ""
    description: str = ""


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Any other token with its aliases followed."""

    path: str
    kind: str
    value: Any


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """All tokens of a brand: colours by mode (``dark`` is empty where it has none of its own), the rest."""

    colours: Mapping[str, tuple[Swatch, ...]]
    values: tuple[Value, ...]
    files: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def read_brand(paths: Sequence[Path]) -> Brand:
    """Read files and folders of tokens (JSON, JSON5, DTCG resolvers, CSS) as one brand.

    Raises ``DesignError``: unreadable file, bad JSON, no token at all. Aliases that lead nowhere, unknown forms
    of colours and the like are findings, the first three of a kind one by one.
    """
    modes: Modes = {mode: {} for mode in MODES}
    told: dict[str, Raw] = {}  # of files that are the dark mode: before what other files say of it
    read: list[str] = []
    for path, mode in _listed(paths):
        tokens = _read(path, mode)
        for name in MODES:
            target = told if name == mode == "dark" else modes[name]
            for key, raw in tokens[name].items():
                target.setdefault(key, raw)
        read.append(str(path))
    modes["dark"] = {**modes["dark"], **told}
    if not any(modes.values()):
        raise fail(
            "no-tokens", file=", ".join(str(path) for path in paths), found="no token",
            expected="design tokens: DTCG, Style Dictionary, JSON5 or custom properties of CSS",
        )  # fmt: skip
    file = read[0] if len(read) == 1 else f"{read[0]} and {len(read) - 1} more"
    findings: list[Finding] = []
    light = _Resolver(modes["light"] or modes["dark"], file, findings)
    own = modes["dark"] if modes["light"] else {}
    dark = _Resolver({**modes["light"], **own}, file, [])
    colours = {"light": light.colours(), "dark": dark.colours() if own else ()}
    return Brand(colours=colours, values=light.values(), files=tuple(read), findings=tuple(_few(findings)))


# ── Which files ─────────────────────────────────────────────────────────────────────────────────


def _listed(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []
    for path in paths:
        if os.path.isdir(path):
            files = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and os.path.isfile(p))
            plain = [p for p in files if not _words(p.relative_to(path).as_posix()) & _VARIANTS][:_MOST_FILES]
            found += [(p, mode_of(_words(p.name))) for p in plain if "resolutionOrder" not in _start(p)]
        elif "resolutionOrder" in _start(path):
            found += _resolved(path)
        else:
            found.append((path, mode_of(_words(path.name)) if len(paths) > 1 else ""))
    return found


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+[0-9]*", re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower()))


def _start(path: Path) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return stream.read(2000)
    except OSError:
        return ""


def _resolved(path: Path) -> list[tuple[Path, str]]:
    """The files of a DTCG resolver (Resolver Module 2025.10): sets, then the default and dark contexts."""
    data = _parsed(path)
    found: list[tuple[Path, str]] = []

    def sources(listed: Any, mode: str) -> None:
        for source in listed if isinstance(listed, list) else ():
            name = source.get("$ref") if isinstance(source, Mapping) else None
            if isinstance(name, str) and not name.startswith("#"):
                file = inside(path.parent, name.removeprefix("./"), file=str(path), place="$ref")
                found.append((file, mode))

    for entry in data.get("resolutionOrder", ()):
        reference = str(entry.get("$ref", "")) if isinstance(entry, Mapping) else ""
        kind, _, name = reference.removeprefix("#/").partition("/")
        holder = data.get(kind)
        node = holder.get(name) if isinstance(holder, Mapping) else entry
        if not isinstance(node, Mapping):
            continue
        sources(node.get("sources"), "")
        contexts = node.get("contexts")
        if isinstance(contexts, Mapping) and contexts:
            normal = str(node.get("default", next(iter(contexts))))
            dark = [key for key in contexts if mode_of(_words(key)) == "dark" and not _words(key) & _VARIANTS]
            sources(contexts.get(normal), "light")
            for key in dark[:1]:
                sources(contexts[key], "dark")
    return list(dict.fromkeys(found))


def _read(path: Path, mode: str) -> Modes:
    if path.suffix.lower() == ".css":
        return read_css(_text(path), mode or "light")
    return read_tree(_parsed(path), mode or "light")


def _text(path: Path) -> str:
    file = str(path)
    try:
        if os.path.getsize(path) > _MOST_BYTES:
            raise fail("too-large", file=file, expected=f"at most {_MOST_BYTES // 1_000_000} MB of tokens")
        return path.read_text(encoding="utf-8").removeprefix("\ufeff")
    except OSError as fault:
        raise fail(
            "cannot-read", file=file, found=fault.strerror or str(fault), expected="a file of design tokens"
        ) from None
    except UnicodeDecodeError as fault:
        raise fail("bad-encoding", file=file, found=f"byte {fault.start}", expected="UTF-8") from None


def _parsed(path: Path) -> dict[str, Any]:
    text = _text(path)
    try:
        value = parse_json(text, file=str(path))
    except DesignError:
        value = parse_relaxed(text, file=str(path))  # its own error names the place in both dialects
    if not isinstance(value, dict):
        raise fail(
            "wrong-type", file=str(path), found=type(value).__name__, expected="an object of design tokens"
        )
    return value


# ── What they mean ──────────────────────────────────────────────────────────────────────────────


class _Resolver:
    def __init__(self, tokens: Mapping[str, Raw], file: str, findings: list[Finding]) -> None:
        self.tokens, self.file, self.findings = tokens, file, findings
        self.loose = {_loose(name): name for name in tokens}

    def colours(self) -> tuple[Swatch, ...]:
        found = []
        for path, raw in self.tokens.items():
            value, alpha, origin, kind = self.follow(raw.value, path, raw.kind)
            if kind != "color" or value is None:
                continue
            colour = self.colour(value, path)
            if colour is not None:
                about = raw.description
                found.append(
                    Swatch(
                        path=path,
                        colour=with_alpha(colour, alpha * raw.alpha),
                        origin=origin,
                        description=about,
                    )
                )
        return tuple(found)

    def values(self) -> tuple[Value, ...]:
        found = []
        for path, raw in self.tokens.items():
            value, _, _, kind = self.follow(raw.value, path, raw.kind)
            if kind == "color" or value is None:
                continue
            if isinstance(value, Mapping):
                value = self._parts(value, path)
            elif isinstance(value, list):  # several shadows
                value = [self._parts(part, path) if isinstance(part, Mapping) else part for part in value]
            found.append(Value(path=path, kind=kind, value=value))
        return tuple(found)

    def _parts(self, value: Mapping[str, Any], path: str) -> dict[str, Any]:
        return {key: self.follow(part, path, "")[0] for key, part in value.items()}

    def follow(
        self, value: Any, path: str, kind: str, trail: tuple[str, ...] = ()
    ) -> tuple[Any, float, str, str]:
        """The value that an alias leads to, the alpha taken on the way, the token that holds it, its type."""
        alpha = 1.0
        target = ""
        if isinstance(value, str):
            faded = _FADED.match(value.strip())
            alias = _ALIAS.match(value.strip())
            if faded:
                target, alpha = faded[1], float(faded[2]) / (100 if faded[3] else 1)
            elif alias:
                target = alias[1]
        if not target:
            return value, 1.0, trail[-1] if trail else path, kind
        name = self.find(target.strip())
        if not name or name in (path, *trail):
            self.findings.append(
                Finding(
                    code="cyclic-alias" if name else "unknown-alias", severity="warning", file=self.file,
                    place=path, found=f"{{{target}}}", expected="an alias that ends at a value",
                    remedy="" if name else "name the file that holds it, too: --tokens BASE --tokens THEME",
                )
            )  # fmt: skip
            return None, 1.0, path, kind
        raw = self.tokens[name]
        inner, more, origin, other = self.follow(raw.value, path, raw.kind, (*trail, name))
        return inner, alpha * more * raw.alpha, origin, kind or other

    def find(self, target: str) -> str:
        for name in (target, target.removesuffix(".value"), target.removesuffix(".$root")):
            if name in self.tokens:
                return name
        return self.loose.get(_loose(target), "")

    def colour(self, value: Any, path: str) -> Colour | None:
        try:
            if isinstance(value, str) and not value.strip().startswith("#"):
                return _css_colour(value.strip())
            return colour_of(value, self.file, path)[0]
        except (DesignError, ValueError, TypeError, OverflowError):
            self.findings.append(
                Finding(
                    code="bad-colour", severity="warning", file=self.file, place=path,
                    found=repr(value)[:60], expected="a colour of DTCG, CSS or hex", remedy="it is left out",
                )
            )  # fmt: skip
            return None


def colour_value(value: Any) -> dict[str, Any]:
    """A colour in any form that brands write, as DTCG writes it, in sRGB. Raises ``ValueError``, ``TypeError`` or
    ``DesignError`` for what is none."""
    if isinstance(value, str) and not value.strip().startswith("#"):
        colour = _css_colour(value.strip())
    else:
        colour = colour_of(value, "", "")[0]
    return dtcg_colour(colour)


def dtcg_colour(colour: Colour) -> dict[str, Any]:
    value: dict[str, Any] = {
        "colorSpace": "srgb",
        "components": [round(part / 255, 4) for part in colour[:3]],
        "hex": to_hex((*colour[:3], 255)),
    }
    if colour[3] < 255:
        value["alpha"] = round(colour[3] / 255, 4)
    return value


def _loose(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _css_colour(text: str) -> Colour:
    """A colour as CSS writes it. Raises ``ValueError``."""
    from coloraide import Color

    mapped = Color(text).convert("srgb").fit(method="oklch-chroma")
    parts = [*mapped.coords(nans=False), mapped.alpha(nans=False)]
    r, g, b, a = (max(0, min(255, int(part * 255 + 0.5))) for part in parts)
    return (r, g, b, a)


def _few(findings: Iterable[Finding]) -> list[Finding]:
    """The first of each kind, and one line for the rest."""
    by_code: dict[str, list[Finding]] = {}
    for finding in dict.fromkeys(findings):
        by_code.setdefault(finding.code, []).append(finding)
    shown: list[Finding] = []
    for code, same in by_code.items():
        shown += same[:_SHOWN]
        if len(same) > _SHOWN:
            shown.append(
                Finding(
                    code=code, severity=same[0].severity, file=same[0].file,
                    found=f"{len(same) - _SHOWN} more of this kind", remedy=same[0].remedy,
                )
            )  # fmt: skip
    return shown
