"""For all tests: long ones run with ``--long`` only; those that need absent system libraries are skipped.

``./designer test`` names the absent ones in ``DESIGNER_TESTS_WITHOUT`` (``qt``, ``cairo``).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test fails for being slow, and one commit has one verdict on every machine: the same examples are drawn each time.
# `--hypothesis-profile=search` looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("same")
os.environ.setdefault("DESIGNER_LANGUAGE", "en")  # whatever the machine speaks
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # also without `./designer test`; xcb = real windows

ABSENT = {name for name in os.environ.get("DESIGNER_TESTS_WITHOUT", "").split(",") if name}
QT_FIXTURES = {"qtbot", "qapp", "qtmodeltester"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the tests marked long, too")
    parser.addoption("--renew", action="store_true", help="take today's pictures as the golden ones")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Modules of the studio import Qt at their top, so without it they can't even be collected."""
    studio = config.rootpath / "tests" / "studio"
    return True if "qt" in ABSENT and collection_path.is_relative_to(studio) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        put_off = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=put_off)
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    for item in items:
        needs = {name for name in ("qt", "cairo") if item.get_closest_marker(name)}
        if QT_FIXTURES & set(getattr(item, "fixturenames", ())):
            needs.add("qt")
        for name in sorted(needs & ABSENT):
            item.add_marker(pytest.mark.skip(reason=f"needs the system libraries of {name}"))
