"""``<text>`` → text layers: lines are gathered where they belong together, each text is a candidate for a slot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from designer_app.design.kit import Kit
from designer_app.pictures.svg_read import Reader, inherit
from designer_app.pictures.svg_root import length
from designer_app.pictures.svg_tree import Item, NotPlainError
from designer_app.pictures.svg_values import opacity
from designer_app.production.svg_import.fills import rounded
from designer_app.production.svg_import.frames import turned
from designer_app.production.svg_import.typefaces import face_of, match
from designer_app.scene.colour import to_hex, with_alpha
from designer_app.scene.geometry import Transform, apply
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset

_SLACK = 2.0  # px beyond the measured width, so that rounding never breaks a line
_SMALLEST = 0.6  # of the size: how far a longer text may shrink
_ALIGN = {"start": "left", "middle": "center", "end": "right"}
_AT = {"start": "x", "middle": "cx", "end": "right"}


class Words(msgspec.Struct, frozen=True):
    """Words in one style."""

    text: str
    style: dict[str, str]


class Line(msgspec.Struct, frozen=True):
    """Words from one starting point, in the text's own coordinates."""

    x: float
    y: float
    words: tuple[Words, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.words)

    @property
    def style(self) -> dict[str, str]:
        return self.words[0].style


class TextLayers:
    """Makes text layers of a drawing in the type styles of a kit; ``changes`` tells what differs."""

    def __init__(self, kit: Kit, reader: Reader) -> None:
        self._kit, self._reader = kit, reader
        self.changes: list[str] = []

    def layers(self, item: Item, style: Mapping[str, str], placed: Transform) -> list[dict[str, Any]]:
        """Layers without names, in page px. A turned text comes as a group. Raises ``NotPlainError``."""
        self.changes = []
        found = turned(placed)
        if found is None:
            raise NotPlainError("a slanted or mirrored text")
        scale, angle = found
        if style.get("writing-mode", "horizontal-tb") not in ("horizontal-tb", "lr", "lr-tb"):
            raise NotPlainError("a vertical text")
        layers = []
        for block in _blocks(_lines(item, style)):
            x, y = (0.0, 0.0) if angle else apply(placed, block[0].x, block[-1].y)
            layer = self._layer(block, x, y, scale)
            if angle:
                at = apply(placed, block[0].x, block[-1].y)
                layer = {
                    "kind": "group", "x": rounded(at[0]), "y": rounded(at[1]), "w": 0, "h": 0, "rotation": angle,
                    "layers": [layer],
                }  # fmt: skip
            layers.append(layer)
        return layers

    def _layer(self, lines: list[Line], x: float, y: float, scale: float) -> dict[str, Any]:
        style = lines[0].style
        size = _size(style) * scale
        anchor = style.get("text-anchor", "start")
        anchor = anchor if anchor in _AT else "start"
        chosen = match(face_of(style), self._kit)
        if chosen.differs:
            self.changes.append(f"{chosen.differs}; style '{chosen.style}' is used")
        tracking = _tracking(style, _size(style))
        leading = (lines[1].y - lines[0].y) * scale / size if len(lines) > 1 else 0.0
        layer: dict[str, Any] = {
            "kind": "text", "style": chosen.style, "size": rounded(size), "min_size": rounded(size * _SMALLEST),
            _AT[anchor]: rounded(x), "bottom": rounded(y), "align": _ALIGN[anchor], "fill": self._fill(style),
            "tracking": round(tracking, 4), "case": "none", "balance": False, "hang": False, "raised": False,
            "max_lines": len(lines),
        }  # fmt: skip
        if leading:
            layer["leading"] = round(leading, 4)
        decoration = style.get("text-decoration", "")
        layer.update({"underline": True} if "underline" in decoration else {})
        layer.update({"strike": True} if "line-through" in decoration else {})
        layer["w"] = rounded(self._measured(lines, chosen.style, size, tracking) + _SLACK)
        words = [part for line in lines for part in line.words]
        if len(words) == len(lines):
            layer["text"] = "\n".join(line.text.strip() if len(lines) > 1 else line.text for line in lines)
        else:
            layer["runs"] = self._runs(lines, size / scale)
        return layer

    def _runs(self, lines: list[Line], size: float) -> list[dict[str, Any]]:
        runs: list[dict[str, Any]] = []
        for number, line in enumerate(lines):
            for index, part in enumerate(line.words):
                text = ("\n" if number and not index else "") + part.text
                chosen = match(face_of(part.style), self._kit)
                own = _size(part.style)
                run: dict[str, Any] = {"text": text, "style": chosen.style, "fill": self._fill(part.style)}
                if own != size:
                    run["scale"] = round(own / size, 4)
                run["tracking"] = round(_tracking(part.style, own), 4)
                runs.append(run)
        return runs

    def _fill(self, style: Mapping[str, str]) -> str:
        value = style.get("fill", "black")
        if value == "none" or style.get("stroke", "none") != "none" or "url" in value:
            raise NotPlainError("a text with a stroke or a gradient")
        colour = self._reader.colour(value, style.get("color", "black"))
        return to_hex(with_alpha(colour, opacity(style.get("fill-opacity"))))

    def _measured(self, lines: list[Line], name: str, size: float, tracking: float) -> float:
        fonts = self._kit.styles[name].fonts
        run_style = RunStyle(fonts=fonts, tracking=tracking)
        rows = tuple(Paragraph(runs=(Run(line.text, run_style),)) for line in lines)
        widest = max((_size(w.style) for line in lines for w in line.words), default=1.0) / _size(
            lines[0].style
        )
        return typeset(Block(paragraphs=rows, size=size)).width * max(1.0, widest)


