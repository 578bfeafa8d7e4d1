"""A page in three, laid over one another again, looks like the page."""

from __future__ import annotations

from PIL import Image, ImageChops

from designer_app.editor.split import cut_out, ink, split
from designer_app.paint import paint
from designer_app.scene.geometry import rectangle, translation
from designer_app.scene.nodes import Group, Meta, Node, Path, Scene, Shadow, Solid


def box(name: str, x: float, y: float, colour: tuple[int, int, int, int], **more: object) -> Group:
    inner = Path(rectangle(0, 0, 40, 30), (Solid(colour),))
    return Group((inner,), transform=translation(x, y), meta=Meta(layer=name), **more)  # type: ignore[arg-type]


def page(*nodes: Node) -> Scene:
    return Scene(120, 100, Group(nodes))


RED, GREEN, BLUE = (200, 20, 30, 255), (20, 160, 60, 255), (10, 40, 220, 255)


def laid(scene: Scene, layers: set[str], by: tuple[int, int] = (0, 0)) -> Image.Image:
    parts = split(scene, layers)
    assert parts is not None
    made = paint(parts.below).convert("RGBA")
    where = ink(parts.moving, 1.0)
    moving = paint(cut_out(parts.moving, where, 1.0))
    made.alpha_composite(
        moving.crop((max(0, -int(where.x0) - by[0]), max(0, -int(where.y0) - by[1]), *moving.size)),
        (max(0, int(where.x0) + by[0]), max(0, int(where.y0) + by[1])),
    )
    if parts.above is not None:
        made.alpha_composite(paint(parts.above))
    return made.convert("RGB")


def test_three_pictures_make_the_page() -> None:
    scene = page(
        box("a", 0, 0, RED), box("b", 20, 10, GREEN, effects=(Shadow(4, 4, 6, (0, 0, 0, 90)),)), box("c", 40, 20, BLUE)
    )  # fmt: skip
    difference = ImageChops.difference(laid(scene, {"b"}), paint(scene))
    assert max(high for _, high in difference.getextrema()) <= 2


def test_the_moved_picture_stands_where_the_moved_layer_would() -> None:
    scene, moved = (
        page(box("a", 0, 0, RED), box("b", 20, 10, GREEN)),
        page(box("a", 0, 0, RED), box("b", 57, 33, GREEN)),
    )
    assert ImageChops.difference(laid(scene, {"b"}, (37, 23)), paint(moved)).getbbox() is None


def test_a_layer_in_a_plain_group_and_beyond_the_page_is_lifted_whole() -> None:
    scene = page(Group((box("a", -30, 5, RED), box("b", 60, 60, BLUE)), meta=Meta(layer="g")))
    parts = split(scene, {"a"})
    assert parts is not None
    where = ink(parts.moving, 2.0)
    assert (where.x0, where.x1) == (-60, 20)
    assert paint(cut_out(parts.moving, where, 2.0), 2.0).size == (80, 60)


def test_what_blends_masks_or_reads_its_backdrop_is_left_to_the_engine() -> None:
    a, b, c = box("a", 0, 0, RED), box("b", 20, 10, GREEN), box("c", 40, 20, BLUE)
    assert split(page(a, box("b", 20, 10, GREEN, blend="multiply")), {"b"}) is None
    assert split(page(a, box("c", 20, 10, BLUE, blend="screen")), {"a"}) is None
    assert split(page(box("c", 20, 10, BLUE, blend="screen"), a), {"a"}) is not None
    assert split(page(Group((a, b), opacity=0.5, meta=Meta(layer="g"))), {"a"}) is None
    assert split(page(Group((a, b), opacity=0.5, meta=Meta(layer="g"))), {"g"}) is not None
    assert split(page(a, b, c), {"a", "c"}) is None  # b lies between and touches them
    assert split(page(a, box("b", 80, 70, GREEN), c), {"a", "c"}) is not None
    assert split(page(a), {"nobody"}) is None
