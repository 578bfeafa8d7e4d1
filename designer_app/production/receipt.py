"""The receipt: proof of what lies in an output folder, as JSON for programs and as CSV for people.

One entry for every file that was made there and is as it was made. ``status`` and ``reviewer`` are for people to
fill in, in either file: they stay as long as the picture does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from designer_app.build.resources import stamp_of
from designer_app.errors import DesignError, Finding
from designer_app.known_types import read_as
from designer_app.production.companions import beside_touched, content_of
from designer_app.production.keeping import Keeper, put
from designer_app.production.ledger import Ledger
from designer_app.production.records import Entry
from designer_app.production.sheets import csv_pieces

JSON, CSV = "receipt.json", "receipt.csv"
VERSION = 1


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One file. ``path`` is relative to the receipt; ``template_version`` and ``kit_version`` are hashes of their
    files; ``slots`` those that the picture shows; ``warnings`` one line each."""

    path: str
    sha256: str
    bytes: int
    key: str
    variant: str
    size: str
    kit: str
    lang: str
    page: int
    width: int
    height: int
    template: str
    template_version: str
    kit_version: str
    as_of: str
    scene: str
    encoder: str
    slots: tuple[str, ...]
    warnings: tuple[str, ...]
    status: str = ""
    reviewer: str = ""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """``files`` in the order of their paths."""

    receipt: int = VERSION
    files: tuple[Line, ...] = ()


Review = tuple[str, str]  # status, reviewer


def read_receipt(folder: Path) -> Receipt:
    """Raises ``DesignError``: ``no-receipt``, ``bad-receipt``."""
    path = folder / JSON
    try:
        return msgspec.json.decode(path.read_bytes(), type=read_as(Receipt))
    except OSError as fault:
        raise _fault(
            "no-receipt", path, fault.strerror or str(fault), "make it with designer batch"
        ) from None
    except msgspec.DecodeError as fault:
        raise _fault("bad-receipt", path, str(fault), "make the files again") from None


def _fault(code: str, path: Path, found: str, remedy: str) -> DesignError:
    return DesignError(
        Finding(code=code, file=str(path), found=found, expected="the receipt of a batch", remedy=remedy)
    )


def _put(
    keeper: Keeper, ledger: Ledger, name: str, make: Callable[[], Iterable[bytes]], overwrite: bool
) -> tuple[Entry, bool]:
    suffix = name.rpartition(".")[2]
    blank = Entry(
        name=name, path="", sha256="", bytes=0, mtime=0, width=0, height=0, format=suffix, encoder=""
    )
    known = ledger.known(name, [name])
    return put(keeper, str(ledger.out), ledger.part(), known, name, content_of(make), blank, overwrite)


def is_current(ledger: Ledger) -> bool:
    """Whether both files of the receipt are as they were written last."""
    return all(
        any(entry.path == name and entry.stamp == stamp_of(str(ledger.out / name)) for entry in ledger.entries(name))
        for name in (JSON, CSV)
    )  # fmt: skip


def write_receipt(ledger: Ledger) -> list[Finding]:
    """Write both files of what the ledger knows to be there. A table to which people have added columns stays."""
    reviews, own = _reviews(ledger)
    latest = ledger.latest()

    def lines() -> Iterator[Line]:
        for entry in latest:
            if entry.name not in (JSON, CSV):
                yield _line(entry, reviews)

    found: list[Finding] = []
    with closing(Keeper()) as keeper:
        _put(keeper, ledger, JSON, lambda: _json(lines()), True)
        entry, _ = _put(keeper, ledger, CSV, lambda: _csv(lines()), not own)
    if entry.beside:
        found.append(beside_touched(entry, "columns of your own", "the receipt as it was made"))
    return found


def _json(lines: Iterator[Line]) -> Iterator[bytes]:
    """A ``Receipt``, indented; line by line, as a folder may hold a hundred thousand files."""
    yield b'{\n "receipt": %d,\n "files": [' % VERSION
    before = b"\n  "
    for line in lines:
        yield before + msgspec.json.format(msgspec.json.encode(line), indent=1).replace(b"\n", b"\n  ")
        before = b",\n  "
    yield b"\n ]\n}\n" if before[:1] == b"," else b"]\n}\n"


def _line(entry: Entry, reviews: Mapping[tuple[str, str], Review]) -> Line:
    status, reviewer = reviews.get((entry.path, entry.sha256), ("", ""))
    return Line(
        path=entry.path, sha256=entry.sha256, bytes=entry.bytes, key=entry.key, variant=entry.variant,
        size=entry.size, kit=entry.kit, lang=entry.lang, page=entry.page, width=entry.width, height=entry.height,
        template=entry.template, template_version=entry.template_version, kit_version=entry.kit_version,
        as_of=entry.as_of, scene=entry.scene, encoder=entry.encoder, slots=entry.slots,
        warnings=tuple(f.line() for f in entry.findings if f.severity != "note"), status=status, reviewer=reviewer,
    )  # fmt: skip


def _csv(lines: Iterator[Line]) -> Iterator[bytes]:
    heads = Line.__struct_fields__
    return csv_pieces(heads, ([_cell(getattr(line, head)) for head in heads] for line in lines))


def _cell(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)


class _Reviewed(msgspec.Struct):
    """What people may have filled in."""

    path: str
    sha256: str
    status: str = ""
    reviewer: str = ""


class _Reviews(msgspec.Struct):
    files: tuple[_Reviewed, ...] = ()


_line_of = msgspec.json.Decoder(read_as(_Reviewed))
_AROUND = (b"{", b' "receipt": %d,' % VERSION, b' "files": [', b' "files": []', b" ]", b"}")


def _written(path: Path) -> Iterator[_Reviewed]:
    """The lines of a receipt, one after the other while it is laid out as we do it, else from the whole file. Raises
    ``OSError``, ``DecodeError``."""
    mine: list[bytes] = []
    with path.open("rb") as stream:
        for text in stream:
            text = text.rstrip()
            if text == b"  {" or mine:
                mine.append(text.removesuffix(b",") if text == b"  }," else text)
                if mine[-1] == b"  }":
                    yield _line_of.decode(b"".join(mine))
                    mine = []
            elif text not in _AROUND:
                break
        else:
            return
    yield from msgspec.json.decode(path.read_bytes(), type=read_as(_Reviews)).files


def _reviews(ledger: Ledger) -> tuple[dict[tuple[str, str], Review], bool]:
    """What people have filled in, by path and hash; and whether the table has columns that aren't ours."""
    out = ledger.out
    found: dict[tuple[str, str], Review] = {}
    try:
        found = {
            (line.path, line.sha256): (line.status, line.reviewer)
            for line in _written(out / JSON)
            if line.status or line.reviewer
        }
        here = stamp_of(str(out / CSV))
        if any(entry.path == CSV and entry.stamp == here for entry in ledger.entries(CSV)):
            return found, False  # nobody has touched it since we wrote the same into both
    except (OSError, msgspec.DecodeError):
        pass
    if not (out / CSV).exists():
        return found, False
    from designer_app.production.data import read_table
    from designer_app.production.data.records import cell_text

    try:
        table = read_table(out / CSV)
    except DesignError:
        return found, True
    for row in table.rows:
        path, sha256, status, reviewer = (
            cell_text(row.cells.get(name)) for name in ("path", "sha256", "status", "reviewer")
        )
        if status or reviewer:
            found[path, sha256] = (status, reviewer)
    return found, not set(table.columns) <= set(Line.__struct_fields__)
