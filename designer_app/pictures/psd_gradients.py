"""Where a Photoshop gradient lies in its box."""

from __future__ import annotations

from designer_app.pictures.psd_records import PsdGradient
from designer_app.scene.geometry import Box, cos_sin


def ends(gradient: PsdGradient, box: Box) -> tuple[float, float, float, float]:
    """x0, y0, x1, y1 of a gradient over ``box``: from its start to its end; of a radial, angle or diamond one from its
    centre to where it ends. The line of a linear one reaches as far as the box's corners cast on it."""
    cos, sin = cos_sin(gradient.angle)
    dx, dy = cos, -sin
    length = (box.width * abs(cos) + box.height * abs(sin)) * gradient.scale
    cx = box.x0 + box.width * (0.5 + gradient.offset[0])
    cy = box.y0 + box.height * (0.5 + gradient.offset[1])
    if gradient.kind == "linear":
        return (cx - dx * length / 2, cy - dy * length / 2, cx + dx * length / 2, cy + dy * length / 2)
    return (cx, cy, cx + dx * length / 2, cy + dy * length / 2)
