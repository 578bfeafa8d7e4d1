"""``./designer test``: install what the tests need, then run them; arguments go to pytest."""

from __future__ import annotations

import os
import sys

from tools.launcher.environment import Environment
from tools.launcher.system_libraries import provide, provide_material, provide_screen, remedy


def run_tests(environment: Environment, arguments: list[str]) -> int:
    """Run the tests and return pytest's exit code; 1 when system libraries are missing.

    Without those the tests that need none still run. ``--setup-only`` stops before the tests.
    """
    sets = ("engine", "test")
    environment.prepare(*sets)
    missing = provide(environment, sets=sets)
    provide_screen(environment)
    provide_material(environment, again="--setup-only" in arguments)
    if "--setup-only" in arguments:
        print(f"designer: {remedy(missing)}" if missing else "Ready: all that the tests need is installed.")
        return 1 if missing else 0
    if not os.path.samefile(os.curdir, environment.root):
        arguments = [from_here(argument) for argument in arguments]
    command = ["-m", "pytest", *arguments]
    extra = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), "PYTEST_QT_API": "pyside6"}
    os.chdir(environment.root)
    if not missing:
        return environment.hand_over(command, extra)
    extra["DESIGNER_TESTS_WITHOUT"] = ",".join(missing)
    if "qt" in missing:
        command += ["-p", "no:pytest-qt"]
    environment.run([environment.python, "-P", *command], {**environment.variables(), **extra})
    print(f"designer: {remedy(missing)}", file=sys.stderr)
    return 1


def from_here(argument: str) -> str:
    """A path as the person sees it, made whole: pytest itself starts at the project's top."""
    path, separator, rest = argument.partition("::")
    if argument.startswith("-") or not os.path.exists(path):
        return argument
    return os.path.abspath(path) + separator + rest
