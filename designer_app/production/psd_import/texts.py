"""Text layers of Photoshop as texts in the type styles of a kit."""

from __future__ import annotations

import math
from typing import Any

from designer_app.design.kit import Kit
from designer_app.pictures.psd_records import PsdLayer, PsdRun, PsdText
from designer_app.production.importing import literal
from designer_app.production.svg_import.fills import rounded
from designer_app.production.svg_import.typefaces import face_of, match
from designer_app.scene.colour import to_hex
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset

_SLACK = 2.0  # px beyond the measured width, so that rounding never breaks a line
_SMALLEST = 0.6  # of the size: how far a longer text may shrink
_AUTO = 1.2  # Photoshop's automatic leading
_AT = {"left": "x", "center": "cx", "right": "right", "justify": "x"}
_ROLES = ((0.055, "headline"), (0.032, "subtitle"))  # size as a share of the page's short side


class NotTextError(Exception):
    """A text that no layer of ours can set; says why."""


class TextLayers:
    """Makes text layers; ``changes`` tells what differs from the original."""

    def __init__(self, kit: Kit, short_side: float) -> None:
        self._kit, self._short_side = kit, short_side
        self.changes: list[str] = []

    def layer(self, layer: PsdLayer) -> dict[str, Any]:
        """A text layer without a name, in page px; a turned one in a group. Raises ``NotTextError``."""
        text = layer.text
        assert text is not None
        self.changes = []
        if text.warped:
            raise NotTextError("a warped text")
        if text.vertical:
            raise NotTextError("a vertical text")
        xx, xy, yx, yy, tx, ty = text.transform
        scale = math.hypot(xx, xy)
        if scale <= 0 or abs(xx - yy) > 0.02 * scale or abs(xy + yx) > 0.02 * scale:
            self.changes.append("letters made wider, slanted or mirrored, set plainly")
        angle = round(math.degrees(math.atan2(xy, xx)), 3)
        if abs(angle) < 0.05:
            return self._layer(layer, text, tx, ty, scale)
        inner = self._layer(layer, text, 0.0, 0.0, scale)
        return {
            "kind": "group", "x": rounded(tx), "y": rounded(ty), "w": 0, "h": 0, "rotation": angle, "layers": [inner],
        }  # fmt: skip

    def slot_wish(self, layer: PsdLayer) -> str:
        """The layer's own name; a role by size where Photoshop named it after its words."""
        assert layer.text is not None
        name, words = " ".join(layer.name.split()), " ".join(layer.text.text.split())
        if name and not words.lower().startswith(name.lower().rstrip("…. ")):
            return name
        for least, role in _ROLES:
            if max(run.size for run in layer.text.runs) >= least * self._short_side:
                return role
        return "text"

    def _layer(self, layer: PsdLayer, text: PsdText, x: float, y: float, scale: float) -> dict[str, Any]:
        first = text.runs[0]
        style = self._style(first)
        tracking = first.tracking / 1000
        lines = text.text.split("\n")
        leading = (first.leading / first.size) if first.leading else _AUTO
        made: dict[str, Any] = {
            "kind": "text", "style": style, "size": rounded(first.size), "min_size": rounded(first.size * _SMALLEST),
            "align": "left" if text.align == "justify" else text.align, "fill": _fill(first),
            "tracking": round(tracking, 4), "leading": round(leading, 4), "case": "none", "balance": False,
            "hang": False, "raised": False,
        }  # fmt: skip
        if text.align == "justify":
            self.changes.append("justified lines, set ragged")
        if first.caps == "all":
            made["case"] = "upper"
        elif first.caps == "small":
            self.changes.append("small capitals, set as written")
        if first.bold or first.italic:
            self.changes.append("imitated bold or italic, left plain")
        made.update({"underline": True} if first.underline else {})
        made.update({"strike": True} if first.strike else {})
        if text.box is None:
            made[_AT[text.align]] = rounded(x)
            made["bottom"] = rounded(y + (len(lines) - 1) * leading * first.size)
            made["w"] = rounded(self._measured(lines, style, first, made["case"]) + _SLACK)
            made["max_lines"] = len(lines)
        else:
            left, top, right, bottom = (v * scale for v in text.box)
            turned = x == 0 and y == 0
            made |= {
                "x": rounded(x + left), "y": rounded(y + top + 0.1 * first.size if turned else layer.top),
                "w": rounded(right - left), "h": rounded(bottom - top),
            }  # fmt: skip
        if len(text.runs) == 1:
            made["text"] = first.text
        else:
            made["runs"] = self._runs(text, first)
            self.changes.append("several styles in one text, kept as written: no slot")
        return made

    def _runs(self, text: PsdText, first: PsdRun) -> list[dict[str, Any]]:
        found = []
        for run in text.runs:
            one: dict[str, Any] = {"text": literal(run.text), "style": self._style(run), "fill": _fill(run)}
            if run.size != first.size:
                one["scale"] = round(run.size / first.size, 4)
            one["tracking"] = round(run.tracking / 1000, 4)
            found.append(one)
        return found

    def _style(self, run: PsdRun) -> str:
        chosen = match(face_of({"font-family": run.font}), self._kit)
        if chosen.differs:
            said = f"{chosen.differs}; style '{chosen.style}' is used"
            if said not in self.changes:
                self.changes.append(said)
        return chosen.style

    def _measured(self, lines: list[str], style: str, run: PsdRun, case: str) -> float:
        fonts = self._kit.styles[style].fonts
        look = RunStyle(fonts=fonts, tracking=run.tracking / 1000)
        shown = [line.upper() if case == "upper" else line for line in lines]
        rows = tuple(Paragraph(runs=(Run(line, look),)) for line in shown)
        return typeset(Block(paragraphs=rows, size=run.size)).width


def _fill(run: PsdRun) -> str:
    return to_hex((*(run.colour or (0, 0, 0)), 255))
