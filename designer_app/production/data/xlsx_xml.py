"""XML of a workbook as a stream of start tags, end tags and texts, by local name; no DOCTYPE, little depth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from xml.parsers import expat

_DEPTH = 64

Start = Callable[[str, dict[str, str]], Any]


class XmlError(Exception):
    """A part that is broken or refused."""

    def __init__(self, what: str, part: str = "") -> None:
        super().__init__(what)
        self.part = part


def parse_part(
    chunks: Iterable[bytes],
    part: str,
    start: Start,
    end: Callable[[str], Any] | None = None,
    text: Callable[[str], Any] | None = None,
    *,
    doctype: bool = False,
) -> None:
    """Feed a part's chunks to the handlers; namespaces' prefixes are cut off. ``doctype`` lets a DOCTYPE pass that only names
    another file (which is not read). Raises ``XmlError``."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise XmlError(f"more than {_DEPTH} levels", part)
        if ":" in name:
            name = name.rpartition(":")[2]
        start(name, _local(attributes))

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name.rpartition(":")[2])

    def refused(name: str, system: str | None, public: str | None, inner: int) -> None:
        if inner or not doctype:
            raise XmlError("a DOCTYPE", part)

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = refused
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as fault:  # the latter of an encoding that it names
        raise XmlError(str(fault), part) from None


def _local(attributes: dict[str, str]) -> dict[str, str]:
    for key in attributes:
        if ":" in key:
            return {key.rpartition(":")[2]: value for key, value in attributes.items()}
    return attributes
