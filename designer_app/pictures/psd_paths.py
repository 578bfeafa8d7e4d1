"""Vector masks of Photoshop as SVG path data."""

from __future__ import annotations

from typing import Any

_JOINS = {0: "xor", 1: "union", 2: "difference", 3: "intersection"}
_MOST_KNOTS = 100_000


def path_data(vector: Any, size: tuple[int, int]) -> str:
    """All subpaths in px of a document of ``size``, combined as each one says; even-odd."""
    parts: list[tuple[int, list[str]]] = []
    count = 0
    for subpath in vector.paths:
        count += len(subpath)
        if count > _MOST_KNOTS:
            raise ValueError("too many knots")
        d = _subpath(subpath, size)
        if not d:
            continue
        operation = int(subpath.operation)
        if operation < 0 and parts:  # one shape with the subpath before: holes
            parts[-1][1].append(d)
        else:
            parts.append((operation if operation in _JOINS else 1, [d]))
    if not parts:
        return ""
    if len(parts) == 1 and parts[0][0] != 2:
        return " ".join(parts[0][1])
    return _combined(parts, size)


def _subpath(subpath: Any, size: tuple[int, int]) -> str:
    knots = list(subpath)
    if len(knots) < 2:
        return ""

    def place(point: Any) -> str:
        return f"{_number(point[1] * size[0])} {_number(point[0] * size[1])}"

    out = [f"M{place(knots[0].anchor)}"]
    closed = bool(subpath.is_closed())
    for start, end in zip(knots, (*knots[1:], knots[0]), strict=True):
        if end is knots[0] and not closed:
            break
        if start.leaving == start.anchor and end.preceding == end.anchor:
            out.append(f"L{place(end.anchor)}")
        else:
            out.append(f"C{place(start.leaving)} {place(end.preceding)} {place(end.anchor)}")
    return " ".join(out) + ("Z" if closed else "")


def _combined(parts: list[tuple[int, list[str]]], size: tuple[int, int]) -> str:
    """The parts one after another by union, difference, intersection or exclusion. A first part that subtracts is
    taken from the whole page."""
    import pathops

    operations = {
        "union": pathops.PathOp.UNION, "difference": pathops.PathOp.DIFFERENCE,
        "intersection": pathops.PathOp.INTERSECTION, "xor": pathops.PathOp.XOR,
    }  # fmt: skip
    whole: Any = None
    for operation, pieces in parts:
        shape = _outline(" ".join(pieces))
        if whole is None:
            whole = shape
            if operation == 2:
                page = _outline(f"M0 0L{size[0]} 0L{size[0]} {size[1]}L0 {size[1]}Z")
                whole = pathops.op(page, shape, pathops.PathOp.DIFFERENCE)
            continue
        whole = pathops.op(whole, shape, operations[_JOINS[operation]])
    return _written(whole)


def _outline(d: str) -> Any:
    import pathops

    found = pathops.Path(fillType=pathops.FillType.EVEN_ODD)
    pen = found.getPen(allow_open_paths=False)
    is_open = False
    for word in d.replace("Z", " Z").replace("M", " M").replace("L", " L").replace("C", " C").split(" "):
        if not word:
            continue
        if word == "Z":
            pen.closePath()
            is_open = False
            continue
        if word[0] in "MLC":
            command, numbers = word[0], [float(word[1:])]
            if command == "M" and is_open:
                pen.closePath()
        else:
            numbers.append(float(word))
        if len(numbers) == {"M": 2, "L": 2, "C": 6}[command]:
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            {"M": pen.moveTo, "L": pen.lineTo, "C": pen.curveTo}[command](*points)
            is_open = True
    if is_open:
        pen.closePath()
    return found


def _written(path: Any) -> str:
    import pathops

    verbs = {
        pathops.PathVerb.MOVE: "M",
        pathops.PathVerb.LINE: "L",
        pathops.PathVerb.QUAD: "Q",
        pathops.PathVerb.CUBIC: "C",
    }
    path.convertConicsToQuads()
    out = []
    for verb, points in path:
        if verb == pathops.PathVerb.CLOSE:
            out.append("Z")
        else:
            out.append(verbs[verb] + " ".join(f"{_number(x)} {_number(y)}" for x, y in points))
    return " ".join(out)


def _number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
