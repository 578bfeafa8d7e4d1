"""A layer onto a canvas, by its blend mode, opacity and conditions."""

from __future__ import annotations

from PIL import Image

from designer_app.paint.blending import SPECIAL, blend, dissolved
from designer_app.paint.canvas import Canvas, faded, mixed_in, opacity_byte
from designer_app.paint.conditions import conditions, held
from designer_app.paint.coverage import EMPTY, Rect, meet
from designer_app.scene.nodes import Blend, Group


def put(canvas: Canvas, layer: Canvas, group: Group | None, opacity: int) -> None:
    """Composite a layer with the group's blend mode."""
    if layer.mode == "L":
        canvas.draw((0, 0, 0), faded(layer.image, opacity), layer.rect[0], layer.rect[1], layer.image.size)
        return
    area = meet(layer.rect, canvas.rect)
    if area == EMPTY:
        return
    piece = layer.crop(area)
    colours = piece.convert("RGB")
    alpha = faded(piece.getchannel("A"), opacity)
    if group is not None and group.effects and (wanted := conditions(group)):
        alpha = held(alpha, wanted, colours, canvas.crop(area))
    if group is None or group.blend == "normal":
        canvas.draw(colours, alpha, area[0], area[1], piece.size)
    elif group.blend == "dissolve":
        alpha = dissolved(alpha, group.seed, area[0], area[1])
        canvas.draw(colours, alpha, area[0], area[1], piece.size)
    else:
        fill = opacity_byte(group.fill_opacity) if group.blend in SPECIAL else 255
        blended(canvas, group.blend, colours, alpha, area, fill)


def blended(
    canvas: Canvas, mode: Blend, colours: Image.Image, alpha: Image.Image, area: Rect, fill: int = 255
) -> None:
    """Colours with alpha in ``area`` of the canvas, by a blend mode."""
    below = canvas.crop(area)
    mixed = blend(mode, below.convert("RGB"), colours, fill)
    if canvas.mode == "RGBA":  # the mode applies as far as there is a backdrop (section 10)
        whole = mixed_in(below, colours, mixed, alpha, fill)
        canvas.image.paste(whole, (area[0] - canvas.rect[0], area[1] - canvas.rect[1]))
    else:
        canvas.draw(mixed, alpha, area[0], area[1], colours.size)
