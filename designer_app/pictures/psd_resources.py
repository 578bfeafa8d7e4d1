"""The image resources of a Photoshop document, cut down to those that are read (Adobe Photoshop File Formats, "Image
Resource Blocks"): old and damaged ones, which nothing here needs, would cost the whole document."""

from __future__ import annotations

_SIGNATURE = b"8BIM"
_READ = frozenset(
    {1037, 1039, 1049, 1053, 1057}
)  # light's angle, ICC, its height, alpha's identifiers, version
_HEADER = 26
_ASTRAY = 4  # bytes by which a resource may be shorter or longer than it says


def without_needless_resources(data: bytes) -> bytes:
    """The document with no other resources than those read. What cannot be followed is left as it is."""
    colours = _HEADER + 4 + int.from_bytes(data[_HEADER : _HEADER + 4], "big")
    start = colours + 4
    end = start + int.from_bytes(data[colours:start], "big")
    if end > len(data):
        return data
    kept = bytearray()
    at = start
    while (at := _next(data, at, end)) >= 0:
        name = at + 6
        length_at = name + 1 + data[name] + (data[name] + 1) % 2
        content = length_at + 4
        length = int.from_bytes(data[length_at:content], "big")
        if content + length > end:
            break
        number = int.from_bytes(data[at + 4 : name], "big")
        at = content + length + length % 2
        if number in _READ:
            kept += _SIGNATURE + number.to_bytes(2, "big") + b"\0\0" + length.to_bytes(4, "big")
            kept += data[content : content + length] + bytes(length % 2)
    return data[:colours] + len(kept).to_bytes(4, "big") + bytes(kept) + data[end:]


def _next(data: bytes, at: int, end: int) -> int:
    """Where the next resource begins, a little before or after it should, too; −1 at the end."""
    if at + 12 > end:
        return -1
    if data[at : at + 4] == _SIGNATURE:
        return at
    found = data.find(_SIGNATURE, at - _ASTRAY, min(end, at + _ASTRAY + 4))
    return found if found + 12 <= end else -1
