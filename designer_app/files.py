"""The only door to writing files: whole or not at all; and paths that stay inside a folder."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from designer_app.errors import DesignError, fail
from designer_app.timing import timed

_RESERVED = {"con", "prn", "aux", "nul"} | {f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10)}
_numbers = itertools.count()
_NAME_BYTES = 255  # of a file or folder, on every usual file system
_FORBIDDEN = '<>:"/\\|?*'


@timed("write")
def write_bytes(
    path: Path,
    data: bytes | Iterable[bytes],
    *,
    durable: bool = True,
    ready: Callable[[os.stat_result], None] | None = None,
) -> None:
    """Write ``data``, whole or in pieces, to a temporary name beside ``path``, then rename over it. ``ready`` hears of the whole file
    before it takes its name, which changes neither its size nor its time.

    ``durable`` flushes file and folder to the disk; batches pass False and flush per chunk.
    Raises ``DesignError`` and leaves the old file untouched on any fault: ``disk-full`` and ``disk-gone`` when no
    other file could be written there either, else ``cannot-write``.
    """
    temporary = ""
    try:
        handle, temporary = _part_beside(path)
        try:
            size = 0
            for piece in (data,) if isinstance(data, bytes | bytearray | memoryview) else data:
                size += len(piece)
                written = 0
                while written < len(piece):
                    written += os.write(handle, memoryview(piece)[written:])
            if durable:
                os.fsync(handle)
            if os.fstat(handle).st_size != size:
                raise OSError("short write")
        finally:
            os.close(handle)
        if ready is not None:
            ready(os.stat(temporary))
        os.replace(temporary, path)
    except BaseException as fault:
        if temporary:
            with contextlib.suppress(OSError):  # a disk that is gone takes no deleting either
                os.unlink(temporary)
        if isinstance(fault, OSError):
            raise _write_fault(path, fault) from fault
        raise  # interrupted
    if durable:
        flush_folder(path.parent)


_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_GONE = {errno.EROFS, errno.EIO, errno.ENXIO, errno.ENODEV} | {
    getattr(errno, name) for name in ("ESTALE", "ENOTCONN", "EHOSTDOWN") if hasattr(errno, name)
}
DISK_FAULTS = ("disk-full", "disk-gone")  # codes: whatever else is written there will fail as well


def _write_fault(path: Path, fault: OSError, *, gone: bool = False) -> DesignError:
    found = fault.strerror or str(fault)
    if fault.errno in _FULL:
        return fail(
            "disk-full", file=str(path), found=found, expected="free space in the output folder",
            remedy="free some space or choose another output folder, then run the same command again",
        )  # fmt: skip
    if gone or fault.errno in _GONE:
        return fail(
            "disk-gone", file=str(path), found=found, expected="a disk or share that can be written to",
            remedy="connect it again or choose another output folder, then run the same command again",
        )  # fmt: skip
    return fail(
        "cannot-write", file=str(path), found=found, expected="a folder that can be written to",
        remedy="choose another output folder",
    )  # fmt: skip


def _part_beside(path: Path) -> tuple[int, str]:
    """A new file of a name of its own in ``path``'s folder, which is made where it lacks; opened for writing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    made = False
    folder = os.path.dirname(path)
    while True:
        name = os.path.join(folder, f".~{os.getpid()}-{next(_numbers)}.part")
        try:
            return os.open(name, flags, 0o666), name
        except FileExistsError:  # left behind by a process of the same number that was killed
            continue
        except FileNotFoundError:
            if made:
                raise
            path.parent.mkdir(parents=True, exist_ok=True)  # another worker may have been quicker
            made = True


def cache_folder(*parts: str) -> Path:
    """A folder for what can be made again, below the person's cache (``DESIGNER_CACHE`` where that is set)."""
    own = os.environ.get("DESIGNER_CACHE")
    if own:
        return Path(own, *parts)
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base.joinpath("designer", *parts)


def write_text(path: Path, text: str, *, durable: bool = True) -> None:
    """``write_bytes`` of UTF-8 text with ``\\n`` line ends on every system."""
    write_bytes(path, text.encode("utf-8"), durable=durable)


class Appender:
    """A file that only grows. ``whole`` cuts off what lies beyond that many bytes (a torn tail) on opening.

    What was appended is the system's at once, so that a killed program loses nothing; ``flush`` brings it to the disk.
    Raises ``DesignError`` like ``write_bytes``.
    """

    def __init__(self, path: Path, whole: int | None = None) -> None:
        self.path = path
        self._handle = -1
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            binary = getattr(os, "O_BINARY", 0)
            self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | binary, 0o600)
            if whole is not None:
                os.ftruncate(self._handle, whole)
            self.size = os.fstat(self._handle).st_size
        except OSError as fault:
            self.close()
            raise _write_fault(path, fault) from fault

    def append(self, data: bytes) -> None:
        """All of it or nothing: what a full disk took of it is cut off again."""
        try:
            written = 0
            while written < len(data):
                written += os.write(self._handle, memoryview(data)[written:])
        except OSError as fault:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self.size)
            raise _write_fault(self.path, fault) from fault
        self.size += len(data)

    def flush(self) -> None:
        os.fsync(self._handle)

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def remove(self) -> None:
        """Close and delete it."""
        self.close()
        self.path.unlink(missing_ok=True)


