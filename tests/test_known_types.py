"""Threads may read the first data of a kind at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from designer_app.known_types import read_as

ROOT = Path(__file__).resolve().parent.parent
FIRST = """
import sys, threading
from designer_app.design.library import find_kit, find_template
sys.setswitchinterval(0.0001)
names, found, start = ("news", "sale", "quote"), [], threading.Barrier(3)
def read(name):
    start.wait()
    found.append((find_kit("northline").id, find_template(name).id))
threads = [threading.Thread(target=read, args=(name,)) for name in names]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(found))
"""


def test_three_threads_read_their_first_template_at_once() -> None:
    """msgspec alone ends the process nine times of ten."""
    ran = subprocess.run([sys.executable, "-c", FIRST], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == str([("northline", name) for name in ("news", "quote", "sale")]), ran.stderr


def test_a_type_is_what_it_was() -> None:
    class Held(msgspec.Struct):
        inner: list[int]

    for kind in (Held, dict[str, Held], Held | None, tuple[Held, ...]):
        assert read_as(kind) is kind
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"inner": ["a"]}, read_as(Held))
