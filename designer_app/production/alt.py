"""The alt text that a file carries: what its pictures show and what it says, in order."""

from __future__ import annotations

from designer_app.scene.nodes import Group, Node, Scene

_LIMIT = 2000  # characters, as the metadata allows


def alt_text(scene: Scene) -> str:
    """The alt texts of figures and the words of texts, bottom to top, each once."""
    parts: list[str] = []
    _collect(scene.root, parts)
    return "; ".join(dict.fromkeys(parts))[:_LIMIT]


def _collect(node: Node, parts: list[str]) -> None:
    if not isinstance(node, Group):
        return
    if node.meta is not None and node.meta.alt:
        words = " ".join(node.meta.alt.split())
        if words:  # a blank says that nothing is to be said
            parts.append(words)
        return
    for child in (*node.children, *node.clipped):
        _collect(child, parts)
