"""One run at a time per output folder: who holds it, and that the system lets go of it when the holder dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from designer_app import files
from designer_app.errors import DesignError, Finding, fail
from designer_app.files import HeldFile, Holder, check_folder
from designer_app.production.ledger import FOLDER

LOCK = "lock"


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Hold an output folder. Raises ``DesignError``: ``folder-in-use`` with who holds it, ``cannot-write``.

    A holder that was killed has let go: its lock is taken over. Nothing stays behind where nothing was made.
    """
    check_folder(out)
    fresh = [place for place in (out, *out.parents) if not place.exists()]
    lock = HeldFile.take(out / FOLDER / LOCK)
    if lock is None:
        raise _in_use(out)
    try:
        lock.sign()
        yield
    finally:
        lock.release()
        for place in (out / FOLDER, *fresh):
            with suppress(OSError):
                place.rmdir()  # empty folders of a run that made nothing


def check_held(out: Path) -> None:
    """That the folder is still the one that is held: a share that was let go leaves an empty folder of its name behind,
    and files must not come to lie there. Raises ``DesignError`` (``disk-gone``)."""
    if not os.path.lexists(out / FOLDER / LOCK):
        raise fail(
            "disk-gone", file=str(out), found="an output folder that has been taken away", expected="the folder that the run began in",
            remedy="connect it again or choose another output folder, then run the same command again",
        )  # fmt: skip


def holder_of(out: Path) -> Holder:
    """Who holds a folder that is in use, as far as it can be told."""
    return files.holder_of(out / FOLDER / LOCK)


def _in_use(out: Path) -> DesignError:
    return DesignError(
        Finding(
            code="folder-in-use", file=str(out), found=holder_of(out).words(),
            expected="one run at a time into a folder", remedy="wait until it is done, or choose another folder",
        )
    )  # fmt: skip
