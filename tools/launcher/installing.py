"""Making the ``.venv`` and filling it with pip, with one line of progress for a person."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from tools.launcher.environment import STRAY_VARIABLES, WINDOWS, SetupError

if TYPE_CHECKING:
    from tools.launcher.environment import Environment

_REQUIREMENT = re.compile(r"^[a-z0-9][^ ]*==", re.MULTILINE | re.IGNORECASE)
_STEP = re.compile(
    r"^(?:(?:Collecting|Ignoring|Requirement already satisfied:) ([\w.-]+)|Processing \S*?([\w.]+)-[^\s/\\]*\.whl)"
)
_UNPACKING = "Installing collected packages"
_UNREACHABLE = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeout",
    "Network is unreachable",
    "ProxyError",
)


def usable(environment: Environment) -> bool:
    """Whether there is a ``.venv`` that works, made by us, by hand or by another tool (which may leave out pip)."""
    return _succeeds(environment, "-c", "import sys; sys.exit(sys.version_info < (3, 11))") and (
        _succeeds(environment, "-m", "pip", "--version") or _succeeds(environment, "-m", "ensurepip")
    )


def make_anew(environment: Environment) -> None:
    """Make ``.venv``, empty but for pip; what was there goes."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        sudo = "" if not hasattr(os, "geteuid") or os.geteuid() == 0 else "sudo "
        raise SetupError(
            f"found a Python without venv ({sys.executable}) · expected its module venv "
            f"→ type: {sudo}apt-get install -y python3-venv"
        )
    base = getattr(sys, "_base_executable", None) or sys.executable
    own = os.path.dirname(environment.folder) != environment.root
    with Progress(f"Making {environment.folder if own else '.venv'} (once)") as progress:
        _follow(environment, [base, "-I", "-m", "venv", "--clear", environment.folder], progress)


def install(environment: Environment, what: str, lock: str) -> None:
    """Install exactly what the lock file names, wheels only, each checked against its hashes."""
    with open(lock, encoding="utf-8") as stream:
        total = len(_REQUIREMENT.findall(stream.read()))
    command = [
        environment.python, "-I", "-m", "pip", "install", "--require-hashes", "--only-binary=:all:", "--no-deps",
        "--no-user", "--no-input", "--disable-pip-version-check", "--progress-bar=off", "--no-color", "-r", lock,
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.insert(-2, "--root-user-action=ignore")
    with Progress(f"Installing {what} (once)") as progress:
        progress.total = total
        _follow(environment, command, progress, log=os.path.join(environment.notes, "pip.log"))


class Progress:
    """One line on the error stream: redrawn on a terminal, begun and finished once elsewhere."""

    def __init__(self, title: str, stream: TextIO | None = None) -> None:
        self.title = title
        self.total = 0
        self._done = 0
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._begun = time.monotonic()

    def __enter__(self) -> Progress:
        self._print(f"{self.title} …", end="" if self._live else "\n")
        return self

    def step(self, name: str) -> None:
        """One more package is under way."""
        self._done = min(self._done + 1, self.total)
        self.say(f"{self._done} of {self.total} {name:.20}")

    def say(self, text: str) -> None:
        """Redraw the line, on a terminal."""
        if self._live and self.total:
            bar = "━" * (20 * self._done // self.total)
            self._print(f"\r{self.title} {bar:·<20} {text}", end="\x1b[K")

    def __exit__(self, kind: object, *_: object) -> None:
        if self._live:
            self._print("\r", end="\x1b[K")
        if kind is None:
            self._print(f"{self.title}: done in {time.monotonic() - self._begun:.0f} s")

    def _print(self, text: str, end: str = "\n") -> None:
        """Print in the terminal's own encoding, whatever that can show."""
        encoding = self._stream.encoding or "ascii"
        print(text.encode(encoding, "replace").decode(encoding), end=end, file=self._stream, flush=True)


def _succeeds(environment: Environment, *arguments: str) -> bool:
    command = [environment.python, "-I", *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, env=_variables()).returncode == 0
    except OSError:
        return False


def _follow(environment: Environment, command: list[str], progress: Progress, log: str = os.devnull) -> None:
    """Run an installer, logging what it says; its failure becomes one line."""
    said: list[str] = []
    try:
        with open(log, "w", encoding="utf-8") as record:
            for line in run_lines(environment, command):
                record.write(line)
                said.append(line.rstrip())
                step = _STEP.match(line)
                if step:
                    progress.step(step[1] or step[2])
                elif line.startswith(_UNPACKING):
                    progress.say("unpacking")
    except subprocess.CalledProcessError:
        kept = "" if log == os.devnull else f" (all that was said: {log})"
        harmless = not any(line.startswith(_UNPACKING) for line in said)
        raise SetupError(f"set-up failed: {_cause(said)}{kept}", harmless) from None
    except OSError as fault:
        raise SetupError(f"set-up failed: {fault}") from fault


def run_lines(
    environment: Environment,
    command: list[str],
    folder: str | None = None,
    extra: dict[str, str] | None = None,
) -> Iterator[str]:
    """Lines that a command prints, both streams. Raises ``CalledProcessError`` when it fails.

    The child keeps the set-up lock: should this process be killed, nobody begins beside the child.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        cwd=folder,
        env={**_variables(), **(extra or {})},
        pass_fds=() if WINDOWS else (environment.lock_handle,),
    ) as process:
        assert process.stdout is not None
        yield from process.stdout
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def _variables() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in STRAY_VARIABLES}
    return {**kept, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


def _cause(said: list[str]) -> str:
    """The line that tells a person most, with what to do about it."""
    if any(word in line for line in said for word in _UNREACHABLE):
        return "the package index could not be reached → connect to the network, then start the same command again"
    if any("DO NOT MATCH THE HASHES" in line for line in said):
        names = [
            line.split(" from ")[0].strip() for line in said if line.startswith("    ") and " from " in line
        ]
        return f"{', '.join(names) or 'a package'} is not the file that the lock names → don't use it; try another network"
    errors = [line for line in said if line.startswith(("ERROR:", "Error:", "error:"))]
    for line in errors:
        lacking = re.search(r"No matching distribution found for (\S+)", line)
        if lacking:
            return f"no ready-made package of {lacking[1]} for this system and Python {sys.version_info[0]}.{sys.version_info[1]}"
    return errors[-1] if errors else (said[-1] if said else "the installer said nothing")
