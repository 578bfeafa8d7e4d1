"""Decoded pictures as rows of bytes: what the decoding child sends, and what the resizer takes, without a picture of
Pillow's in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer_app.errors import DesignError, fail

if TYPE_CHECKING:
    from PIL import Image

_CHANNELS = {"L": 1, "RGB": 3, "RGBA": 4}


def no_whole() -> DesignError:
    return fail("bad-picture", found="pixels that do not add up", expected="a whole picture")


class Pixels:
    """8-bit sRGB pixels, row by row from the top, without padding; ``RGBA`` with straight alpha. Never changed in place."""

    __slots__ = ("_image", "data", "height", "mode", "width")

    def __init__(self, mode: str, size: tuple[int, int], data: bytes) -> None:
        """Raises ``bad-picture`` when the bytes don't add up."""
        if len(data) != size[0] * size[1] * _CHANNELS.get(mode, 0) or not data:
            raise no_whole()
        self.mode, self.data = mode, data
        self.width, self.height = size
        self._image: Image.Image | None = None

    @classmethod
    def of(cls, image: Image.Image) -> Pixels:
        """Those of a picture of Pillow's."""
        return cls(image.mode, image.size, image.tobytes())

    @property
    def size(self) -> tuple[int, int]:
        return (self.width, self.height)

    @property
    def channels(self) -> int:
        return _CHANNELS[self.mode]

    @property
    def held(self) -> int:
        """Bytes of memory that this takes."""
        return len(self.data) + (0 if self._image is None else self.width * self.height * 4)

    def image(self) -> Image.Image:
        """The same as Pillow has it, made when it is first asked for. Shared: never change it in place."""
        if self._image is None:
            from PIL import Image

            self._image = Image.frombytes(self.mode, self.size, self.data)
        return self._image

    def rows(self, top: int, bottom: int) -> bytes:
        """The bytes of some rows."""
        if (top, bottom) == (0, self.height):
            return self.data
        line = self.width * self.channels
        return self.data[top * line : bottom * line]

    def reduced(self, by: int) -> Pixels:
        """1 / ``by`` of the size, each side rounded up, by Lanczos' filter: nearer to the whole picture scaled at once than what
        a JPEG decoder makes of fewer coefficients (mean error 1.3 for 1.9 of 255, at a quarter 1.9 for 3.1). Without alpha."""
        from cykooz_resizer import FilterType, ImageData, PixelType, ResizeAlg, ResizeOptions, Resizer

        kind = {"L": PixelType.U8, "RGB": PixelType.U8x3}[self.mode]
        size = (-(-self.width // by), -(-self.height // by))
        done = ImageData(*size, kind)
        options = ResizeOptions(ResizeAlg.convolution(FilterType.lanczos3))
        Resizer().resize(ImageData(*self.size, kind, self.data), done, options)
        return Pixels(self.mode, size, done.get_buffer())
