"""Small copies of a run's pictures, kept beside its ledger: a contact sheet that is made anew decodes only what is new.

A sheet always shows the copy, so that it has the same bytes whether the copy was there before or not.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from designer_app.export.records import EncodeSettings
from designer_app.files import write_bytes
from designer_app.scene.colour import Colour
from designer_app.scene.nodes import Group, Picture, PictureSource, Scene

_COPY = EncodeSettings(format="jpg", quality=95)
_LARGER, _STEP = 1.25, 64  # times as wide as shown; px
_MARK = 40  # digits of a hash that name a copy
_VERSION = 1


class Thumbnails:
    """The copies in a folder of their own, by what the pictures hold and how large they are shown."""

    def __init__(self, folder: Path, ground: Colour) -> None:
        self._folder, self._ground = folder, ground

    def of(self, picture: Path, content: str, size: tuple[int, int], shown: int) -> Path:
        """The copy of a picture (``content`` = its hash) of this ``size`` that is to be shown ``shown`` px wide: somewhat
        larger, in steps, so that a picture that moves on its sheet keeps its copy. Raises what the door for pictures raises
        for a file, and what writing raises."""
        width = min(size[0], -(-round(shown * _LARGER) // _STEP) * _STEP)
        height = max(1, round(size[1] * width / size[0]))
        path = self._folder / f"{content[:_MARK]}-{width}x{height}-{_VERSION}.jpg"
        if not path.is_file():
            write_bytes(path, self._copied(picture, width, height), durable=False)
        return path

    def _copied(self, picture: Path, width: int, height: int) -> bytes:
        from designer_app.export.encode import encode
        from designer_app.paint import paint
        from designer_app.pictures.door import facts

        shown = Picture(PictureSource(facts(picture).digest), 0, 0, width, height)
        return encode(paint(Scene(width, height, Group((shown,)), self._ground)).convert("RGB"), _COPY).data

    def forget_others(self, contents: Iterable[str]) -> None:
        """Deletes copies of other pictures than those with these ``contents``."""
        known = {content[:_MARK] for content in contents}
        try:
            for name in sorted(os.listdir(self._folder)):
                if name[:_MARK] not in known:
                    (self._folder / name).unlink(missing_ok=True)
        except OSError:
            pass  # none is there, or they stay
