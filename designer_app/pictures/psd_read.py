"""A Photoshop document's bytes → records and pixels. Runs in the decoding child; psd-tools reads the format."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from PIL import Image, ImageChops

from designer_app.errors import DesignError
from designer_app.pictures import psd_adjustments, psd_effects, psd_parts
from designer_app.pictures.convert import to_srgb
from designer_app.pictures.limits import Limits
from designer_app.pictures.psd import bad_psd, mode_name
from designer_app.pictures.psd_records import (
    PsdDocument,
    PsdEffect,
    PsdFill,
    PsdLayer,
    PsdMask,
    PsdPixels,
)
from designer_app.pictures.psd_resources import without_needless_resources

if TYPE_CHECKING:
    from psd_tools import PSDImage
    from psd_tools.api.layers import Layer

T = TypeVar("T")
_ICC = 1039  # image resource: ICC profile
_GREY, _CMYK = (0, 1, 8), 4  # colour modes
_COLOURS = {0: 1, 1: 1, 2: 1, 3: 3, 4: 4, 7: 1, 8: 1, 9: 3}  # stored colour channels by mode
_DEEPEST = 100  # groups in groups


def read(data: bytes, limits: Limits, *, own: bool) -> tuple[bytes, bytes]:
    """The document as MessagePack, and its pixels. Raises ``DesignError`` (``bad-psd``)."""
    from psd_tools import PSDImage

    try:
        psd = PSDImage.open(io.BytesIO(without_needless_resources(data)), max_alloc_bytes=limits.memory // 4)
        reader = _Reader(psd, limits, own)
        document = reader.document()
    except (DesignError, MemoryError):
        raise
    except (OSError, EOFError) as fault:  # psd-tools' short reads
        raise bad_psd("a document that ends early or gives wrong lengths") from fault
    except Exception as fault:  # a parser raises nearly anything on bytes made to harm
        raise bad_psd(f"a document that cannot be understood ({type(fault).__name__})") from fault
    return msgspec.msgpack.encode(document), b"".join(reader.packed)


class _Reader:
    """One document. ``own`` keeps the stored channels as they are."""

    def __init__(self, psd: PSDImage, limits: Limits, own: bool) -> None:
        self.psd = psd
        self.limits = limits
        self.own = own
        self.packed: list[bytes] = []
        self._patterns: dict[str, PsdPixels | None] = {}
        self.mode = int(psd.color_mode)
        icc = psd.image_resources.get_data(_ICC)
        self.icc = bytes(icc) if isinstance(icc, bytes) and not own else None
        self._start = 0
        self._layers = 0
        self._pixels = 0

    def document(self) -> PsdDocument:
        psd = self.psd
        layers = self.layers(psd, 0)
        merged, black = self._merged()
        return PsdDocument(
            width=psd.width,
            height=psd.height,
            mode=mode_name(self.mode),
            depth=psd.depth,
            layers=layers,
            merged=merged,
            merged_black=black,
            notes=tuple(self._document_notes()),
        )

    def _document_notes(self) -> Iterator[str]:
        if self.mode in (4, 7, 8, 9):
            yield f"{mode_name(self.mode)} colours"
        if self.psd.depth != 8:
            yield f"{self.psd.depth} bits a channel"

    def layers(self, group: Any, depth: int) -> tuple[PsdLayer, ...]:
        if depth > _DEEPEST:
            raise bad_psd(f"groups in groups more than {_DEEPEST} deep")
        found = []
        for layer in group:
            self._layers += 1
            if self._layers > self.limits.document_layers:
                raise bad_psd(f"more than {self.limits.document_layers} layers")
            found.append(self._layer(layer, depth))
        return tuple(found)

    def _layer(self, layer: Layer, depth: int) -> PsdLayer:
        notes: list[str] = []
        kind = str(layer.kind)
        is_group = layer.is_group()
        pixels, black = (None, None) if is_group else self._layer_pixels(layer)
        mask = guarded(lambda: self._mask(layer), "its mask", notes)
        path = guarded(lambda: psd_parts.path(layer, self.psd.size), "its vector mask", notes)
        fields: dict[str, Any] = {
            "fill": guarded(lambda: self._tiled(psd_parts.fill(layer, self._own_mode())), "its fill", notes),
            "stroke": guarded(lambda: psd_parts.stroke(layer), "its stroke", notes),
            "effects": guarded(lambda: self._effects(layer), "its effects", notes) or (),
        }
        fields["blend_if"] = (
            guarded(lambda: psd_parts.blend_if(layer, self.mode), "its conditions of blending", notes) or ()
        )
        if kind == "type":
            fields["text"] = guarded(lambda: psd_parts.text(layer), "its text", notes)
        if psd_adjustments.is_adjustment(layer):
            fields["adjust"] = guarded(lambda: psd_adjustments.adjustment(layer), "its settings", notes)
            if fields["adjust"] is None:
                notes.append(f"the adjustment '{kind}'")
            elif fields["adjust"]["adjust"] == "lookup":
                fields["lookup"] = psd_adjustments.lookup_file(layer)
        if fields["effects"] and psd_parts.hides_effects(layer):
            notes.append("a mask that hides the effects, too")
        fields["notes"] = (*notes, *psd_parts.unknown(layer))
        left, top, right, bottom = layer.bbox
        return PsdLayer(
            name=str(layer.name).replace("\0", ""), kind=kind, left=left, top=top, width=right - left, height=bottom - top,
            visible=bool(layer.visible), opacity=int(layer.opacity), fill_opacity=_fill_opacity(layer),
            blend=psd_parts.blend_name(layer.blend_mode), clipped=bool(layer.clipping),
            clipped_as_group=bool(psd_parts.flag(layer, "BLEND_CLIPPING_ELEMENTS", True)),
            knockout=psd_parts.knockout(layer), background=not is_group and not depth and pixels is not None and _is_background(layer),
            pixels=pixels, black=black, mask=mask, path=path,
            path_hides=path is not None and psd_parts.path_hides(layer),
            layers=self.layers(layer, depth + 1) if is_group else (),
            **fields,
        )  # fmt: skip

    def _effects(self, layer: Layer) -> tuple[PsdEffect, ...]:
        return tuple(self._patterned(one) if one.pattern else one for one in psd_effects.effects(layer))

    def _patterned(self, one: PsdEffect) -> PsdEffect:
        found = self._tiled(one.pattern)
        if found is None or found.tile is None:
            return msgspec.structs.replace(
                one, kind=f"{one.kind} of a pattern that isn't stored", pattern=None
            )
        return msgspec.structs.replace(one, pattern=found)

    def _tiled(self, fill: PsdFill | None) -> PsdFill | None:
        """A fill with the pixels of its pattern, each pattern packed once."""
        if fill is None or not fill.pattern_id:
            return fill
        if fill.pattern_id not in self._patterns:
            self._patterns[fill.pattern_id] = self._pattern(fill.pattern_id)
        return msgspec.structs.replace(fill, tile=self._patterns[fill.pattern_id])

    def _pattern(self, wanted: str) -> PsdPixels | None:
        from psd_tools.api.pil_io import convert_pattern_to_pil

        pattern = self.psd._get_pattern(wanted)
        if pattern is None:
            return None
        picture = convert_pattern_to_pil(pattern, self.limits.memory // 4)
        self._count(*picture.size)
        return self._pack(to_srgb(picture, None).convert("RGBA"))

    # ── Pixels ──────────────────────────────────────────────────────────────────────────────────

    def _layer_pixels(self, layer: Layer) -> tuple[PsdPixels | None, PsdPixels | None]:
        if not layer.has_pixels() or layer.width < 1 or layer.height < 1:
            return None, None
        self._count(layer.width, layer.height)
        bands = [layer.topil(channel=number) for number in range(_COLOURS.get(self.mode, 1))]
        if any(band is None for band in bands):
            return None, None
        alpha = layer.topil(channel=-1)
        return self._stored([band.convert("L") for band in bands if band is not None], alpha)

    def _stored(
        self, bands: list[Image.Image], alpha: Image.Image | None
    ) -> tuple[PsdPixels, PsdPixels | None]:
        """Bands of the document's own mode as RGBA; in own colours the fourth one apart."""
        black = None
        if (self.own and self.mode != 2) or self.mode == 3:
            colour = Image.merge("RGB", bands[:3] if len(bands) >= 3 else [bands[0]] * 3)
            if len(bands) == 4:
                black = self._pack(bands[3])
        else:
            colour = self._srgb(bands)
        if self.mode == 3 and not self.own:
            colour = to_srgb(colour, self.icc)
        colour.putalpha(alpha.convert("L") if alpha is not None else 255)
        return self._pack(colour), black

    def _srgb(self, bands: list[Image.Image]) -> Image.Image:
        if len(bands) == 4:
            ink = ImageChops.invert(Image.merge("CMYK", bands))
            return to_srgb(ink, self.icc).convert("RGB")
        if self.mode == 9:
            return to_srgb(Image.merge("LAB", bands), None).convert("RGB")
        if self.mode == 2:
            palette = bands[0].convert("P")
            palette.putpalette(self.psd._record.color_mode_data.interleave())
            return palette.convert("RGB")
        return to_srgb(bands[0], self.icc if self.mode == 1 else None).convert("RGB")

    def _merged(self) -> tuple[PsdPixels | None, PsdPixels | None]:
        psd = self.psd
        if not psd.has_preview():
            return None, None
        picture = psd.topil(apply_icc=False)
        if picture is None:
            return None, None
        self._count(*picture.size)
        alpha = picture.getchannel("A") if picture.mode in ("RGBA", "LA") else None
        if picture.mode in ("P", "1"):
            picture = picture.convert("RGB")
        if picture.mode == "CMYK":
            picture = ImageChops.invert(picture)
        bands = list(picture.split())[: 4 if picture.mode == "CMYK" else 3]
        if picture.mode in ("L", "LA"):
            bands = bands[:1]
        if len(bands) == 3 and self.mode != 9:  # indexed: looked up already
            colour = Image.merge("RGB", bands)
            if not self.own:
                colour = to_srgb(colour, self.icc if self.mode == 3 else None).convert("RGB")
            colour.putalpha(alpha if alpha is not None else 255)
            return self._pack(colour), None
        return self._stored(bands, alpha)

    def _mask(self, layer: Layer) -> PsdMask | None:
        mask = layer.mask
        if mask is None or mask.disabled:
            return None
        if psd_parts.repeats_shape(layer):
            return None
        density, feather = psd_parts.softness(mask, "user")
        pixels = None
        if mask.width > 0 and mask.height > 0:
            self._count(mask.width, mask.height)
            stored = mask.topil()
            if stored is not None and stored.size == (mask.width, mask.height):
                pixels = self._pack(stored.convert("L"))
        elif mask.background_color == 255 and density == 255:
            return None
        return PsdMask(
            left=mask.left, top=mask.top, pixels=pixels, outside=int(mask.background_color), density=density,
            feather=0.0 if mask.has_real() else feather,
        )  # fmt: skip

    def _own_mode(self) -> int:
        return self.mode if self.own else 3

    def _count(self, width: int, height: int) -> None:
        self._pixels += width * height
        if self._pixels > self.limits.document_pixels:
            raise bad_psd(f"layers of more than {self.limits.document_pixels // 1_000_000} million pixels")

    def _pack(self, picture: Image.Image) -> PsdPixels:
        packed = zlib.compress(picture.tobytes(), 1)
        start, self._start = self._start, self._start + len(packed)
        if self._start > self.limits.pixels * 4:
            raise bad_psd("pixels that pack to more than is allowed")
        self.packed.append(packed)
        return PsdPixels(
            "RGBA" if picture.mode == "RGBA" else "L", picture.width, picture.height, start, len(packed)
        )


def guarded(look: Callable[[], T], what: str, notes: list[str]) -> T | None:
    """A part of a layer; one that cannot be read costs the part and a note, not the document."""
    try:
        return look()
    except (DesignError, MemoryError):
        raise
    except Exception:  # a parser raises nearly anything on bytes made to harm
        notes.append(f"{what} (not understood)")
        return None


def _is_background(layer: Layer) -> bool:
    """The lowest layer of all, without a channel of transparency."""
    return layer is layer._psd[0] and all(int(channel.id) >= 0 for channel in layer._record.channel_info)


def _fill_opacity(layer: Layer) -> int:
    return max(0, min(255, int(layer.fill_opacity)))
