"""The record of a code layer."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta as About

from designer_app.layers.base import Context, LayerBase, Natural


class CodeLayer(LayerBase, frozen=True, kw_only=True, tag="code", tag_field="kind"):
    """A QR code, EAN-13 or Code 128 of ``content``, with its quiet zone inside the frame.

    What a scanner can't read is told: a wrong check digit or characters that the code doesn't know (nothing is drawn),
    modules or quiet zone under what the standard asks for, too little contrast.
    """

    code: Literal["qr", "ean13", "code128"] = "qr"
    content: Annotated[str, About(description="what it says: an address, digits, '{{ article }}'")]
    error: Annotated[
        Literal["low", "medium", "quartile", "high"],
        About(description="qr: how much may be lost (7, 15, 25, 30 %); more where it takes no room"),
    ] = "medium"
    quiet: Annotated[
        Annotated[float, About(ge=0)] | None,
        About(description="modules of blank ground on each side; the standard's where left out"),
    ] = None
    digits: Annotated[bool, About(description="ean13, code128: what people read, below the bars")] = True
    style: Annotated[str, About(description="type style of the digits")] = "value"
    fill: Annotated[str, About(description="must be darker than the ground, whatever the scheme")] = (
        "light.on-surface"
    )
    ground: Annotated[str, About(description="of the whole frame; none: what lies below")] = "light.surface"

    informs: ClassVar[bool] = True
    drawn_by: ClassVar[str] = "designer_app.layers.code.drawing"

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.content,)

    def natural(self, ctx: Context) -> Natural | None:
        return Natural(1.0) if self.code == "qr" else None
