"""The ``.venv`` of a checkout: made from the lock files, repaired when its making was interrupted.

A set of packages (``engine``, ``test``) is installed when ``.venv/designer-setup/SET.done`` equals its
lock file plus the identity of the Python beneath. That comparison is all that later runs cost.

Who may not write into the checkout uses its ``.venv`` as far as that goes; where something is missing there,
or its Python belongs to another person, an environment in the person's own cache folder takes its place.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

LOCKS = {"engine": "requirements.lock", "test": "requirements-test.lock"}
TITLES = {"engine": "packages", "test": "packages for tests"}
WINDOWS = os.name == "nt"
# A person's settings for other work, which would send packages or imports elsewhere.
STRAY_VARIABLES = (
    "PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH", "PYTHONSTARTUP", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV",
    "PIP_ROOT", "PIP_TARGET", "PIP_USER",
)  # fmt: skip


class SetupError(Exception):
    """Set-up cannot go on; the text is one line for a person. ``harmless``: nothing was changed yet."""

    def __init__(self, line: str, harmless: bool = False) -> None:
        super().__init__(line)
        self.harmless = harmless


class Environment:
    """The environment of the checkout at ``root`` (an absolute path)."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._settle(os.path.join(root, ".venv"))

    def _settle(self, folder: str) -> None:
        self.folder = folder
        self.python = os.path.join(
            self.folder, *(("Scripts", "python.exe") if WINDOWS else ("bin", "python"))
        )
        self.notes = os.path.join(self.folder, "designer-setup")
        self.libraries = os.path.join(self.folder, "system-libraries")
        self._unfinished = f"{self.folder}.unfinished"

    def ready(self, name: str) -> bool:
        """Whether the set ``name`` is installed as its lock file says, for a Python that is still there."""
        try:
            with open(self._stamp_path(name), "rb") as stream:
                return stream.read() == self._stamp(name)
        except OSError:
            return False

    def prepare(self, *names: str) -> None:
        """Install the sets that are not ready. Raises ``SetupError``; an interruption is repaired next time."""
        if all(map(self.ready, names)) or (self.move_out() and all(map(self.ready, names))):
            return
        from tools.launcher import installing

        with self.locked():
            if all(map(self.ready, names)):
                return
            broken = os.path.exists(self._unfinished) or not installing.usable(self)
            _write(self._unfinished, b"")
            if broken:
                installing.make_anew(self)
            os.makedirs(self.notes, exist_ok=True)
            try:
                for name in names:
                    if not self.ready(name):
                        installing.install(self, TITLES[name], os.path.join(self.root, LOCKS[name]))
                        _write(self._stamp_path(name), self._stamp(name))
            except SetupError as fault:
                if fault.harmless:
                    os.unlink(self._unfinished)
                raise
            os.unlink(self._unfinished)

    def move_out(self) -> bool:
        """Leave a checkout that can't be written to for the person's cache folder; returns whether it did."""
        folders = (self.root, self.folder)
        if all(os.access(folder, os.W_OK) for folder in folders if os.path.exists(folder)):
            return False
        place = os.path.join(cache_folder(), "designer", f"{zlib.crc32(os.fsencode(self.root)):08x}")
        try:
            os.makedirs(place, exist_ok=True)
        except OSError:
            return False
        self._settle(os.path.join(place, ".venv"))
        return True

    def hand_over(self, arguments: list[str], extra: dict[str, str] | None = None) -> int:
        """Become the environment's Python (POSIX), or run it and return its exit code (Windows)."""
        command = [self.python, "-P", *arguments]
        variables = {**self.variables(), **(extra or {})}
        sys.stdout.flush()
        sys.stderr.flush()
        if not WINDOWS:
            os.execve(self.python, command, variables)
        return self.run(command, variables)

    def run(self, command: list[str], variables: dict[str, str]) -> int:
        """Run a command to its end, leaving Ctrl+C to it; returns its exit code."""
        import subprocess

        with subprocess.Popen(command, env=variables) as process:
            while True:
                try:
                    return process.wait()
                except KeyboardInterrupt:
                    continue

    def variables(self) -> dict[str, str]:
        """The process environment for the program: this checkout's code, UTF-8, unpacked system libraries."""
        variables = {name: value for name, value in os.environ.items() if name not in STRAY_VARIABLES}
        variables.update(PYTHONPATH=self.root, PYTHONUTF8="1", PYTHONNOUSERSITE="1")
        if os.path.isdir(self.libraries):
            from tools.launcher.system_libraries import search_variables

            variables.update(search_variables(self.libraries))
        return variables

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the set-up lock, so that two first runs don't write one ``.venv``; waits, and says so.

        The lock lasts as long as this process and the installers it starts: ``self.lock_handle``.
        """
        path = f"{self.folder}.lock"
        try:
            self.lock_handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as fault:
            raise SetupError(
                f"{self.root}: found a folder that cannot be written to ({fault.strerror}) · expected room for .venv there or "
                f"in {cache_folder()} → copy the project into a folder of your own and start it there"
            ) from fault
        try:
            _take(self.lock_handle)
            yield
        finally:
            os.close(self.lock_handle)

    def _stamp_path(self, name: str) -> str:
        return os.path.join(self.notes, f"{name}.done")

    def _stamp(self, name: str) -> bytes:
        with open(os.path.join(self.root, LOCKS[name]), "rb") as stream:
            return self._identity() + b"\n" + stream.read()

    def _identity(self) -> bytes:
        """The Python that the environment stands on, by where its files really are.

        After a system upgrade the same link leads to another version, which has none of the packages.
        """
        if WINDOWS:
            with open(os.path.join(self.folder, "pyvenv.cfg"), "rb") as stream:
                return stream.read()
        if not os.path.exists(self.python):
            raise FileNotFoundError(self.python)
        return os.fsencode(os.path.realpath(self.python))


def cache_folder() -> str:
    """Where this system keeps what a person's programs can make anew."""
    if WINDOWS:
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches")
    return os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")


def _take(handle: int) -> None:
    """Lock the open file; ends with the last process that has it open."""
    import time

    told = False
    while not _try_lock(handle):
        if not told:
            print("Another set-up is at work here; waiting for it …", file=sys.stderr, flush=True)
            told = True
        time.sleep(0.2)


def _try_lock(handle: int) -> bool:
    try:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
