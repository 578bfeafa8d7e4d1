"""Shared libraries that no Python package brings: Qt's, and libcairo for vector output. Linux only.

Root gets them by apt-get. Anyone else gets them unpacked beside the ``.venv``, for this program alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tools.debian import PACKAGES
from tools.launcher.installing import Progress, run_lines

if TYPE_CHECKING:
    from tools.launcher.environment import Environment

# What each use opens, and the Debian package that holds it. Found by running ldd over the parts of
# PySide6-Essentials 6.12 that we use (widgets, SVG, offscreen and xcb) in an empty Debian 12.
LIBRARIES: dict[str, dict[str, str]] = {
    "qt": {
        "libglib-2.0.so.0": "libglib2.0-0",
        "libGL.so.1": "libgl1",
        "libEGL.so.1": "libegl1",
        "libdbus-1.so.3": "libdbus-1-3",
        "libfontconfig.so.1": "libfontconfig1",
        "libxkbcommon.so.0": "libxkbcommon0",
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
    },
    "cairo": {"libcairo.so.2": "libcairo2"},
}
# Drivers of graphics cards are half of the download, and nothing here draws with them.
NOT_UNPACKED = re.compile(r"libllvm|libz3-|.*-mesa|libgl1-mesa")
APT_OPTIONS = ["-o", "Acquire::Retries=2", "-o", "Acquire::http::Timeout=30", "-o", "Dpkg::Use-Pty=0"]


def provide(
    environment: Environment, uses: tuple[str, ...] = ("qt", "cairo"), sets: tuple[str, ...] = ("engine",)
) -> dict[str, dict[str, str]]:
    """Install what the uses need; returns what is still missing, in the form of ``LIBRARIES``.

    ``sets``: the packages to be there as well, should the environment have to move out of the checkout.
    """
    missing = find_missing(environment, uses)
    if not missing or not shutil.which("apt-get"):
        return missing
    if environment.move_out():
        environment.prepare(*sets)
    with environment.locked():
        missing = find_missing(environment, uses)
        if missing:
            packages = packages_of(missing)
            try:
                with Progress("Getting system libraries (once)"):
                    (_install if os.geteuid() == 0 else _unpack)(environment, packages)
            except (subprocess.CalledProcessError, OSError):
                pass  # what is still missing says it
    return find_missing(environment, uses)


def provide_screen(environment: Environment) -> bool:
    """A virtual screen (Xvfb) for the tests that open real windows; only root gets it, without it those are skipped."""
    if sys.platform != "linux" or shutil.which("Xvfb"):
        return sys.platform == "linux"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    with environment.locked(), contextlib.suppress(subprocess.CalledProcessError, OSError):
        _install(environment, ["xvfb"])
    return shutil.which("Xvfb") is not None


def provide_material(environment: Environment, *, again: bool = False) -> None:
    """Fonts and tables that tests read: root installs them, anyone else gets them unpacked. What can't be had is tried again
    only on demand; tests that lack theirs are skipped."""
    tried = os.path.join(environment.notes, "material.tried")
    packages = sorted(
        package
        for package, place in PACKAGES.items()
        if not any(os.path.exists(os.path.join(base, place)) for base in ("/", environment.libraries))
    )
    if sys.platform != "linux" or not packages or not shutil.which("apt-get"):
        return
    if not os.access(environment.folder, os.W_OK) or (os.path.exists(tried) and not again):
        return
    with environment.locked(), contextlib.suppress(subprocess.CalledProcessError, OSError):
        os.makedirs(environment.notes, exist_ok=True)
        with open(tried, "w", encoding="utf-8"):
            pass
        with Progress("Getting fonts for tests (once)"):
            (_install if os.geteuid() == 0 else _unpack)(environment, packages)


def find_missing(environment: Environment, uses: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """The libraries that neither the system nor the unpacked folder has, by use."""
    if sys.platform != "linux":
        return {}
    folders = search_folders(environment.libraries)
    missing: dict[str, dict[str, str]] = {}
    for use in uses:
        for library, package in LIBRARIES[use].items():
            if not any(os.path.exists(os.path.join(folder, library)) for folder in folders) and not _loads(
                library
            ):
                missing.setdefault(use, {})[library] = package
    return missing


def packages_of(missing: dict[str, dict[str, str]]) -> list[str]:
    """Debian's packages with the missing libraries, sorted."""
    return sorted({package for libraries in missing.values() for package in libraries.values()})


