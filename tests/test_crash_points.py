"""A save that is cut off at any of its system calls leaves the old or the new file, whole.

``Layer`` stands between ``files`` and the system. It counts the calls that change or read the disk, and at a chosen one
kills the program (nothing happens any more, not even cleaning up), or fails as a bad disk does. ``Disk`` says what may be
found after the power has gone: only what was flushed is sure, of all else nothing, a part or everything.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from designer_app import files
from designer_app.errors import DesignError
from designer_app.files import Appender, write_bytes
from designer_app.framed import bodies, framed

CALLS = ("open", "write", "fsync", "fstat", "stat", "close", "replace", "unlink", "ftruncate")
OLD, NEW = b"old" * 900, b"new!" * 1000
PIECES = [NEW[:1500], NEW[1500:1501], NEW[1501:]]


class KilledError(BaseException):
    """The program is dead: whatever it still tries doesn't happen."""


class Layer:
    """The module ``os`` as ``files`` sees it. ``at`` = the call (from 1) at which ``fault`` comes, or death where that is
    None; a write that is hit has done ``part`` of its bytes. ``lasting`` = every later call fails, too."""

    def __init__(
        self, at: int = 0, fault: OSError | None = None, part: float = 0.0, lasting: bool = False
    ) -> None:
        self.at, self.fault, self.part, self.lasting = at, fault, part, lasting
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*arguments: Any) -> Any:
            return self._call(name, real, arguments)

        return call

    def _call(self, name: str, real: Any, arguments: tuple[Any, ...]) -> Any:
        if name == "write":  # a system may take less than it is given
            arguments = (arguments[0], bytes(arguments[1])[:1000])
        dead = self.at and self.fault is None and len(self.calls) >= self.at
        self.calls.append((name, *arguments))
        if dead:
            raise KilledError
        if self.lasting and len(self.calls) > self.at:
            raise self.fault or KilledError
        if len(self.calls) == self.at:
            if name == "write" and self.part:
                real(arguments[0], arguments[1][: int(len(arguments[1]) * self.part)])
            raise self.fault or KilledError
        return real(*arguments)


def _save(path: Path, layer: Layer, durable: bool = True) -> BaseException | None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "os", layer)
        try:
            write_bytes(path, iter(PIECES), durable=durable)
        except (DesignError, KilledError) as fault:
            return fault
    return None


def _folder(tmp_path: Path, number: int, there: bool) -> Path:
    folder = tmp_path / str(number)
    folder.mkdir(parents=True)
    if there:
        (folder / "a.bin").write_bytes(OLD)
    return folder / "a.bin"


def _calls(tmp_path: Path, durable: bool) -> list[tuple[Any, ...]]:
    layer = Layer()
    assert _save(_folder(tmp_path, 0, True), layer, durable) is None
    return layer.calls


@pytest.mark.parametrize("durable", [True, False])
@pytest.mark.parametrize("there", [True, False])
def test_killed_at_any_call_the_old_or_the_new_file_is_whole(
    tmp_path: Path, durable: bool, there: bool
) -> None:
    count = len(_calls(tmp_path, durable))
    assert count > 7
    seen = set()
    for at, part in product(range(1, count + 1), (0.0, 0.5)):
        path = _folder(tmp_path / str(part), at, there)
        assert isinstance(_save(path, Layer(at, part=part)), KilledError)
        found = path.read_bytes() if path.exists() else None
        assert found in (OLD if there else None, NEW)
        seen.add(found)
        assert _save(path, Layer()) is None  # what the dead have left behind keeps nobody from writing
        assert path.read_bytes() == NEW
    assert len(seen) == (2 if durable else 1)  # the rename is the last but the flushes of the folder


# the last three calls flush the folder, which a person's rights may forbid
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_fault_at_any_call_is_named_and_leaves_no_part(tmp_path: Path, code: int) -> None:
    count = len(_calls(tmp_path, True))
    told = 0
    for at, lasting in product(range(1, count + 1), (False, True)):
        path = _folder(tmp_path / str(lasting), at, True)
        layer = Layer(at, OSError(code, os.strerror(code)), part=0.5, lasting=lasting)
        fault = _save(path, layer)
        renamed = any(name == "replace" for name, *_ in layer.calls[: at - 1])
        assert path.read_bytes() == (NEW if renamed else OLD)
        assert lasting or [entry.name for entry in path.parent.iterdir()] == ["a.bin"]
        assert fault is None or isinstance(fault, DesignError)
        told += fault is not None
        assert renamed or fault is not None
    assert told >= 2 * (count - 3)


