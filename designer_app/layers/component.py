"""Component: a group that the template keeps under ``components``, laid here once more."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta as About

from designer_app.layers.base import LayerBase


class ComponentLayer(LayerBase, frozen=True, kw_only=True, tag="component", tag_field="kind"):
    """An instance. Its layers are called NAME__LAYER and can be deviated from as any other; what an instance sets itself
    (place, size, opacity …) replaces what the component says."""

    of: Annotated[str, About(description="a name under the template's 'components'")]
