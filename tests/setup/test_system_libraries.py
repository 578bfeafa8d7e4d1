"""System libraries: what is missing is found, fetched as root or as an ordinary user, or named in one line."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tools.debian import installed
from tools.launcher import start, system_libraries, testing
from tools.launcher.environment import Environment
from tools.launcher.system_libraries import find_missing, provide, provide_material, remedy, search_variables

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the packages bring all they need")

APT = r"""#!/bin/sh
echo "apt-get $*" >> "$CALLS"
case "$*" in
    *update*) touch "$CALLS.updated" ;;
    *" -s "*) [ -n "$LISTS" ] || [ -e "$CALLS.updated" ] || exit 100
        echo "NOTE: only a simulation"
        echo "Inst libquill9 (1:2.0-1 Debian:12.1/stable [amd64])"
        echo "Inst libllvm15 (15.0-4 Debian:12.1/stable [amd64])"
        echo "Inst libink1 [1.0-1] (1.1-1 Debian:12.1/stable [amd64])" ;;
    *download*) touch "libquill9_2.0-1_amd64.deb" ;;
    install*) [ -n "$LISTS" ] || [ -e "$CALLS.updated" ] || exit 100 ;;
esac
"""
DPKG = r"""#!/bin/sh
mkdir -p "$3/usr/lib/x86_64-linux-gnu" && touch "$3/usr/lib/x86_64-linux-gnu/libquill.so.9"
"""


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """A checkout on a system that lacks one library, with an ``apt-get`` that only takes notes."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in (("apt-get", APT), ("dpkg", DPKG)):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("LISTS", "fresh")
    lacking = {"qt": {"libquill.so.9": "libquill9"}, "cairo": {"libc.so.6": "libc6"}}
    monkeypatch.setattr(system_libraries, "LIBRARIES", lacking)
    return Environment(str(tmp_path))


def calls(environment: Environment) -> list[str]:
    path = Path(environment.root, "calls")
    return path.read_text().splitlines() if path.exists() else []


def test_only_what_no_one_has_is_missing(environment: Environment) -> None:
    assert find_missing(environment, ("qt", "cairo")) == {"qt": {"libquill.so.9": "libquill9"}}
    assert find_missing(environment, ("cairo",)) == {}


def test_ordinary_user_gets_them_unpacked(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert provide(environment) == {}
    _, download = calls(environment)
    assert download.endswith(" libquill9=1:2.0-1 libink1=1.1-1"), (
        "with what they need, but no graphics drivers"
    )
    variables = search_variables(environment.libraries)
    folder = Path(environment.libraries, "usr/lib/x86_64-linux-gnu")
    assert str(folder) in variables["LD_LIBRARY_PATH"].split(os.pathsep)
    assert environment.variables()["LD_LIBRARY_PATH"] == variables["LD_LIBRARY_PATH"]
    provide(environment)
    assert len(calls(environment)) == 2, "the second time nothing is fetched"


def test_ordinary_user_without_package_lists(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("LISTS", "")
    assert provide(environment) == {}
    update = next(call for call in calls(environment) if " update " in call)
    assert f"Dir::State={environment.notes}" in update, "the system's own lists belong to root"


def test_root_installs_only_what_is_missing(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("LISTS", "")
    provide(environment)
    first, update, again = calls(environment)
    assert first == again
    assert first.startswith("apt-get install -y")
    assert first.endswith(" libquill9")
    assert " update " in update


def test_remedy_is_one_line_to_type(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = {"qt": {"libb.so": "b", "liba.so": "a"}, "cairo": {"libcairo.so.2": "libcairo2"}}
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert remedy(missing).endswith("type: sudo apt-get install -y --no-install-recommends a b libcairo2")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "sudo" not in remedy(missing)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert "liba.so" in remedy(missing)
    assert "apt-get" not in remedy(missing)


def test_tests_run_without_them_and_fail_with_the_remedy(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(environment, "prepare", lambda *_: None)
    monkeypatch.setattr(environment, "run", lambda command, variables: ran.append((command, variables)) or 0)
    monkeypatch.chdir(environment.root)
    assert testing.run_tests(environment, ["-q"]) == 1
    ((command, variables),) = ran
    assert command[1:] == ["-P", "-m", "pytest", "-q", "-p", "no:pytest-qt"]
    assert variables["DESIGNER_TESTS_WITHOUT"] == "qt"
    assert variables["QT_QPA_PLATFORM"] == "offscreen"
    assert "libquill.so.9" in capsys.readouterr().err


def test_setup_only_runs_no_test(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_libraries, "LIBRARIES", {"qt": {"libc.so.6": "libc6"}, "cairo": {}})
    prepared: list[str] = []
    monkeypatch.setattr(environment, "prepare", lambda *names: prepared.extend(names))
    assert testing.run_tests(environment, ["--setup-only"]) == 0
    assert prepared == ["engine", "test"]
    assert "Ready" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "screen", "opens"),
    [
        (["edit", "card"], "", True),
        (["edit", "--help"], ":0", False),
        (["render"], ":0", False),
        ([], ":0", True),
        ([], "", False),
    ],
)
def test_which_commands_open_a_window(
    arguments: list[str], screen: str, opens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    assert start.opens_window(arguments) is opens


def test_paths_given_elsewhere_are_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "test_a.py").touch()
    monkeypatch.chdir(tmp_path)
    assert testing.from_here("test_a.py::test_b") == f"{tmp_path / 'test_a.py'}::test_b"
    assert testing.from_here("-k") == "-k"
    assert testing.from_here("name_of_a_test") == "name_of_a_test"


def test_root_gets_a_virtual_screen_and_others_do_without(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "Xvfb" else which(name))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not system_libraries.provide_screen(environment)
    assert calls(environment) == []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert not system_libraries.provide_screen(environment)  # this apt-get only takes notes
    assert calls(environment)[-1].endswith("xvfb")


@pytest.mark.parametrize(("user", "asked"), [(0, ["install"]), (1000, ["-s", "download"])])
def test_fonts_for_tests_are_fetched_once(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, user: int, asked: list[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(system_libraries, "PACKAGES", {"fonts-quill": "usr/share/fonts/quill.ttf"})
    os.makedirs(environment.folder)
    provide_material(environment)
    made = calls(environment)
    assert len(made) == len(asked)
    assert all(word in call.split() for word, call in zip(asked, made, strict=True))
    provide_material(environment)
    assert calls(environment) == made, "what can't be had isn't asked for at every run"
    provide_material(environment, again=True)
    assert len(calls(environment)) == 2 * len(made)


def test_fonts_that_are_there_are_found_where_they_lie(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    place = "usr/share/fonts/quill.ttf"
    assert installed(place) == Path("/", place)
    unpacked = tmp_path / "system-libraries" / place
    unpacked.parent.mkdir(parents=True)
    unpacked.touch()
    assert installed(place) == unpacked


def test_an_installed_program_names_packages_that_the_launcher_knows() -> None:
    source = (Path(__file__).parents[2] / "designer_app" / "cli" / "edit.py").read_text(encoding="utf-8")
    named = set(re.findall(r"\blib[a-z0-9.-]*[0-9]\b", source))
    assert named
    assert named <= set(system_libraries.LIBRARIES["qt"].values())
