"""What is put aside comes back, in memory and in the file, with a disk and without one."""

from __future__ import annotations

import pickle
import tempfile
from typing import Any

import pytest

from designer_app.errors import DesignError
from designer_app.scratch import Scratch

PIECES = [bytes([n % 251]) * (40_000 + n) for n in range(60)]  # 2.4 MB: more than stays in memory


def filled() -> Scratch:
    scratch = Scratch()
    for piece in PIECES:
        scratch.append(piece)
    return scratch


def test_pieces_come_back_in_any_order() -> None:
    scratch = filled()
    assert len(scratch) == len(PIECES)
    assert list(scratch) == PIECES
    assert [scratch[n] for n in (59, 0, 30, 58)] == [PIECES[n] for n in (59, 0, 30, 58)]
    assert list(pickle.loads(pickle.dumps(scratch))) == PIECES


def test_without_a_disk_they_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(**options: Any) -> Any:
        raise OSError("no usable folder for temporary files")

    monkeypatch.setattr(tempfile, "TemporaryFile", none)
    assert list(filled()) == PIECES


def test_a_full_disk_keeps_what_it_has_and_leaves_the_rest_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = filled()
    file = scratch._file
    assert file is not None

    class Full:
        """Takes half of a piece, then nothing."""

        turns = 0

        def write(self, piece: bytes) -> int:
            self.turns += 1
            if self.turns == 1:
                return file.write(piece[:100])
            raise OSError("no space left on device")

        def __getattr__(self, name: str) -> Any:
            return getattr(file, name)

    monkeypatch.setattr(scratch, "_file", Full())
    more = [b"a" * 999, b"b" * 999]
    for piece in more:
        scratch.append(piece)
    monkeypatch.setattr(scratch, "_file", file)
    scratch.append(b"c" * 999)  # there is room again
    assert list(scratch) == [*PIECES, *more, b"c" * 999]


def test_a_file_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = filled()
    assert scratch._file is not None
    scratch._file.truncate(10)
    with pytest.raises(DesignError, match="disk-gone"):
        scratch[59]
