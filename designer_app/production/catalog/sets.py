"""Sets of pictures: cover, a card for each product, last page; in every size that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from designer_app.design.sizes import Size
from designer_app.errors import Finding
from designer_app.export.encode import encode
from designer_app.export.records import EncodeSettings, FileMeta
from designer_app.files import safe_name
from designer_app.paint import Painter
from designer_app.production.alt import alt_text
from designer_app.production.catalog.pages import Content, Maker, Volume
from designer_app.production.catalog.shelving import Shelf
from designer_app.production.drafting import allowed_formats
from designer_app.scene.nodes import Scene

SIZES = ("instagram-post-portrait",)
FOLDER = "images"


def image_set(
    volume: Volume,
    contents: Sequence[Content],
    sizes: Sequence[Size],
    place: Shelf,
    quality: int,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> list[Finding]:
    """Puts files ``images/SIZE/NN-NAME.EXT``, numbered in the order in which they are shown; notes.

    A product that can't be made is left out and told; ``told`` hears how many are done of how many. Raises ``DesignError`` for a cover or back that can't.
    """
    findings: list[Finding] = []
    painter = Painter()
    for size in sizes:
        format_ = allowed_formats(size)[0]
        settings = EncodeSettings(format=format_, quality=quality)
        number = 0
        total = sum(len(c.products) + (c.plan.kind in ("cover", "back")) for c in contents)
        for name, scene, notes in _scenes(msgspec.structs.replace(volume, size=size), contents):
            findings += notes
            if scene is None:
                continue
            meta = FileMeta(
                title=scene.title, alt=alt_text(scene), row_key=name, scene_key=scene.key, software="designer",
                language=scene.language,
            )  # fmt: skip
            done = encode(painter.render(scene).image, settings, meta)
            file = f"{FOLDER}/{size.id}/{number:03}-{safe_name(name)}{done.suffix}"
            place.put(file, done.data, key=name, size=size.id, width=scene.width, height=scene.height)
            number += 1
            told(number, total)
    return findings


def _scenes(volume: Volume, contents: Sequence[Content]) -> Iterator[tuple[str, Scene | None, list[Finding]]]:
    maker = Maker(volume)
    for content in contents:
        if content.plan.kind in ("cover", "back"):
            leaf = maker.leaf(content)
            yield content.plan.kind, leaf.scene, list(leaf.findings)
        for key, row in content.products:
            built, told = maker.card(volume.size, row, key)
            yield key, built.scene if built else None, told
