"""What a file says about itself, as XMP (ISO 16684-1) in every format; written and read back.

No clock and no random id: the same design gives the same bytes.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from designer_app.export.records import FileMeta

# Characters per field: the fullest packet then fits one JPEG segment (65,502 bytes).
LIMITS = {
    "title": 300,
    "alt": 2000,
    "row_key": 300,
    "scene_key": 300,
    "software": 300,
    "language": 60,
    "rights": 1000,
}

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_IPTC = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
_OWN = "urn:designer-app:file#"
_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {"dc": _DC, "xmp": _XMP, "Iptc4xmpCore": _IPTC, "designer": _OWN}

# field, prefix, element, whether it is a language alternative (rdf:Alt)
_FIELDS = (
    ("title", "dc", "title", True),
    ("alt", "dc", "description", True),
    ("alt", "Iptc4xmpCore", "AltTextAccessibility", True),
    ("rights", "dc", "rights", True),
    ("language", "dc", "language", False),
    ("software", "xmp", "CreatorTool", False),
    ("row_key", "designer", "row", False),
    ("scene_key", "designer", "scene", False),
)
_SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _PREFIXES.items())
_OPENING = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
    f'<rdf:Description rdf:about="" {_SPACES}>'
)
_CLOSING = '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0 § 2.2
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}")


def clean(meta: FileMeta) -> FileMeta:
    """The same with texts that XML and every format can carry, cut at ``LIMITS``."""
    return FileMeta(**{field: _clean(getattr(meta, field))[:limit] for field, limit in LIMITS.items()})


def _clean(text: str) -> str:
    if text.isprintable():  # nothing is printable that is forbidden
        return text
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def language_tag(meta: FileMeta) -> str:
    """The language where it has the form of a tag (BCP 47), else nothing."""
    return meta.language if _TAG.fullmatch(meta.language) else ""


def xmp(meta: FileMeta) -> bytes:
    """The XMP packet in UTF-8, or nothing when every field is empty."""
    meta = clean(meta)
    tag = language_tag(meta)
    lines = [
        f"<{prefix}:{element}>{_value(text, tag, alternative, element)}</{prefix}:{element}>"
        for field, prefix, element, alternative in _FIELDS
        if (text := getattr(meta, field))
    ]
    return "".join((_OPENING, *lines, _CLOSING)).encode() if lines else b""


def _value(text: str, language: str, alternative: bool, element: str) -> str:
    words = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if element == "language":
        return f"<rdf:Bag><rdf:li>{words}</rdf:li></rdf:Bag>"
    if not alternative:
        return words
    items = f'<rdf:li xml:lang="x-default">{words}</rdf:li>'
    if language:
        items += f'<rdf:li xml:lang="{language}">{words}</rdf:li>'
    return f"<rdf:Alt>{items}</rdf:Alt>"


def read_meta(source: bytes | Path) -> FileMeta:
    """What a file made by this room says about itself; empty fields where it says nothing.

    Raises ``OSError`` (Pillow's ``UnidentifiedImageError`` included) for what is no picture.
    """
    from defusedxml import ElementTree

    packet = _packet(source if isinstance(source, bytes) else source.read_bytes())
    if not packet:
        return FileMeta()
    try:
        tree = ElementTree.fromstring(packet)
    except (ElementTree.ParseError, ValueError):
        return FileMeta()
    found: dict[str, str] = {}
    for field, prefix, element, _ in _FIELDS:
        node = next(tree.iter(f"{{{_PREFIXES[prefix]}}}{element}"), None)
        if node is not None:
            found[field] = _text(node)
    return FileMeta(**found)


def _packet(data: bytes) -> bytes:
    """The XMP packet of a picture or a document."""
    if data.startswith(b"%PDF"):
        import pikepdf

        with pikepdf.open(io.BytesIO(data)) as document:
            return bytes(document.Root.Metadata.read_bytes()) if "/Metadata" in document.Root else b""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        return bytes(picture.info.get("xmp", b""))


def _text(node: Any) -> str:
    item = next(node.iter(f"{{{_RDF}}}li"), None)
    return str((node if item is None else item).text or "")