def remedy(missing: dict[str, dict[str, str]]) -> str:
    """One line: what is missing and what to type."""
    libraries = [library for group in missing.values() for library in group]
    if not shutil.which("apt-get"):
        return f"found no {', '.join(libraries)} → install them with your system's package manager"
    shown = libraries[0] + (f" and {len(libraries) - 1} more system libraries" if libraries[1:] else "")
    command = "apt-get install -y --no-install-recommends " + " ".join(packages_of(missing))
    return f"found no {shown} → type: {'' if os.geteuid() == 0 else 'sudo '}{command}"


def search_folders(libraries: str) -> list[str]:
    """Folders with shared libraries below the unpacked tree, sorted."""
    folders = []
    for base in ("usr/lib", "lib"):
        parent = os.path.join(libraries, base)
        if os.path.isdir(parent):
            folders += [
                os.path.join(parent, name) for name in sorted(os.listdir(parent)) if "-linux-" in name
            ]
    return folders


def search_variables(libraries: str) -> dict[str, str]:
    """Variables by which a new process finds the unpacked libraries and their data."""
    paths = [*search_folders(libraries), *filter(None, [os.environ.get("LD_LIBRARY_PATH")])]
    variables = {"LD_LIBRARY_PATH": os.pathsep.join(paths)}
    for name, place in (("FONTCONFIG_PATH", "etc/fonts"), ("XKB_CONFIG_ROOT", "usr/share/X11/xkb")):
        if not os.path.isdir(f"/{place}") and os.path.isdir(os.path.join(libraries, place)):
            variables.setdefault(name, os.path.join(libraries, place))
    return variables


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _run(environment: Environment, *command: str, folder: str | None = None) -> list[str]:
    """Run a command and log it; returns its lines."""
    os.makedirs(environment.notes, exist_ok=True)
    with open(os.path.join(environment.notes, "apt.log"), "a", encoding="utf-8") as record:
        record.write(f"$ {' '.join(command)}\n")
        lines = []
        extra = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        for line in run_lines(environment, list(command), folder=folder, extra=extra):
            record.write(line)
            lines.append(line.rstrip("\n"))
    return lines


def _install(environment: Environment, packages: list[str]) -> None:
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    try:
        _run(environment, *install, *APT_OPTIONS, *packages)
    except subprocess.CalledProcessError:  # no package lists yet, or old ones
        _run(environment, "apt-get", "update", "-qq", *APT_OPTIONS)
        _run(environment, *install, *APT_OPTIONS, *packages)


def _unpack(environment: Environment, packages: list[str]) -> None:
    """Fetch the packages and all they depend on that the system lacks; unpack without installing."""
    fetched = os.path.join(environment.notes, "debs")
    shutil.rmtree(fetched, ignore_errors=True)
    os.makedirs(fetched)
    try:
        _fetch(environment, packages, fetched, options=[])
    except subprocess.CalledProcessError:  # the system's package lists are absent or old: keep our own
        options = _own_lists(environment)
        _run(environment, "apt-get", "update", "-qq", *APT_OPTIONS, *options)
        _fetch(environment, packages, fetched, options)
    part = f"{environment.libraries}.part"
    shutil.rmtree(part, ignore_errors=True)
    if os.path.isdir(environment.libraries):
        shutil.copytree(environment.libraries, part, symlinks=True)
    for name in sorted(os.listdir(fetched)):
        if name.endswith(".deb"):
            _run(environment, "dpkg", "-x", os.path.join(fetched, name), part)
    shutil.rmtree(environment.libraries, ignore_errors=True)
    os.replace(part, environment.libraries)
    for folder in (fetched, *_own_folders(environment)):
        shutil.rmtree(folder, ignore_errors=True)


def _fetch(environment: Environment, packages: list[str], folder: str, options: list[str]) -> None:
    plan = _run(
        environment, "apt-get", "install", "-s", "--no-install-recommends", *APT_OPTIONS, *options, *packages
    )
    steps = [match for line in plan if (match := re.match(r"Inst (\S+) (?:\[\S+\] )?\((\S+) ", line))]
    names = [f"{step[1]}={step[2]}" for step in steps if not NOT_UNPACKED.match(step[1])]
    _run(environment, "apt-get", "download", "-qq", *APT_OPTIONS, *options, *names, folder=folder)


def _own_lists(environment: Environment) -> list[str]:
    """apt's options for package lists in our own folder, which an ordinary user may refresh."""
    state, cache = _own_folders(environment)
    os.makedirs(os.path.join(state, "lists", "partial"), exist_ok=True)
    os.makedirs(os.path.join(cache, "archives", "partial"), exist_ok=True)
    settings = (f"Dir::State={state}", "Dir::State::status=/var/lib/dpkg/status", f"Dir::Cache={cache}")
    return [word for setting in settings for word in ("-o", setting)]


def _own_folders(environment: Environment) -> tuple[str, str]:
    return os.path.join(environment.notes, "apt-state"), os.path.join(environment.notes, "apt-cache")
