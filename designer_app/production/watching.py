"""Running a job again on each save of what it is made of: job, table, template, kits, pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import msgspec

from designer_app.design.library import find_kit, find_template
from designer_app.errors import DesignError
from designer_app.export.formats import FORMATS
from designer_app.production.jobs import Job

_QUIET, _MOST = 250, 2000  # ms without a further change, and at most, before a change counts
_TURN = 100  # ms between looks at whether to stop
_START = 10.0  # seconds until listening has begun
_WAIT = 0.5  # seconds: some systems hear Ctrl+C between waits only
_PICTURES = {kind.suffix for kind in FORMATS.values()} | {
    ".jpeg",
    ".svg",
    ".gif",
    ".tif",
    ".tiff",
    ".bmp",
    ".psd",
    ".psb",
}
_PASSING = (".~", "~$", ".#", ".goutputstream")  # beginnings of names that programs write while they save


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """What a job is made of. In ``folders`` every file counts, in ``tables``' and the ``loose`` folders only the
    files named and pictures. ``out`` is where the job writes."""

    folders: tuple[Path, ...]
    loose: tuple[Path, ...]
    files: frozenset[Path]
    out: Path

    @property
    def places(self) -> tuple[Path, ...]:
        """Existing folders to listen at, none of them inside another."""
        found: list[Path] = []
        for place in sorted(
            {p for p in (*self.folders, *self.loose) if p.is_dir()}, key=lambda p: len(p.parts)
        ):
            if not any(place.is_relative_to(other) for other in found):
                found.append(place)
        return tuple(found)

    def counts(self, name: str) -> bool:
        """Whether the change of a file means that the job should run again."""
        path = Path(name)
        if (
            path.is_relative_to(self.out)
            or path.name.startswith(_PASSING)
            or path.name.endswith(("~", ".part", ".tmp"))
        ):
            return False
        if path in self.files or any(path.is_relative_to(folder) for folder in self.folders):
            return True
        return path.suffix.lower() in _PICTURES and any(path.is_relative_to(folder) for folder in self.loose)


def sources_of(job: Job, job_file: str, out: Path) -> Sources:
    """What a job is made of, as far as it can be told: a name that isn't found yet is left out."""
    folders = [Path(folder) for folder in job.assets]
    with_fault: list[Callable[[], Path]] = [lambda: find_template(job.template).folder]
    with_fault += [lambda kit=kit: find_kit(kit).folder for kit in job.kits]  # type: ignore[misc]
    for folder in with_fault:
        try:
            folders.append(folder())
        except DesignError:
            continue
    files = [Path(name) for name in (job_file, job.data, job.sizes_file) if name]
    broken = [Path(name) for name in (job.template, *job.kits) if os.path.isdir(name)]
    return Sources(
        folders=tuple(_real(folder) for folder in (*folders, *broken)),
        loose=tuple(_real(file.parent) for file in files), files=frozenset(_real(file) for file in files), out=_real(out),
    )  # fmt: skip


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


class Listener:
    """Hears of changes from the moment that it is made, while something else goes on. The only door to the library
    that does (watchfiles)."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.changed = Event()
        self._armed, self._stop = Event(), Event()
        self._thread = Thread(target=self._listen, name="watching", daemon=True)
        self._thread.start()
        self._armed.wait(_START)

    def close(self) -> None:
        self._stop.set()
        self._thread.join()

    def _listen(self) -> None:
        from watchfiles import watch

        heard = watch(
            *self.sources.places, watch_filter=lambda change, name: self.sources.counts(name), step=_QUIET,
            debounce=_MOST, stop_event=self._stop, rust_timeout=_TURN, yield_on_timeout=True,
            ignore_permission_denied=True, raise_interrupt=False,
        )  # fmt: skip
        for found in heard:
            self._armed.set()
            if found:
                self.changed.set()


def keep_running(
    read: Callable[[], Job],
    run: Callable[[Job], None],
    failed: Callable[[DesignError], None],
    *,
    job_file: str,
    out: Path,
    stop: Event | None = None,
) -> None:
    """Run a job now and on each change of what it is made of, until ``stop`` or Ctrl+C (``KeyboardInterrupt``). What
    can't be read at the moment (a file that is being saved) goes to ``failed``, and the next change is awaited.
    A change in the middle of a run is followed by another run."""
    stop = stop or Event()
    file = _real(Path(job_file))
    listener = Listener(Sources(folders=(), loose=(file.parent,), files=frozenset({file}), out=_real(out)))
    try:
        while not stop.is_set():
            listener.changed.clear()
            try:
                job = read()
                sources = sources_of(job, job_file, out)
                if sources != listener.sources:
                    listener.close()
                    listener = Listener(sources)
                run(job)
            except DesignError as error:
                failed(error)
            while not stop.is_set() and not listener.changed.wait(_WAIT):
                continue
    finally:
        listener.close()
