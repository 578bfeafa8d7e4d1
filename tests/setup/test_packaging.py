"""pyproject.toml and the lock files agree, and both the checkout and the wheel find their data."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from designer_app import data_files
from designer_app.errors import DesignError

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, tuple[str, str]]:
    """Version and the rest of each entry of a lock file, by normal name."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    entries = re.findall(r"^([\w.-]+)==([^\s;]+)(.*)$", text, re.MULTILINE)
    return {normal(package): (version, rest) for package, version, rest in entries}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.sub(r"\[.*\]", "", name)).lower()


@pytest.mark.parametrize(
    ("wanted", "lock"),
    [
        (SETTINGS["project"]["dependencies"], "requirements.lock"),
        (SETTINGS["dependency-groups"]["test"], "requirements-test.lock"),
    ],
    ids=["engine", "test"],
)
def test_lock_has_the_versions_of_pyproject(wanted: list[str], lock: str) -> None:
    entries = locked(lock)
    pins = dict(requirement.split("==") for requirement in wanted)
    assert {normal(name): version for name, version in pins.items()} == {
        normal(name): entries[normal(name)][0] for name in pins
    }


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_every_entry_has_hashes_and_no_address(lock: str) -> None:
    entries = locked(lock)
    assert len(entries) > 20
    assert [
        name for name, (_, rest) in entries.items() if not re.search(r"--hash=sha256:[0-9a-f]{64}", rest)
    ] == []
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_locks_agree_with_each_other() -> None:
    engine, test = locked("requirements.lock"), locked("requirements-test.lock")
    both = engine.keys() & test.keys()
    assert both, "some packages serve both"
    assert [name for name in both if engine[name][0] != test[name][0]] == []


def test_data_of_a_checkout() -> None:
    assert data_files.data_root("assets") == ROOT / "assets"
    assert data_files.data_root("brand_kits") == ROOT / "brand_kits"


def test_data_of_an_installed_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "designer_app"
    for folder in (package / "templates", package / "_data" / "assets", tmp_path / "assets"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(data_files, "_PACKAGE", package)
    assert data_files.data_root("templates") == package / "templates"
    assert data_files.data_root("assets") == package / "_data" / "assets", "the package's own come first"
    with pytest.raises(DesignError, match="brand kits"):
        data_files.data_root("brand_kits")


@pytest.mark.long
def test_wheel_carries_the_data(tmp_path: Path) -> None:
    """Needs the network: pip fetches the build backend."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(tmp_path),
        str(ROOT),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    (wheel,) = tmp_path.glob("designer-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for place in ("designer_app/templates/", "designer_app/_data/assets/", "designer_app/_data/brand_kits/"):
        assert any(name.startswith(place) for name in names), place
    assert not any(name.startswith(("tests/", "tools/")) for name in names)
    entry = next(name for name in names if name.endswith("entry_points.txt"))
    assert "designer = designer_app.cli.__main__:main" in zipfile.ZipFile(wheel).read(entry).decode()
