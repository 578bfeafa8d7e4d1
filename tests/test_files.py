"""Writing whole or not at all; names and paths that stay where they belong."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer_app.errors import DesignError
from designer_app.files import inside, safe_name, write_bytes, write_text

RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))}


def test_writes_and_replaces_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.bin"
    write_bytes(path, b"one")
    write_bytes(path, b"two", durable=False)
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["a.bin"]
    write_text(path, "a\nb")
    assert path.read_bytes() == b"a\nb"


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.bin"
    write_bytes(path, b"old")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", no_space)
    with pytest.raises(DesignError) as caught:
        write_bytes(path, b"new")
    finding = caught.value.findings[0]
    assert finding.code == "disk-full"
    assert finding.found == "No space left on device"
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", "\\\\server\\x", "C:\\x", "a\0b"])
def test_paths_out_of_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DesignError) as caught:
        inside(tmp_path, name, file="t.csv", place="row 1")
    assert caught.value.findings[0].code == "path-outside"


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs a right there")
def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "out").symlink_to(tmp_path)
    with pytest.raises(DesignError):
        inside(folder, "out/x", file="t", place="p")
    assert inside(folder, "sub/x.png", file="t", place="p") == folder / "sub" / "x.png"


@given(st.text(max_size=200))
def test_any_text_makes_a_name_that_windows_takes(text: str) -> None:
    name = safe_name(text)
    path = PureWindowsPath(name)
    assert path.name == name
    assert not path.drive
    assert not path.root
    assert name.split(".")[0].lower() not in RESERVED
    assert name == name.strip(" .")
    assert 0 < len(name.encode()) <= 121
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Кофе 250 г", "Кофе 250 г"),
        ("a/b:c", "a-b-c"),
        ("NUL.txt", "_NUL.txt"),
        ("...", "_"),
        ("tail. ", "tail"),
        ("evil\u202egpj.exe", "evil-gpj.exe"),
        ("☕️", "☕️"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_folder_that_another_worker_made_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, opening, late = tmp_path / "out" / "a.png", os.open, []

    def opens(name: str, *more: int) -> int:
        if not late:
            late.append(name)
            path.parent.mkdir()
            raise FileNotFoundError(2, "No such file or directory")
        return opening(name, *more)

    monkeypatch.setattr(os, "open", opens)
    write_bytes(path, b"new", durable=False)
    assert path.read_bytes() == b"new"
