"""Colours, gradients and fills of Photoshop's descriptors."""

from __future__ import annotations

from typing import Any, Literal

from designer_app.pictures.psd_records import PsdFill, PsdGradient

_CMYK = 4
_KINDS: dict[bytes, Literal["linear", "radial", "angle", "reflected", "diamond"]] = {
    b"Lnr ": "linear", b"Rdl ": "radial", b"Angl": "angle", b"Rflc": "reflected", b"Dmnd": "diamond",
}  # fmt: skip


def colour_of(found: Any, mode: int) -> tuple[int, int, int, int]:
    """A colour descriptor as r, g, b and 255; for colour mode 4 as the complements of c, m, y, k."""
    from psd_tools import color_convert as convert

    kind = bytes(found.classID)
    rgb: tuple[float, ...]
    if kind == b"CMYC":
        ink = [_share(found[key], 100) for key in (b"Cyn ", b"Mgnt", b"Ylw ", b"Blck")]
        if mode == _CMYK:
            c, m, y, k = (_byte(1 - v) for v in ink)
            return (c, m, y, k)
        rgb = convert.cmyk_to_rgb(*ink)
    elif kind == b"Grsc":
        rgb = (1 - _share(found[b"Gry "], 100),) * 3
    elif kind == b"HSBC":
        rgb = convert.hsb_to_rgb(
            float(found[b"H   "]) / 360, _share(found[b"Strt"], 100), _share(found[b"Brgh"], 100)
        )
    elif kind == b"LbCl":
        rgb = convert.lab_to_rgb(float(found[b"Lmnc"]), float(found[b"A   "]), float(found[b"B   "]))
    elif b"Rd  " in found:
        rgb = tuple(_share(found[key], 255) for key in (b"Rd  ", b"Grn ", b"Bl  "))
    else:
        rgb = tuple(_share(found[key], 1) for key in (b"redFloat", b"greenFloat", b"blueFloat"))
    if mode == _CMYK:
        c, m, y, k = (_byte(1 - v) for v in convert.rgb_to_cmyk(*rgb))
        return (c, m, y, k)
    if mode in (0, 1, 8):
        grey = _byte(convert.rgb_to_grayscale(*rgb))
        return (grey, grey, grey, 255)
    if mode == 9:
        light, a, b = convert.rgb_to_lab(*rgb)
        return (_byte(light / 100), _byte((a + 128) / 255), _byte((b + 128) / 255), 255)
    red, green, blue = (_byte(v) for v in rgb)
    return (red, green, blue, 255)


def fill_of(found: Any, mode: int, origin: tuple[float, float] = (0.0, 0.0)) -> PsdFill | None:
    """The descriptor of a fill: colour, gradient, or a pattern by name, which goes with its layer from ``origin`` on."""
    if b"Clr " in found:
        red, green, blue, black = colour_of(found[b"Clr "], mode)
        return PsdFill(colour=(red, green, blue), black=black)
    if b"Grad" in found:
        gradient = gradient_of(found)
        return PsdFill(gradient=gradient) if gradient else None
    if b"Ptrn" in found:
        return pattern_of(found, origin)
    return None


def pattern_of(found: Any, origin: tuple[float, float] = (0.0, 0.0)) -> PsdFill:
    """A pattern by name and id; its pixels are stored elsewhere in the document. One that is linked with its layer
    begins at the layer's reference point ``origin``, others at the page's corner."""
    pattern, phase = found[b"Ptrn"], found.get(b"phase")
    shift = origin if found.get(b"Algn", found.get(b"Lnkd", True)) else (0.0, 0.0)
    if phase is not None:
        shift = (shift[0] + float(phase.get(b"Hrzn", 0)), shift[1] + float(phase.get(b"Vrtc", 0)))
    return PsdFill(
        pattern=_words(pattern.get(b"Nm  ")) or "pattern",
        pattern_id=_words(pattern.get(b"Idnt")),
        scale=max(0.01, float(found.get(b"Scl ", 100)) / 100),
        offset=shift,
        angle=float(found.get(b"Angl", 0)),
    )


def _words(value: Any) -> str:
    return "" if value is None else str(value.value if hasattr(value, "value") else value).strip("\x00")


def gradient_of(found: Any) -> PsdGradient | None:
    """A gradient of colour stops; None for one made of noise."""
    gradient = found.get(b"Grad")
    kind = _KINDS.get(bytes(found.get(b"Type").enum)) if found.get(b"Type") is not None else "linear"
    if gradient is None or kind is None or b"Clrs" not in gradient:
        return None
    colours = sorted(
        (
            (_share(stop[b"Lctn"], 4096), colour_of(stop[b"Clr "], 3)[:3])
            for stop in gradient[b"Clrs"]
            if b"Clr " in stop
        ),
        key=lambda stop: stop[0],
    )
    alphas = sorted(
        (_share(stop[b"Lctn"], 4096), _share(stop[b"Opct"], 100)) for stop in gradient.get(b"Trns", ())
    )
    if not colours:
        return None
    places = sorted({at for at, _ in colours} | {at for at, _ in alphas})
    stops = []
    for at in places:
        rgb = _between([(place, tuple(float(v) for v in colour)) for place, colour in colours], at)
        alpha = _between([(place, (opacity,)) for place, opacity in alphas], at)[0] if alphas else 1.0
        red, green, blue = (max(0, min(255, int(v + 0.5))) for v in rgb)
        stops.append((at, (red, green, blue, _byte(alpha))))
    if found.get(b"Rvrs"):
        stops = [(1 - at, colour) for at, colour in reversed(stops)]
    offset = found.get(b"Ofst")
    shift = (0.0, 0.0)
    if offset is not None:
        shift = (float(offset.get(b"Hrzn", 0)) / 100, float(offset.get(b"Vrtc", 0)) / 100)
    return PsdGradient(
        kind=kind,
        stops=tuple(stops),
        angle=float(found.get(b"Angl", 0)),
        scale=float(found.get(b"Scl ", 100)) / 100,
        offset=shift,
    )


def _between(stops: list[tuple[float, tuple[float, ...]]], at: float) -> tuple[float, ...]:
    before = [stop for stop in stops if stop[0] <= at]
    after = [stop for stop in stops if stop[0] >= at]
    if not before or not after:
        return (before or after)[-1 if before else 0][1]
    (x0, low), (x1, high) = before[-1], after[0]
    share = 0.0 if x1 <= x0 else (at - x0) / (x1 - x0)
    return tuple(a + (b - a) * share for a, b in zip(low, high, strict=True))


def _share(value: Any, whole: float) -> float:
    number = float(value) / whole
    return min(1.0, max(0.0, number)) if number == number else 0.0


def _byte(value: float) -> int:
    return max(0, min(255, int(value * 255 + 0.5)))