class Holder(NamedTuple):
    """Who holds a file: a process of a machine."""

    machine: str = ""
    process: int = 0

    def words(self) -> str:
        return f"process {self.process} on {self.machine}" if self.process else "another run"


def holder_of(path: Path) -> Holder:
    """Who holds a file that is held, as far as it can be told."""
    try:
        told = json.loads(path.read_bytes())
        return Holder(str(told["machine"]), int(told["process"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


class HeldFile:
    """A file that one process at a time can hold; the system lets go of it when that process ends, however it does."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path, self._handle = path, handle

    @classmethod
    def take(cls, path: Path) -> HeldFile | None:
        """Hold the file, making it where it lacks; None when another holder has it. Raises ``DesignError`` like
        ``write_bytes``."""
        while True:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            except OSError as fault:
                raise _write_fault(path, fault) from fault
            if not _lock(handle):
                os.close(handle)
                return None
            if _is_at(path, handle):
                return cls(path, handle)
            os.close(handle)  # its last holder deleted it meanwhile: there is another of that name, or none

    def sign(self) -> None:
        """Say in the file who holds it, for ``holder_of``. A disk that is full keeps nobody from holding it."""
        import platform

        with contextlib.suppress(OSError):
            os.ftruncate(self._handle, 0)
            told = {"machine": platform.node(), "process": os.getpid()}
            os.write(self._handle, json.dumps(told).encode("utf-8"))

    def release(self) -> None:
        """Delete the file and let go."""
        if os.name == "nt":  # an open file can't be deleted there
            os.close(self._handle)
            with contextlib.suppress(OSError):
                os.unlink(self.path)
            return
        with contextlib.suppress(OSError):
            os.unlink(self.path)
        os.close(self._handle)


_LOCKED = 1 << 30  # the byte that is locked where locks are of bytes: one that nobody reads


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _LOCKED, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as fault:
        return fault.errno not in (
            errno.EACCES,
            errno.EAGAIN,
            errno.EDEADLK,
        )  # a share without locks: held by trust
    return True


def _is_at(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))
    except OSError:
        return False


def check_folder(folder: Path) -> None:
    """Raise ``DesignError`` (``cannot-write``) when files can't come to lie in ``folder``, which need not exist yet."""
    long = next((part for part in folder.parts if len(part.encode("utf-8", "replace")) > _NAME_BYTES), "")
    if long:
        raise fail(
            "cannot-write", file=str(folder), found=f"a name of {len(long)} characters",
            expected=f"names of at most {_NAME_BYTES} bytes", remedy="choose another output folder",
        )  # fmt: skip
    place = folder.absolute()
    while not os.path.lexists(place) and place != place.parent:
        place = place.parent
    if os.path.isdir(place) and os.access(place, os.W_OK):
        return
    raise fail(
        "cannot-write",
        file=str(folder),
        found="a file of that name" if os.path.isfile(place) else "no right to write there",
        expected="a folder that can be written to",
        remedy="choose another output folder",
    )


_UNFLUSHED = {errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.EBADF}


def flush_folder(folder: Path) -> None:
    """Make renames in ``folder`` durable where system and rights allow it (a no-op on Windows). Raises ``DesignError`` of a disk that
    fails."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as fault:
        if fault.errno not in _UNFLUSHED:
            raise _write_fault(folder, fault, gone=fault.errno == errno.ENOENT) from fault


def digest(data: bytes) -> str:
    """Content hash used for every picture, font and node: blake2b, 16 bytes, hexadecimal."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def inside(root: Path, name: str, *, file: str, place: str) -> Path:
    """Resolve ``name`` below ``root``; refuse absolute names, ``..`` and links that lead out."""
    base = root.resolve()
    plain = not name.startswith(("/", "\\")) and name[1:2] != ":" and "\0" not in name
    path = (base / name).resolve() if plain else base
    if not plain or not path.is_relative_to(base):
        raise fail(
            "path-outside",
            file=file,
            place=place,
            found=f"'{name}'",
            expected=f"a path below {base.name or base}",
            remedy="copy the file into the folder and name it from there",
        )
    return path


def safe_name(text: str, *, limit: int = 120) -> str:
    """A file name (no folder) that Windows, macOS and Linux all accept, from any text.

    Letters of any script are kept (NFC); separators, control and direction marks become ``-``;
    reserved Windows names get a ``_``; at most ``limit`` UTF-8 bytes.
    """
    cleaned = "".join(
        "-" if char in _FORBIDDEN or unicodedata.category(char) in ("Cc", "Cf", "Cs") else char
        for char in unicodedata.normalize("NFC", text)
    )
    cleaned = " ".join(cleaned.split()).strip(" .")
    while len(cleaned.encode("utf-8")) > limit:
        cleaned = cleaned[:-1].rstrip(" .")
    if not cleaned:
        return "_"
    return f"_{cleaned}" if cleaned.split(".")[0].lower() in _RESERVED else cleaned
