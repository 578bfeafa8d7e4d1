"""What fills a shape (colour, gradient, picture, tiles) and the shapes that crop and mask."""

from __future__ import annotations

from designer_app.expression import fill_in
from designer_app.layers.base import Context, Fill, FillSpec, Form
from designer_app.layers.image import ImageLayer, crop_box
from designer_app.pictures import parse_path_data
from designer_app.scene.geometry import (
    Box,
    Outline,
    compose,
    ellipse,
    join,
    rectangle,
    rotation,
    scaling,
    translation,
)
from designer_app.scene.gradients import oval
from designer_app.scene.nodes import (
    Conic,
    Linear,
    Node,
    Paint,
    Path,
    Picture,
    PicturePaint,
    PictureSource,
    Solid,
    Stop,
    Tiles,
)


def paint(ctx: Context, fill: Fill, box: Box) -> Paint:
    if isinstance(fill, str):
        return Solid(ctx.colour(fill))
    if fill.type != "picture":
        return _gradient(ctx, fill, box)
    if fill.tile:
        return _tiles(ctx, fill, box)
    info = ctx.picture(ctx.text(fill.picture))
    if info is None:
        return Solid(ctx.colour("field"))
    layer = ImageLayer(name="fill", source=fill.picture, focal=fill.focal)
    crop = crop_box(layer, info, box.width, box.height, 1.0)
    source = PictureSource(info.digest, crop, ctx.grade(fill.grade) if fill.grade else ())
    return PicturePaint(source, box.x0, box.y0, box.width, box.height)


def _gradient(ctx: Context, fill: FillSpec, box: Box) -> Paint:
    stops = tuple(Stop(at, ctx.colour(colour)) for at, colour in fill.stops)
    (sx, sy), (ex, ey) = fill.start, fill.end
    x0, y0 = box.x0 + sx * box.width, box.y0 + sy * box.height
    x1, y1 = box.x0 + ex * box.width, box.y0 + ey * box.height
    if fill.type == "linear":
        return Linear(x0, y0, x1, y1, stops, fill.space, fill.spread)
    if fill.type == "radial":
        rim = (x1, y1)
        at = fill.focus
        focus = None if at is None else (box.x0 + at[0] * box.width, box.y0 + at[1] * box.height)
        return oval((x0, y0), rim, fill.ratio, stops, fill.space, fill.spread, focus)
    return Conic(x0, y0, fill.angle, stops, fill.space)


def _tiles(ctx: Context, fill: FillSpec, box: Box) -> Paint:
    """A picture or drawing repeated; where there is none, the field's colour."""
    source = ctx.text(fill.picture)
    node: Node
    if source.startswith(("icon:", "logo:")) or source.lower().endswith(".svg"):
        drawing = ctx.vector(source, {})
        if drawing is None:
            return Solid(ctx.colour("field"))
        node, width, height = drawing
    else:
        info = ctx.picture(source)
        if info is None:
            return Solid(ctx.colour("field"))
        filters = ctx.grade(fill.grade) if fill.grade else ()
        width, height = float(info.width), float(info.height)
        node = Picture(PictureSource(info.digest, None, filters), 0.0, 0.0, width, height)
    scale = fill.size / width if fill.size else 1.0
    place = translation(box.x0 + fill.offset[0], box.y0 + fill.offset[1])
    if fill.angle:
        place = compose(place, rotation(fill.angle))
    gap = fill.gap / scale
    return Tiles(node, 0.0, 0.0, width + gap, height + gap, compose(place, scaling(scale)))


def form(ctx: Context, form: Form, box: Box) -> Outline:
    """A crop shape laid over a box, in the box's coordinates."""
    if form.shape == "ellipse":
        return ellipse(box.x0 + box.width / 2, box.y0 + box.height / 2, box.width / 2, box.height / 2)
    if form.shape == "symbol":
        parts = ctx.symbol(form.symbol, form.params, box.width, box.height, {})
        paths = [
            n.outline for name, n in parts if isinstance(n, Path) and n.fills and form.part in ("", name)
        ]
        if paths:
            return join(paths).transform(translation(box.x0, box.y0))
    if form.shape == "path":
        values = {"w": box.width, "h": box.height, **{k: ctx.number(v) for k, v in form.params.items()}}
        drawn = parse_path_data(fill_in(form.d, values), evenodd=form.evenodd)
        return drawn.transform(translation(box.x0, box.y0))
    radius = ctx.number(form.radius)
    return rectangle(box.x0, box.y0, box.width, box.height, (radius,) * 4)
