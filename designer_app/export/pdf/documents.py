"""Pages of one size as a document: what resolution and which marks a size asks for."""

from __future__ import annotations

from collections.abc import Sequence

from designer_app.design.sizes import Size
from designer_app.errors import fail
from designer_app.export.pdf.drawing import draw
from designer_app.export.pdf.records import Info, PageSettings, Sheet
from designer_app.export.pdf.writer import bind, findings_of
from designer_app.export.records import Encoded, EncodeSettings, FileMeta
from designer_app.scene.nodes import Scene

PRINT_PPI, SCREEN_PPI = 300, 150  # of pictures; a size in millimetres is for print
_SCREEN_POINTS = 0.75  # a pixel of the screen is 1/96 inch (CSS Values 4, 5.2)


def settings_for(size: Size, quality: int = 90) -> PageSettings:
    """A size in millimetres is print: its true measure, 300 ppi, and with bleed printer's marks; else a screen's."""
    if not size.ppi:
        return PageSettings(points=_SCREEN_POINTS, ppi=SCREEN_PPI, quality=quality)
    edge = size.bleed_px
    return PageSettings(points=72 / size.ppi, bleed=edge, ppi=PRINT_PPI, quality=quality, marks=edge > 0)


def document(scenes: Sequence[Scene], size: Size, settings: EncodeSettings, meta: FileMeta) -> Encoded:
    """One PDF of pages of one size. Raises ``DesignError`` ``over-budget`` where the size allows fewer bytes."""
    wish = settings_for(size, settings.quality)
    pages = [(str(number), draw(Sheet(scene=scene, settings=wish))) for number, scene in enumerate(scenes, 1)]
    info = Info(title=meta.title, keywords=meta.row_key, language=meta.language, software=meta.software)
    data = bind(pages, info)
    if size.max_bytes is not None and len(data) > size.max_bytes:
        raise fail(
            "over-budget", place=f"size {size.id}", found=f"{len(data):,} bytes as pdf",
            expected=f"at most {size.max_bytes:,} bytes", remedy="lower --quality, or take pictures out",
        )  # fmt: skip
    return Encoded(data=data, settings=settings, findings=findings_of([page for _, page in pages]))