class Disk:
    """What a disk may hold after the power went, for calls that were done up to then.

    A file's bytes are sure up to its last flush; of later ones any beginning may be there. A name's change is sure once
    its folder was flushed; before, it may or may not have happened, whatever became of the bytes.
    """

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        self.sure: dict[str, bytes] = {self.path: OLD}
        self.written: dict[str, bytes] = {self.path: OLD}
        self.handles: dict[int, str] = {}
        self.renames: list[tuple[str, str]] = []

    def do(self, call: tuple[Any, ...], result: Any) -> None:
        match call:
            case ("open", name, *_):
                self.handles[result] = str(name)
                self.written.setdefault(str(name), b"")
            case ("write", handle, data):
                self.written[self.handles[handle]] += data[:result]
            case ("fsync", handle) if self.handles[handle] == os.path.dirname(self.path):
                for source, target in self.renames:
                    self._rename(self.sure, source, target)
                self.renames = []
            case ("fsync", handle):
                name = self.handles[handle]
                self.sure[name] = self.written[name]
            case ("replace", source, target):
                self.renames.append((str(source), str(target)))
                self._rename(self.written, str(source), str(target))

    @staticmethod
    def _rename(names: dict[str, bytes], source: str, target: str) -> None:
        names[target] = names.pop(source, b"")

    def after_power_cut(self) -> Iterator[bytes]:
        """Every content that the saved name may have."""
        yield self.sure[self.path]
        for source, _ in self.renames:
            sure, new = self.sure.get(source, b""), self.written[self.path]
            yield from (new[:length] for length in {len(sure), (len(sure) + len(new)) // 2, len(new)})


class Watching(Layer):
    """A layer that tells a ``Disk`` of each call, and asks it after each."""

    def __init__(self, disk: Disk) -> None:
        super().__init__()
        self.disk = disk
        self.possible: list[bytes] = []

    def _call(self, name: str, real: Any, arguments: tuple[Any, ...]) -> Any:
        found = super()._call(name, real, arguments)
        self.disk.do(self.calls[-1], found)
        self.possible += self.disk.after_power_cut()
        return found


@pytest.mark.skipif(os.name != "posix", reason="folders are flushed where the system can")
def test_after_a_power_cut_the_old_or_the_new_file_is_whole(tmp_path: Path) -> None:
    path = _folder(tmp_path, 1, True)
    layer = Watching(Disk(path))
    assert _save(path, layer) is None
    assert set(layer.possible) == {OLD, NEW}
    assert list(layer.disk.after_power_cut()) == [NEW]  # once it is told that it is saved, it is
    assert path.read_bytes() == NEW


def test_the_disk_of_these_tests_knows_a_save_that_is_not_flushed(tmp_path: Path) -> None:
    path = _folder(tmp_path, 1, True)
    layer = Watching(Disk(path))
    assert _save(path, layer, durable=False) is None
    assert not set(layer.possible) <= {OLD, NEW}


def test_a_journal_that_is_cut_off_keeps_all_earlier_records(tmp_path: Path) -> None:
    records = [bytes([number]) * (1700 * number) for number in range(1, 5)]
    for at, part in product(range(1, 30), (0.0, 0.3, 0.9)):
        path = tmp_path / f"{at}-{part}"
        layer = Layer(at, part=part)
        told = 0
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(files, "os", layer)
            try:
                journal = Appender(path)
                for record in records:
                    journal.append(framed(record))
                    journal.flush()
                    told += 1
            except KilledError:
                pass
        data = path.read_bytes() if path.exists() else b""
        found = [body for body, _ in bodies(data)]
        assert found in (records[:told], records[: told + 1])
        whole = max((end for _, end in bodies(data)), default=0)
        again = Appender(path, whole)
        again.append(framed(b"more"))
        again.close()
        assert [body for body, _ in bodies(path.read_bytes())] == [*found, b"more"]


def test_a_journal_on_a_full_disk_takes_all_of_a_record_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Appender(path)
    journal.append(framed(b"first"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "os", Layer(2, OSError(errno.ENOSPC, "full"), part=0.5))
        with pytest.raises(DesignError, match="disk-full"):
            journal.append(framed(b"x" * 3000))
    journal.append(framed(b"second"))
    journal.close()
    assert [body for body, _ in bodies(path.read_bytes())] == [b"first", b"second"]
