"""ZIP archives of a run's pictures and captions, one for each platform or row. The same files give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from designer_app.errors import fail
from designer_app.files import safe_name
from designer_app.production.companion import Companion, made_of
from designer_app.production.ledger import sha256_of
from designer_app.production.plan import Plan
from designer_app.production.records import Result
from designer_app.production.rows import row_of

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can say
_PIECE = 1 << 20
_NO_PLATFORM = "other"


def archives(
    by: str, plan: Plan, out: Path, results: Sequence[Result], texts: Mapping[str, Sequence[Result]]
) -> Iterator[Companion]:
    """``texts`` are captions by their names, with the pictures that they belong to."""
    platforms = {chunk.setting.size.id: chunk.setting.size.platform or _NO_PLATFORM for chunk in plan.chunks}
    groups: dict[str, dict[str, str]] = {}  # archive → file → SHA-256

    def group(result: Result) -> str:
        return safe_name(row_of(result.key, result.variant) if by == "row" else platforms[result.size])

    members: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(group(result), {})[result.path] = result.sha256
        members.setdefault(group(result), []).append(result)
    for name, pictures in texts.items():
        for place in sorted({group(result) for result in pictures}):
            groups[place][name] = sha256_of(out / name)
    for place in sorted(groups):
        files = groups[place]
        yield Companion(
            name=f"{place}.zip", made_of=made_of("zip", 1, sorted(files.items())),
            make=partial(zipped, out, sorted(files)),
            pictures=members[place], encoder="zip, stored",
        )  # fmt: skip


class _Pieces:
    """What an archive is written into, emptied again and again."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, data: bytes) -> int:
        self.data += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        data = bytes(self.data)
        self.data.clear()
        return data


def zipped(folder: Path, names: Iterable[str]) -> Iterator[bytes]:
    """A ZIP of files below a folder, in pieces: stored, for pictures are small already; no times, no owners. Raises
    ``DesignError`` (``cannot-read``)."""
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:  # type: ignore[call-overload]
        for name in names:
            info = zipfile.ZipInfo(name, _DAY)
            info.create_system, info.external_attr = 3, 0o644 << 16
            try:
                with (folder / name).open("rb") as stream, archive.open(info, "w") as member:
                    while piece := stream.read(_PIECE):
                        member.write(piece)
                        yield pieces.taken()
            except OSError as fault:
                raise fail(
                    "cannot-read", file=name, found=fault.strerror or str(fault), expected="a file that was just made",
                    remedy="run the batch again",
                ) from None  # fmt: skip
    yield pieces.taken()
