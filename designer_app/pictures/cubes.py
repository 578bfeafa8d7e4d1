"""Colour lookup tables in three dimensions: ``.cube`` (Adobe's Cube LUT Specification 1.0) and ``.3dl`` files."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, product
from pathlib import Path

from designer_app.errors import DesignError, fail
from designer_app.pictures.reading import named, read_file
from designer_app.scene.adjustments import Lookup

_SMALLEST, _LARGEST = 2, 65  # colours along an edge
_MOST_BYTES = 32 << 20
_WHOLE = 65_535


def read_cube(path: Path) -> Lookup:
    """A table of colours. Raises ``DesignError`` naming the file: ``cannot-read``, ``not-a-file``, ``bad-lookup``."""
    data = read_file(path)
    try:
        return cube_of(data)
    except DesignError as error:
        raise named(error, path) from None


def cube_of(data: bytes) -> Lookup:
    """The table in a file's bytes; it is a ``.cube`` where it names its size, else a ``.3dl``. Raises ``bad-lookup``."""
    if len(data) > _MOST_BYTES:
        raise _bad(f"more than {_MOST_BYTES >> 20} MB")
    lines = [
        line.split()
        for raw in data.decode("latin-1").splitlines()
        if (line := raw.strip()) and line[0] != "#"
    ]
    return _cube(lines) if any(line[0] == "LUT_3D_SIZE" for line in lines) else _mesh(lines)


def _cube(lines: list[list[str]]) -> Lookup:
    size, low, high = 0, [0.0] * 3, [1.0] * 3
    colours: list[list[float]] = []
    for line in lines:
        match line[0]:
            case "LUT_3D_SIZE" if len(line) > 1 and line[1].isdecimal():
                size = int(line[1][:6])
            case "DOMAIN_MIN" | "DOMAIN_MAX":
                ends = _numbers(line[1:])
                low, high = (ends, high) if line[0] == "DOMAIN_MIN" else (low, ends)
            case "LUT_1D_SIZE":
                raise _bad("a table in one dimension besides")
            case word if word[0].isdecimal() or word[0] in "+-.":
                colours.append(_numbers(line))
    if (low, high) != ([0.0] * 3, [1.0] * 3):
        raise _bad("a domain other than 0 to 1")
    return Lookup(_checked(size, len(colours)), _packed(part for colour in colours for part in colour))


def _mesh(lines: list[list[str]]) -> Lookup:
    """A line of where the greys lie, then whole numbers, blue fastest, of 10, 12 or 16 bits as the largest one says."""
    numbers = [line for line in lines if all(word.isdecimal() for word in line)]
    if len(numbers) < 2:
        raise _bad("no table")
    size = len(numbers[0])
    colours = [_numbers(line) for line in numbers[1:]]
    _checked(size, len(colours))
    most = max(max(colour) for colour in colours)
    whole = next((2**bits - 1 for bits in (10, 12) if most < 2**bits), _WHOLE)
    red_fastest = product(range(size), repeat=3)
    turned = (colours[(red * size + green) * size + blue] for blue, green, red in red_fastest)
    return Lookup(size, _packed(part / whole for colour in turned for part in colour))


def _checked(size: int, found: int) -> int:
    if not _SMALLEST <= size <= _LARGEST:
        raise _bad(f"{size} colours along an edge")
    if found != size**3:
        raise _bad(f"{found} colours where {size} × {size} × {size} belong")
    return size


def _numbers(words: list[str]) -> list[float]:
    try:
        found = [float(word) for word in islice(words, 3)]
    except ValueError:
        raise _bad(f"'{' '.join(words)[:40]}' where three numbers belong") from None
    if len(found) != 3 or not all(abs(number) < 1e9 for number in found):
        raise _bad(f"'{' '.join(words)[:40]}' where three numbers belong")
    return found


def _packed(values: Iterable[float]) -> bytes:
    from array import array
    from sys import byteorder

    out = array("H", (min(_WHOLE, max(0, int(value * _WHOLE + 0.5))) for value in values))
    if byteorder == "big":
        out.byteswap()
    return out.tobytes()


def _bad(found: str) -> DesignError:
    return fail(
        "bad-lookup",
        found=found,
        expected=f"a .cube or .3dl file of {_SMALLEST} to {_LARGEST} colours along each edge",
        remedy="save the look again as a 3D table (.cube)",
    )
