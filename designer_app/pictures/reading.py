"""Bytes of a picture file: regular files only, capped in size, and the very bytes the hash names."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from designer_app.errors import DesignError, fail
from designer_app.files import digest as content_hash
from designer_app.pictures.limits import limits
from designer_app.scene import sources

_MEGABYTE = 1024 * 1024
_KEPT = (
    4 * _MEGABYTE
)  # of the file read last: whoever looks into a picture soon wants its header, and then its pixels
_last: tuple[str, bytes] = ("", b"")


def read_file(path: Path) -> bytes:
    """All bytes of a regular file. A FIFO, folder or device is refused before it is opened.

    Raises ``DesignError``: ``cannot-read``, ``not-a-file``, ``picture-too-large``, ``bad-picture``
    (empty).
    """
    try:
        check_file(path)
        # A FIFO put in its place meanwhile must not block the open either.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as stream:
            _check_status(os.fstat(stream.fileno()), path)
            return stream.read(limits().file_bytes + 1)
    except OSError as fault:
        raise _unreadable(path, fault) from fault


def check_file(path: Path) -> None:
    """Refuse what is not a regular file of at most ``limits().file_bytes``; opens nothing."""
    try:
        status = os.stat(path)
    except OSError as fault:
        raise _unreadable(path, fault) from fault
    except ValueError:
        raise fail("cannot-read", file=str(path), found="a NUL in the name", expected="a file name") from None
    _check_status(status, path)


def register(path: Path) -> str:
    """Content hash of a picture file after ``check_file``, so that ``read_digest`` finds it."""
    return taken(path)[0]


def taken(path: Path) -> tuple[str, bytes | None]:
    """``register``, and the file's bytes where they had to be read for it."""
    check_file(path)
    name, data = sources.taken(path)
    if data is not None:
        _remember(name, data)
    return name, data


def _remember(digest: str, data: bytes) -> None:
    global _last
    if len(data) <= _KEPT:
        _last = (digest, data)


def at_hand(digest: str) -> bytes:
    """The bytes of the file read last, if it is this one; else none."""
    name, data = _last
    return data if name == digest else b""


def forget() -> None:
    """The file read last is read again when it is asked for."""
    global _last
    _last = ("", b"")


def path_of(digest: str) -> Path:
    """The file registered under this hash. Raises ``DesignError`` (``unknown-picture``)."""
    try:
        return sources.locate(digest)
    except KeyError:
        raise fail(
            "unknown-picture",
            found=f"the hash {digest}",
            expected="the hash of a registered file",
            remedy="register the picture's file before it is used",
        ) from None


def read_digest(digest: str) -> bytes:
    """The bytes that the hash names. Raises ``picture-changed`` when the file now holds others."""
    path = path_of(digest)
    if (data := sources.held(digest)) is not None:
        return data
    if data := at_hand(digest):
        return data
    data = read_file(path)
    if content_hash(data) != digest:
        raise fail(
            "picture-changed",
            file=str(path),
            found="other bytes than when the work began",
            expected="a file that stays as it is while it is used",
            remedy="run it again",
        )
    _remember(digest, data)
    return data


def named(error: DesignError, path: Path) -> DesignError:
    """The same findings with the file named (the decoder sees only bytes)."""
    import msgspec

    findings = [f if f.file else msgspec.structs.replace(f, file=str(path)) for f in error.findings]
    return DesignError(*findings, usage=error.usage)


def _check_status(status: os.stat_result, path: Path) -> None:
    mode = status.st_mode
    if not stat.S_ISREG(mode):
        kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
        found = next((name for test, name in kinds if test(mode)), "a device")
        raise fail(
            "not-a-file",
            file=str(path),
            found=found,
            expected="a regular picture file",
            remedy="name a picture file",
        )
    if status.st_size == 0:
        raise fail("bad-picture", file=str(path), found="an empty file", expected="a picture")
    cap = limits().file_bytes
    if status.st_size > cap:
        raise fail(
            "picture-too-large",
            file=str(path),
            found=f"{status.st_size // _MEGABYTE} MB",
            expected=f"at most {cap // _MEGABYTE} MB",
            remedy="save the picture smaller",
        )


def _unreadable(path: Path, fault: OSError) -> DesignError:
    return fail(
        "cannot-read",
        file=str(path),
        found=fault.strerror or str(fault),
        expected="a file that can be read",
        remedy="check the name and the folder it is looked for in",
    )
