"""The child: killed when late, replaced when dead, and the parent lives on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image

from designer_app import pictures
from designer_app.errors import DesignError
from designer_app.files import digest
from designer_app.pictures import keeper
from designer_app.pictures.limits import Limits
from designer_app.pictures.wire import Answer, Job, to_picture

Save = Callable[..., Path]
# A decoder that hangs for b"hang", dies for b"die", talks nonsense for b"noise", else answers.
STAND_IN = """
import os, sys, time
from designer_app.pictures import child, wire
def work(job, shared):
    if job.data == b"hang":
        time.sleep(600)
    if job.data == b"die":
        os._exit(9)
    if job.data == b"noise":
        sys.stdout.write("x")
        print("to nowhere")
        os.write(1, b"noise on the descriptor")
    return wire.Answer(mode="L", size=(1, 1), pixels=b"!")
child.work = work
sys.exit(child.main())
"""


@pytest.fixture
def stand_in() -> Iterator[keeper.Keeper]:
    kept = keeper.Keeper((sys.executable, "-c", STAND_IN))
    yield kept
    kept.close()


def job(data: bytes, seconds: float = 30.0) -> Job:
    return Job(task="decode", data=data, limits=Limits(seconds=seconds))


def test_child_stays_warm(stand_in: keeper.Keeper) -> None:
    assert stand_in.ask(job(b"ok")).pixels == b"!"
    pid = stand_in.pid
    assert stand_in.ask(job(b"ok")).pixels == b"!"
    assert stand_in.pid == pid


def test_late_child_is_killed_and_replaced(stand_in: keeper.Keeper) -> None:
    stand_in.ask(job(b"ok"))
    pid = stand_in.pid
    with pytest.raises(DesignError, match="picture-timeout"):
        stand_in.ask(job(b"hang", seconds=0.3))
    assert pid is not None
    assert not psutil.pid_exists(pid)
    assert stand_in.ask(job(b"ok")).pixels == b"!"
    assert stand_in.pid != pid


def test_dying_child_is_one_error_and_is_replaced(stand_in: keeper.Keeper) -> None:
    with pytest.raises(DesignError, match="bad-picture"):
        stand_in.ask(job(b"die"))
    assert stand_in.ask(job(b"ok")).pixels == b"!"


def test_child_killed_from_outside_goes_unnoticed(stand_in: keeper.Keeper) -> None:
    stand_in.ask(job(b"ok"))
    assert stand_in.pid is not None
    psutil.Process(stand_in.pid).kill()
    assert stand_in.ask(job(b"ok")).pixels == b"!"


def test_prints_of_libraries_do_not_break_the_answers(stand_in: keeper.Keeper) -> None:
    assert stand_in.ask(job(b"noise")).pixels == b"!"


def test_child_ends_with_its_parent(stand_in: keeper.Keeper) -> None:
    stand_in.ask(job(b"ok"))
    process = psutil.Process(stand_in.pid)
    stand_in.close()
    assert not process.is_running()


def test_exhausted_memory_is_one_error(save: Save, photo: Image.Image) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux caps the address space of a process")
    path = save("big.png", photo.resize((7000, 7000)))
    pictures.set_limits(Limits(memory=400 * 1024 * 1024))
    with pytest.raises(DesignError) as caught:
        pictures.decode(pictures.facts(path).digest)
    assert caught.value.findings[0].code == "bad-picture"
    pictures.set_limits(Limits())
    assert pictures.decode(pictures.facts(path).digest).size == (7000, 7000)


def test_only_unknown_bytes_go_to_the_child(
    save: Save, photo: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    ask = keeper.Keeper.ask_for
    monkeypatch.setattr(
        keeper.Keeper, "ask_for", lambda own, job, take: asked.append(job.task) or ask(own, job, take)
    )
    photo.putpixel((0, 0), (1, 2, 3))  # bytes that no other test has had decoded
    path = save("a.png", photo)
    name = pictures.facts(path).digest
    pictures.decode(name)
    pictures.forget()
    pictures.decode(name)
    assert asked == ["facts", "decode"]
    other = save("b.png", photo.rotate(90))
    pictures.trust(digest(other.read_bytes()))
    pictures.decode(pictures.facts(other).digest)
    assert asked == ["facts", "decode"]


def test_shipped_pictures_are_trusted() -> None:
    from designer_app.data_files import data_root

    path = next(p for p in sorted(data_root("assets").rglob("*")) if p.suffix in (".jpg", ".png", ".svg"))
    assert pictures.is_trusted(pictures.facts(path).digest)


def test_an_interrupted_job_leaves_no_stale_answer(
    stand_in: keeper.Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.ask(job(b"ok"))

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(keeper, "receive_answer", interrupted)
        with pytest.raises(KeyboardInterrupt):
            stand_in.ask(job(b"ok"))
    assert stand_in.pid is None
    assert stand_in.ask(job(b"ok")).pixels == b"!"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(mode="RGB", size=(2, 2), pixels=b"too few"),
        Answer(mode="P", size=(1, 1), pixels=b"1"),
        Answer(),
    ],
)
def test_pixels_that_do_not_add_up_are_refused(answer: Answer) -> None:
    with pytest.raises(DesignError, match="bad-picture"):
        to_picture(answer)
