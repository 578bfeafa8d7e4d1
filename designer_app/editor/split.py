"""A page in three: what lies below the layers that are dragged, the layers, and what lies above them.

While a gesture runs, a window moves finished pictures of the three instead of having the page painted anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec

from designer_app.editor.hits import Target
from designer_app.paint.bounds import bounds
from designer_app.paint.groups import plain, reads_backdrop
from designer_app.scene.geometry import IDENTITY, Box, Transform, compose, scaling, translation
from designer_app.scene.nodes import Group, Node, Scene, walk


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """Scenes of the page's size; ``moving`` and ``above`` are transparent. None = nothing lies there."""

    below: Scene
    moving: Scene
    above: Scene | None


class _Leaf(msgspec.Struct, frozen=True):
    node: Node
    transform: Transform
    moves: bool


def split(scene: Scene, layers: Collection[str]) -> Parts | None:
    """The page in three. None when pictures laid over one another would not look like the page: a moving layer, or
    something above it, reads its backdrop; a group around it blends, fades, masks or clips; something is clipped to
    it; or something that stays lies between moving layers and touches them."""
    leaves = _leaves(scene.root, IDENTITY, frozenset(layers))
    if leaves is None:
        return None
    moving = [number for number, leaf in enumerate(leaves) if leaf.moves]
    if not moving:
        return None
    first, last = moving[0], moving[-1]
    if any(reads_backdrop(leaf.node) for leaf in leaves[first:]):
        return None
    moved = [leaves[number] for number in moving]
    between = [leaf for leaf in leaves[first:last] if not leaf.moves]
    if any(_touch(leaf, other) for leaf in between for other in moved):
        return None
    above = leaves[last + 1 :]
    return Parts(
        below=msgspec.structs.replace(scene, root=_group([*leaves[:first], *between])),
        moving=msgspec.structs.replace(scene, root=_group(moved), background=None),
        above=msgspec.structs.replace(scene, root=_group(above), background=None) if above else None,
    )


def same_ground(one: Parts, other: Parts | None) -> bool:
    """Whether what doesn't move looks the same on both pages."""
    if other is None or one.below.key != other.below.key:
        return False
    return (one.above and one.above.key) == (other.above and other.above.key)


def followers(before: Sequence[Target], after: Sequence[Target], by: tuple[float, float]) -> set[str]:
    """Layers that stand elsewhere after a move by ``by``, and just by that: what is pinned to the moved ones."""
    places = {target.place: target.box for target in before}
    found = set()
    for target in after:
        old = places.get(target.place)
        if (
            old is not None
            and abs(target.box.x0 - old.x0 - by[0]) < 0.51
            and abs(target.box.y0 - old.y0 - by[1]) < 0.51
        ):
            found.add(target.layer)
    return found


def ink(scene: Scene, scale: float) -> Box:
    """Whole device pixels outside which nothing of a transparent scene is painted, beyond the page, too."""
    return bounds(scene.root, scaling(scale))


def cut_out(scene: Scene, box: Box, scale: float) -> Scene:
    """The part of a scene in ``box`` (device pixels at ``scale``) as a page of its own, whatever the page's edges."""
    width, height = (box.x1 - box.x0) / scale, (box.y1 - box.y0) / scale
    root = Group((scene.root,), transform=translation(-box.x0 / scale, -box.y0 / scale))
    return Scene(-int(-width // 1), -int(-height // 1), root, scene.background)


def _leaves(node: Node, transform: Transform, layers: frozenset[str]) -> list[_Leaf] | None:
    """What is painted, in order; plain groups that hold something moving are opened. None: it can't be taken apart."""
    if not isinstance(node, Group):
        return [_Leaf(node, transform, False)]
    if node.meta is not None and node.meta.layer in layers:
        return None if node.clipped else [_Leaf(node, transform, True)]
    if not _holds(node, layers):
        return [_Leaf(node, transform, False)]
    if not plain(node):
        return None
    inner = compose(transform, node.transform)
    found: list[_Leaf] = []
    for child in node.children:
        leaves = _leaves(child, inner, layers)
        if leaves is None:
            return None
        found += leaves
    return found


def _holds(node: Group, layers: frozenset[str]) -> bool:
    return any(name in layers for name in _names(node))


def _names(node: Group) -> Iterator[str]:
    for part in walk(node):
        if isinstance(part, Group) and part.meta is not None:
            yield part.meta.layer


def _touch(one: _Leaf, other: _Leaf) -> bool:
    a, b = bounds(one.node, one.transform), bounds(other.node, other.transform)
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def _group(leaves: list[_Leaf]) -> Group:
    return Group(
        tuple(
            leaf.node if leaf.transform == IDENTITY else Group((leaf.node,), transform=leaf.transform)
            for leaf in leaves
        )
    )


def parts_of(scene: Scene, layers: Collection[str]) -> list[tuple[Node, Transform]]:
    """What layers paint, from below to above, each with the place of what it lies in. A layer in another that is asked
    for comes with that."""
    wanted = frozenset(layers)
    found: list[tuple[Node, Transform]] = []

    def look(node: Node, transform: Transform) -> None:
        if not isinstance(node, Group):
            return
        if node.meta is not None and node.meta.layer.rpartition(".")[2] in wanted:
            found.append((node, transform))
            return
        inner = compose(transform, node.transform)
        for child in (*node.children, *node.clipped):
            look(child, inner)

    look(scene.root, IDENTITY)
    return found
