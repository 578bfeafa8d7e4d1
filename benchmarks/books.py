"""Memory that ledger and receipt of a large folder take at the end of a run, apart from the run itself:
``python -m benchmarks.books 50000`` prints MB above the bare process."""

from __future__ import annotations

import hashlib
import os
import resource
import sys
import tempfile
from pathlib import Path

from designer_app.production.holding import held
from designer_app.production.keeping import Keeper
from designer_app.production.ledger import Ledger
from designer_app.production.receipt import write_receipt
from designer_app.production.records import Entry


def main(count: int) -> float:
    """MB at most, for ``count`` files as a batch notes them."""
    with tempfile.TemporaryDirectory() as name, held(Path(name)):
        out = Path(name)
        keeper = Keeper()
        for number in range(count):
            _note(keeper, out, f"r{number:06}-320x320-1.jpg")
        before = _peak()
        ledger = Ledger(out)
        write_receipt(ledger)
        ledger.gather()
        return _peak() - before


def _note(keeper: Keeper, out: Path, name: str) -> None:
    (out / name).write_bytes(b"picture")
    template, kit, own = (_hash(text) for text in ("template", "kit", name))
    entry = Entry(
        name=name, path=name, key=name[:7], size="320x320", kit="med", lang="ru", template="note",
        template_version=template, kit_version=kit, input=own, parts=(template, template, kit, kit, own), scene=own,
        file=own, sha256=_hash(own) * 2, bytes=7, mtime=os.stat(out / name).st_mtime_ns, width=320, height=320,
        format="jpg", encoder="jpg, quality 90, 4:4:4", slots=("headline", "price"),
    )  # fmt: skip
    keeper.note(Ledger.part_of(out), entry)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _peak() -> float:
    """MB at most so far. What the system counts for the process alone where it tells that: the other figure begins with
    the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    print(f"{main(int(sys.argv[1])):.0f}")