def _size(style: Mapping[str, str]) -> float:
    value = length(style.get("font-size", "16"), 16.0)
    if value is None or value <= 0:
        raise NotPlainError("an odd size of type")
    return value


def _tracking(style: Mapping[str, str], size: float) -> float:
    """``letter-spacing`` in em."""
    text = style.get("letter-spacing", "normal").strip()
    if text == "normal":
        return 0.0
    if text.endswith("em") and not text.endswith("rem"):
        value = length(text[:-2], 1.0)
        return value or 0.0
    value = length(text, size)
    return (value or 0.0) / size


def _lines(item: Item, style: Mapping[str, str]) -> list[Line]:
    walker = _Lines()
    walker.walk(item, dict(style), _keeps_spaces(style))
    return walker.finished()


def _keeps_spaces(style: Mapping[str, str]) -> bool:
    return style.get("space") == "preserve" or style.get("white-space", "").startswith("pre")


class _Lines:
    """Gathers words; a new x, y or a step down starts a line."""

    def __init__(self) -> None:
        self._lines: list[tuple[float, float, list[Words]]] = []
        self._x = self._y = 0.0

    def walk(self, item: Item, style: dict[str, str], keep: bool) -> None:
        if item.tag == "textPath":
            raise NotPlainError("a text along a path")
        if "textLength" in item.props or item.props.get("rotate", "0") not in ("", "0"):
            raise NotPlainError("letters that are stretched or turned one by one")
        if item.props.get("display") == "none":
            return
        self._place(item, style)
        texts = iter([*item.texts, (len(item.children), "")])
        at, text = next(texts)
        for index in range(len(item.children) + 1):
            while at == index:
                self._add(text, style, keep)
                pair = next(texts, None)
                if pair is None:
                    at = -1
                    break
                at, text = pair
            if index < len(item.children):
                child = item.children[index]
                if child.tag in ("tspan", "a", "textPath"):
                    own = inherit(style, child)
                    self.walk(child, own, keep or _keeps_spaces(child.props))

    def _place(self, item: Item, style: Mapping[str, str]) -> None:
        size = _size(style)
        place = [_first(item.props.get(name), size) for name in ("x", "y", "dx", "dy")]
        x, y, dx, dy = place
        if x is None and y is None and not dy and not (dx and not self._lines):
            if not self._lines:
                self._lines.append((self._x, self._y, []))
            return
        if x is None and dy and y is None and self._lines and self._lines[-1][2]:
            raise NotPlainError("letters that are shifted one by one")
        self._x = (self._x if x is None else x) + (dx or 0.0)
        self._y = (self._y if y is None else y) + (dy or 0.0)
        self._lines.append((self._x, self._y, []))

    def _add(self, text: str, style: dict[str, str], keep: bool) -> None:
        text = re.sub(r"[\t\n\r]", " ", text) if keep else re.sub(r"[ \t\n\r]+", " ", text)
        words = self._lines[-1][2]
        if not keep and (not words or words[-1].text.endswith(" ")):
            text = text.lstrip(" ")
        if not text:
            return
        if words and words[-1].style == style:
            words[-1] = Words(words[-1].text + text, style)
        else:
            words.append(Words(text, style))

    def finished(self) -> list[Line]:
        found = []
        for x, y, words in self._lines:
            if words:
                words[-1] = Words(words[-1].text.rstrip(" "), words[-1].style)
            kept = tuple(part for part in words if part.text)
            if any(part.text.strip() for part in kept):
                found.append(Line(x, y, kept))
        return found


def _first(text: str | None, size: float) -> float | None:
    if text is None:
        return None
    words = re.split(r"[\s,]+", text.strip())
    word = words[0]
    if len(words) > 1 and len({*words}) > 1:
        raise NotPlainError("letters that are placed one by one")
    if word.endswith("em"):
        value = length(word[:-2], 0)
        return None if value is None else value * size
    return length(word, 0)


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Lines that are one text: same start and style, even steps down."""
    blocks: list[list[Line]] = []
    for line in lines:
        last = blocks[-1] if blocks else []
        if last and _goes_on(last, line):
            last.append(line)
        else:
            blocks.append([line])
    return blocks


def _goes_on(block: list[Line], line: Line) -> bool:
    before = block[-1]
    size = _size(line.style)
    step = line.y - before.y
    if abs(line.x - before.x) > 0.02 * size or not 0.6 * size < step < 2.2 * size:
        return False
    if _type(line.style) != _type(before.style):
        return False
    return len(block) < 2 or abs(step - (before.y - block[-2].y)) < 0.03 * size


def _type(style: Mapping[str, str]) -> tuple[str, ...]:
    names = ("font-family", "font-size", "font-weight", "font-style", "text-anchor")
    return tuple(style.get(name, "") for name in names)
