"""What ``./designer …`` does: set up what is missing, then hand over to the real command."""

from __future__ import annotations

import os
import sys

from tools.launcher.environment import Environment, SetupError


def start(root: str, arguments: list[str]) -> int:
    """Run the command line; returns the exit code (on POSIX a command that starts never returns)."""
    environment = Environment(root)
    try:
        if arguments[:1] == ["test"]:
            from tools.launcher.testing import run_tests

            return run_tests(environment, arguments[1:])
        environment.prepare("engine")
        if opens_window(arguments):
            _provide_qt(environment)
        return environment.hand_over(["-m", "designer_app.cli", *arguments])
    except SetupError as fault:
        print(f"designer: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ndesigner: stopped → the same command goes on from here", file=sys.stderr)
        return 130


def opens_window(arguments: list[str]) -> bool:
    """Whether this command shows a window: ``edit``, or nothing at all where a screen is."""
    if arguments:
        return arguments[0] == "edit" and "--help" not in arguments
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _provide_qt(environment: Environment) -> None:
    from tools.launcher.system_libraries import provide, remedy

    missing = provide(environment, ("qt",))
    if missing:
        raise SetupError(remedy(missing))
