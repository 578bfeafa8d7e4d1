"""Zip packages of office programs: parts by name, inflated as a stream with limits whatever their headers say."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator

from designer_app.production.data.xlsx_xml import XmlError

BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
)  # fmt: skip
_ENTRIES = 10_000
_PART_LIMIT = 256 * 1024 * 1024  # inflated bytes of any one part
_RATIO = 1_000  # deflate can't do much better on honest XML
_SMALL = 1024 * 1024


class Package:
    """Raises ``XmlError`` for what no office program writes: too many parts, two of one name, a password."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        entries = archive.infolist()
        if len(entries) > _ENTRIES:
            raise XmlError(f"{len(entries)} parts")
        # Some programs write backslashes or other cases than their own references.
        self.parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = part_name(entry.filename)
            if name in self.parts:
                raise XmlError("two parts of one name", name)
            self.parts[name] = entry
        if any(entry.flag_bits & 1 for entry in entries):
            raise XmlError("locked by a password: save it without one")

    def inflated(self, part: str) -> Iterator[bytes]:
        """Chunks of a part, cut off at the limit."""
        entry = self.parts.get(part_name(part))
        if entry is None:
            raise XmlError("missing", part)
        if entry.file_size > _SMALL and entry.file_size > _RATIO * max(1, entry.compress_size):
            raise XmlError("inflates more than a thousand times", part)
        total = 0
        with self.archive.open(entry) as stream:
            while chunk := stream.read(65536):
                total += len(chunk)
                if total > _PART_LIMIT:
                    raise XmlError(f"more than {_PART_LIMIT // 1024**2} MB when inflated", part)
                yield chunk


def part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
