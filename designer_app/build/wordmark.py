"""What stands in for the logo of a brand whose kit has none yet: its name in the wordmark style, a tile with its initial."""

from __future__ import annotations

from designer_app.layers.base import TypeStyle
from designer_app.scene.colour import Colour
from designer_app.scene.geometry import compose, rectangle, scaling, translation
from designer_app.scene.nodes import Group, Node, Path, Solid
from designer_app.text.drawn import drawn
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset

_SIZE = 100.0  # drawn at; the layer scales it
_CAP = 0.5  # of a sign's side that its letter's cap height takes
_CORNER = 0.24  # of a sign's side


def wordmark(name: str, style: TypeStyle, colour: Colour) -> tuple[Node, float, float]:
    """A node with its width and height: from cap top to baseline."""
    look = RunStyle(fonts=style.fonts, tracking=style.tracking, features=style.features)
    placed = typeset(Block(paragraphs=(Paragraph(runs=(Run(name, look),)),), size=_SIZE))
    inks = (Solid(colour),)
    glyphs = tuple(drawn(piece, inks) for line in placed.lines for piece in line.pieces)
    return Group(glyphs), max(1.0, placed.width), max(1.0, placed.height)


def monogram(name: str, style: TypeStyle, ground: Colour, ink: Colour) -> tuple[Node, float, float]:
    """The sign: a square tile with rounded corners and the name's first letter, by its ink in the middle."""
    letter, width, height = wordmark(name.strip()[:1].upper() or "?", style, ink)
    scale = _CAP * _SIZE / height
    place = compose(translation((_SIZE - width * scale) / 2, (_SIZE - height * scale) / 2), scaling(scale))
    tile = Path(rectangle(0, 0, _SIZE, _SIZE, (_CORNER * _SIZE,) * 4), (Solid(ground),))
    return Group((tile, Group((letter,), transform=place))), _SIZE, _SIZE
