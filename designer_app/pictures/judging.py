"""What can be seen on a picture's pixels (``RGB`` or ``RGBA``), wherever they lie: here or in the decoding child."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from designer_app.pictures.focal import subject
from designer_app.scene.colour import LINEAR, to_hex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

_WHITE = 250  # a pixel whose darkest channel is at least this is paper
_PAPER = 224  # at an edge, paper may lie in a soft shadow
_SAME = 5  # of 255, in each channel: a ground is one colour, but for noise
_CLEAR = 8  # a pixel with at most this alpha is empty
# WCAG 2.2 weights in 1/32768; they add up to one exactly.
_WEIGHTS = (6966, 23436, 2366)


def light(image: Image.Image, area: tuple[float, float, float, float], columns: int, rows: int) -> bytes:
    """``measures.luminance`` of the area (left, top, right, bottom): values of two bytes, row by row."""
    from PIL import Image

    samples = _on_white(image).resize((columns * 2, rows * 2), Image.Resampling.BOX, box=area)
    return _mean_light(samples).tobytes()


def content_box(image: Image.Image) -> tuple[int, int, int, int]:
    """x, y, width, height of what is neither see-through nor paper; see ``measures.trim_box``."""
    whole = (0, 0, image.width, image.height)
    if image.mode == "RGBA":
        alpha = image.getchannel("A").point([0] * (_CLEAR + 1) + [255] * (255 - _CLEAR))
        box = _busy_box(alpha)
        if box is not None and box != whole:
            return box
    return _busy_box(_darkest(image).point([255] * _WHITE + [0] * (256 - _WHITE))) or whole


def share(image: Image.Image) -> float:
    """``measures.ink_share``."""
    x, y, w, h = content_box(image)
    return _cover(image.crop((x, y, x + w, y + h)))


def paper(image: Image.Image) -> bool:
    """``measures.on_paper``."""
    values = [value for side in _sides(image) for value in _darkest(side).tobytes()]
    return 2 * sum(value >= _PAPER for value in values) >= len(values)


def ground(image: Image.Image) -> str:
    """``measures.plain_ground``."""
    edge = b"".join(side.tobytes() for side in _sides(_on_white(image)))
    channels = edge[0::3], edge[1::3], edge[2::3]
    middle = [sorted(values)[len(values) // 2] for values in channels]
    near = sum(
        abs(r - middle[0]) <= _SAME and abs(g - middle[1]) <= _SAME and abs(b - middle[2]) <= _SAME
        for r, g, b in zip(*channels, strict=True)
    )
    plain = near * 100 >= 97 * len(channels[0])
    return to_hex((middle[0], middle[1], middle[2], 255)) if plain else ""


def _sides(image: Image.Image) -> list[Image.Image]:
    """The four sides of a picture, one pixel thick."""
    width, height = image.size
    boxes = (0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height)
    return [image.crop(box) for box in boxes]


def _cover(image: Image.Image) -> float:
    if image.mode == "RGBA":
        counts = image.getchannel("A").histogram()
        cover = sum(value * count for value, count in enumerate(counts)) // 255
        if cover * 1000 < image.width * image.height * 998:
            return max(1, cover * 1000 // (image.width * image.height)) / 1000
    covered = sum(_darkest(image).histogram()[:_WHITE])
    return max(1, covered * 1000 // (image.width * image.height)) / 1000


def _darkest(image: Image.Image) -> Image.Image:
    from PIL import ImageChops

    red, green, blue = _on_white(image).split()
    return ImageChops.darker(red, ImageChops.darker(green, blue))


def _busy_box(content: Image.Image) -> tuple[int, int, int, int] | None:
    import numpy as np

    marks = np.asarray(content) > 0
    height, width = marks.shape
    rows = np.flatnonzero(marks.sum(axis=1) > width // 1000)
    columns = np.flatnonzero(marks.sum(axis=0) > height // 1000)
    if not rows.size or not columns.size:
        return None
    x, y = int(columns[0]), int(rows[0])
    return (x, y, int(columns[-1]) + 1 - x, int(rows[-1]) + 1 - y)


def _on_white(image: Image.Image) -> Image.Image:
    from PIL import Image

    if image.mode == "RGB":
        return image
    paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return Image.alpha_composite(paper, image).convert("RGB")


def _mean_light(samples: Image.Image) -> NDArray[np.uint16]:
    """Luminance of 2 × 2 samples per cell, averaged; integers all the way."""
    import numpy as np

    table = np.array(LINEAR, dtype=np.uint32)
    light = table[np.asarray(samples)]
    total = light[..., 0] * _WEIGHTS[0] + light[..., 1] * _WEIGHTS[1] + light[..., 2] * _WEIGHTS[2]
    values = (total + 16384) >> 15
    cells = values[0::2, 0::2] + values[0::2, 1::2] + values[1::2, 0::2] + values[1::2, 1::2]
    result: NDArray[np.uint16] = ((cells + 2) >> 2).astype(np.uint16)
    return result


JUDGES: dict[str, Callable[..., Any]] = {
    "light": light, "content_box": content_box, "share": share, "paper": paper, "ground": ground, "subject": subject,
}  # fmt: skip
