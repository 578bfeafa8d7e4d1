"""What the decoding child keeps: few pictures, more when they are wanted again; never the wrong one."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from designer_app.pictures import shelf as module
from designer_app.pictures.deadline import Deadline
from designer_app.pictures.shelf import Shelf
from designer_app.pictures.wire import Job

ROOT = Path(__file__).resolve().parents[2]


def jpeg(shade: int, side: int = 200) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (side, side), (shade, 0, 0)).save(stream, "JPEG")
    return stream.getvalue()


def job(shade: int, **fields: object) -> Job:
    return Job(task="scale", digest=f"{shade}", data=jpeg(shade), **fields)  # type: ignore[arg-type]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Room for two pictures of 200 × 200, for four when they are wanted again."""
    assert np  # imported, so that JPEGs go into memory of ours at once
    monkeypatch.setattr(module, "_FEW", 340_000)
    monkeypatch.setattr(module, "_MANY", 680_000)
    return Shelf()


def shades(shelf: Shelf) -> list[str]:
    return [key[0] for key in shelf._pictures]


def test_the_longest_unused_goes_first_and_its_memory_serves_again(shelf: Shelf) -> None:
    shelf.picture(job(10))
    memory = shelf._pictures["10", 1, False].memory
    shelf.picture(job(20))
    shelf.picture(job(30))
    assert shades(shelf) == ["20", "30"]
    assert shelf._pictures["30", 1, False].memory is memory
    found = shelf.picture(job(30))
    assert found is not None
    assert found.getpixel((5, 5)) == pytest.approx((30, 0, 0), abs=2)


def test_there_is_room_for_more_as_soon_as_one_is_wanted_again(shelf: Shelf) -> None:
    for shade in (10, 20, 30):
        shelf.picture(job(shade))
    for shade in (10, 20, 30, 40):
        shelf.picture(job(shade))
    assert len(shades(shelf)) > 2
    for shade in range(10, 200, 10):
        for _ in range(2):
            shelf.picture(job(shade))
    assert sum(one.size for one in shelf._pictures.values()) <= 680_000


def test_without_the_file_there_is_nothing(shelf: Shelf) -> None:
    bare = Job(task="scale", digest="10")
    assert shelf.picture(bare) is None
    assert shelf.picture(job(10)) is not None
    assert shelf.picture(bare) is shelf.held(bare) is not None


def test_nothing_is_left_when_it_is_cleared(shelf: Shelf) -> None:
    shelf.picture(job(10))
    shelf.clear()
    assert shelf.picture(Job(task="scale", digest="10")) is None


def test_a_smaller_scale_is_made_of_the_whole() -> None:
    """In a process of its own, as the child's are: it lets the resizer work in Pillow's memory."""
    code = (
        "from tests.pictures.test_shelf import Job, Shelf, job; shelf = Shelf();"
        "small = shelf.picture(job(10, shrink=2, reduced=True));"
        "print(small.size, shelf.held(Job(task='scale', digest='10')) is not None)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "(100, 100) True", ran.stderr


def test_a_deadline_comes_unless_it_is_cleared() -> None:
    deadline, over = Deadline(), threading.Event()
    deadline.set(3600, lambda: pytest.fail("too early"))
    assert not deadline.clear()
    deadline.set(3600, lambda: pytest.fail("too early"))
    deadline.set(0, over.set)  # sooner than the one that the thread sleeps for
    assert over.wait(60)
    assert deadline.clear()
    over.clear()
    deadline.set(0, over.set)
    assert over.wait(60)
    deadline.set(3600, over.set)
    assert not deadline.clear()
