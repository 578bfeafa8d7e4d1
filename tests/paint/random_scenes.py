"""Small scenes of every kind of node, paint, effect and blend mode, from a seed."""

from __future__ import annotations

import random
import typing

from designer_app.scene.adjustments import HueSaturation, Table, Threshold
from designer_app.scene.geometry import Outline, compose, ellipse, polygon, rectangle, rotation, translation
from designer_app.scene.nodes import (
    Adjust,
    BackdropBlur,
    BackdropFilter,
    Blend,
    Blur,
    Conic,
    Effect,
    FontRef,
    Glyphs,
    Grain,
    GroundShadow,
    Group,
    LayerBlur,
    Linear,
    Node,
    Paint,
    Path,
    Picture,
    PicturePaint,
    PictureSource,
    Radial,
    Scene,
    Shadow,
    Sharpen,
    Solid,
    Split,
    Stop,
    Stroke,
    Tint,
    Tone,
    WhiteGround,
)

BLENDS = typing.get_args(Blend)
WIDTH, HEIGHT = 96, 72
INVERTED = bytes(range(255, -1, -1)) * 3


class Scenes:
    """``scene(seed)`` gives the same scene for the same seed."""

    def __init__(self, font: FontRef, pictures: tuple[str, ...]) -> None:
        self.font = font
        self.pictures = pictures

    def scene(self, seed: int) -> Scene:
        dice = random.Random(seed)
        ground = dice.choice([(240, 235, 220, 255), (12, 20, 60, 255), None])
        nodes = tuple(self.node(dice, 3) for _ in range(dice.randint(1, 5)))
        return Scene(WIDTH, HEIGHT, Group(nodes), ground)

    def node(self, dice: random.Random, depth: int) -> Node:
        kind = dice.choice(["path", "glyphs", "picture", "group", "group"] if depth else ["path", "glyphs"])
        if kind == "path":
            fills = tuple(self.paint(dice) for _ in range(dice.randint(0, 2)))
            strokes = tuple(self.stroke(dice) for _ in range(dice.randint(0 if fills else 1, 1)))
            return Path(self.outline(dice), fills, strokes)
        if kind == "glyphs":
            count = dice.randint(1, 6)
            size = dice.choice([9.0, 17.3, 40.0, 300.0])
            xs, x = [], dice.uniform(-20, 60)
            for _ in range(count):
                xs.append(x)
                x += size * dice.uniform(0.3, 0.6)
            ids = tuple(dice.randint(1, 200) for _ in range(count))
            y = dice.uniform(0, HEIGHT)
            strokes = (self.stroke(dice),) if dice.random() < 0.2 else ()
            return Glyphs(self.font, size, ids, tuple(xs), (y,) * count, (self.paint(dice),), strokes)
        if kind == "picture":
            x, y = dice.choice([(0, 0), (dice.uniform(-20, 60), dice.uniform(-20, 40))])
            return Picture(self.source(dice), x, y, dice.uniform(1, 90), dice.uniform(1, 60))
        return self.group(dice, depth)

    def group(self, dice: random.Random, depth: int) -> Group:
        place = translation(
            dice.choice([0, 3, dice.uniform(-9, 9)]), dice.choice([0, -2, dice.uniform(-9, 9)])
        )
        if dice.random() < 0.25:
            place = compose(place, rotation(dice.choice([90, 180, dice.uniform(0, 360)]), 40, 30))
        if dice.random() < 0.2:
            place = compose(place, (dice.uniform(0.3, 1.5), 0, 0, dice.choice([0.7, -1, 1.3]), 0, 0))
        mask = self.node(dice, depth - 1) if dice.random() < 0.15 else None
        return Group(
            tuple(self.node(dice, depth - 1) for _ in range(dice.randint(1, 3))),
            place,
            dice.choice([1.0, 1.0, 1.0, 0.6]),
            dice.choice(BLENDS) if dice.random() < 0.3 else "normal",
            self.outline(dice) if dice.random() < 0.3 else None,
            mask,
            dice.choice(["alpha", "luminance"]),
            tuple(self.effect(dice) for _ in range(dice.choice([0, 0, 0, 1, 2]))),
            None,
            dice.choice(["auto", "auto", "auto", "isolated", "pass-through"]),
            dice.choice([1.0, 1.0, 1.0, 0.4]),
            (self.node(dice, depth - 1),) if dice.random() < 0.15 else (),
            dice.randint(0, 3),
            dice.choice([0, 0, 0, 0, 0, 0, 1, 2]),
        )

    def effect(self, dice: random.Random) -> Effect:
        kind = dice.random()
        if kind < 0.1:
            return Grain(
                dice.choice([3.0, 20.0]), dice.randint(0, 9), dice.choice([0.0, 3.7]), False, kind < 0.05
            )
        if kind < 0.2:
            return GroundShadow(
                dice.choice([0.0, -7.5]),
                dice.uniform(1, 20),
                dice.choice([0.0, 4.0, 19.0]),
                self.colour(dice),
            )
        if kind < 0.65:
            blur, spread = dice.choice([0, 3.3, 30]), dice.choice([0, 0, 2, -1])
            offset = (dice.uniform(-9, 9), dice.uniform(-9, 9))
            inner, rounded = dice.random() < 0.3, dice.random() < 0.3
            mode = dice.choice(BLENDS[:12]) if dice.random() < 0.2 else "normal"
            return Shadow(*offset, blur, self.colour(dice), spread, inner, rounded, mode)
        if kind < 0.7:
            return BackdropFilter((dice.choice([Threshold(99), HueSaturation(80.0), Table(INVERTED)]),))
        return LayerBlur(dice.choice([1.0, 9.5])) if kind < 0.83 else BackdropBlur(dice.choice([1.2, 8.5]))

    def outline(self, dice: random.Random) -> Outline:
        x, y = dice.uniform(-20, 70), dice.uniform(-20, 50)
        w, h = dice.uniform(0, 80), dice.uniform(0, 60)
        kind = dice.randint(0, 4)
        if kind == 4:
            thin = rectangle(x, y, w, dice.uniform(0.3, 1.7))
            return dice.choice([thin, polygon([(x, y), (x + w, y)], closed=False)])
        if kind == 0:
            return rectangle(x, y, w, h, (dice.uniform(0, 20),) * 4)
        if kind == 1:
            return rectangle(round(x), round(y), round(w) + 1, round(h) + 1)
        if kind == 2:
            return ellipse(x, y, w, h)
        return polygon([(dice.uniform(-20, 110), dice.uniform(-20, 90)) for _ in range(6)])

    def paint(self, dice: random.Random) -> Paint:
        kind = dice.randint(0, 8)
        x, y = dice.uniform(0, 80), dice.uniform(0, 60)
        stops = (
            Stop(0.0, self.colour(dice)),
            Stop(dice.random(), self.colour(dice)),
            Stop(1.0, self.colour(dice)),
        )
        space: typing.Literal["srgb", "oklab"] = dice.choice(["srgb", "oklab"])
        if kind == 0:
            return Linear(x, y, dice.choice([x, 50.0]), dice.choice([y, 70.0]), stops, space)
        if kind == 1:
            return Radial(x, y, dice.uniform(1, 60), dice.uniform(1, 60), stops, space)
        if kind == 2:
            return Conic(x, y, dice.uniform(0, 360), stops, space)
        if kind == 3:
            return Split(self.outline(dice), self.colour(dice), self.colour(dice))
        if kind == 4:
            return PicturePaint(self.source(dice), x - 30, y - 30, dice.uniform(1, 90), dice.uniform(1, 60))
        return Solid(self.colour(dice))

    def stroke(self, dice: random.Random) -> Stroke:
        return Stroke(
            self.paint(dice),
            dice.uniform(0.5, 8),
            dice.choice(["butt", "round", "square"]),
            dice.choice(["miter", "round", "bevel"]),
            dash=dice.choice([(), (), (6.0, 3.0)]),
            align=dice.choice(["centre", "inside", "outside"]),
        )

    def source(self, dice: random.Random) -> PictureSource:
        filters = (
            Adjust(0.2, 0.3, -0.5, (10, 0, -8)),
            Tone((Stop(0, (20, 0, 60, 255)), Stop(1, (255, 240, 200, 255))), "brightest", 0.01, 0.01),
            Tint((200, 30, 30, 255), 0.4),
            Blur(2.5),
            Grain(8.0, 3),
            Grain(12.0, 4, 2.5, film=True),
            Sharpen(0.6),
            WhiteGround(),
        )
        chosen = tuple(dice.sample(filters, dice.choice([0, 0, 1, 2])))
        crop = dice.choice([None, (10.5, 5.0, 40.0, 50.25)])
        return PictureSource(dice.choice(self.pictures), crop, chosen)

    def colour(self, dice: random.Random) -> tuple[int, int, int, int]:
        r, g, b = (dice.randint(0, 255) for _ in range(3))
        return (r, g, b, dice.choice([255, 255, 255, 128, 30, 0]))
