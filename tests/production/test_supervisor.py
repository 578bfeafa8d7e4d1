"""The executor behind batches: its workers may do what they like."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import heap
from multiprocessing.context import SpawnProcess
from pathlib import Path

import psutil
import pytest

from designer_app.production.supervisor import LostError, Supervisor


def double(number: int) -> int:
    return 2 * number


def whoami() -> int:
    return os.getpid()


def fault() -> None:
    raise ValueError("so it is")


def death() -> None:
    os._exit(7)


def late(mark: str) -> str:
    Path(mark).touch()
    time.sleep(60)
    return mark


def hog() -> int:
    return len(bytearray(8 * 2**30))


_words: list[str] = []


def remember(word: str) -> None:
    _words.append(word)


def word() -> list[str]:
    return _words


def test_it_is_an_executor() -> None:
    with Supervisor(2) as pool:
        assert isinstance(pool, Executor)
        assert list(pool.map(double, range(100))) == [2 * number for number in range(100)]
        with pytest.raises(ValueError, match="so it is"):
            pool.submit(fault).result()
    with pytest.raises(RuntimeError):
        pool.submit(double, 1)


def test_workers_are_prepared_once_and_live_long() -> None:
    with Supervisor(1, remember, ("hello",)) as pool:
        assert [pool.submit(word).result() for _ in range(3)] == [["hello"]] * 3
        assert len({pool.submit(whoami).result() for _ in range(5)}) == 1


@pytest.mark.parametrize("cause", ["died", "stuck", "memory"])
def test_what_costs_two_workers_is_lost_and_nothing_else_is(cause: str, tmp_path: Path) -> None:
    if cause == "memory":
        pytest.importorskip("resource")
    there = {child.pid for child in psutil.Process().children()}
    with Supervisor(2, seconds=2, memory=2 * 2**30) as pool:
        before = [pool.submit(double, number) for number in range(20)]
        bad = (
            pool.submit(death)
            if cause == "died"
            else pool.submit(late, str(tmp_path / "late"))
            if cause == "stuck"
            else pool.submit(hog)
        )
        after = [pool.submit(double, number) for number in range(20)]
        with pytest.raises(LostError) as lost:
            bad.result()
        assert lost.value.cause == cause
        assert [future.result() for future in (*before, *after)] == [2 * n for n in (*range(20), *range(20))]
    left = {child.pid for child in psutil.Process().children()} - there
    assert len(left) <= 1  # one of multiprocessing's own may stay


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    with Supervisor(1) as pool:
        futures = [pool.submit(whoami) for _ in range(50)]
        first = futures[0].result()
        psutil.Process(first).kill()
        futures += [pool.submit(whoami) for _ in range(50)]
        assert {future.result() for future in futures[-20:]} != {first}
        assert all(future.result() for future in futures)


def test_stopping_waits_for_nobody(tmp_path: Path) -> None:
    pool = Supervisor(2)
    futures = [pool.submit(late, str(tmp_path / str(number))) for number in range(10)]
    while len(list(tmp_path.iterdir())) < 2:
        wait(futures, timeout=0.01)
    pool.shutdown(cancel_futures=True)
    assert all(future.cancelled() or isinstance(future.exception(), LostError) for future in futures)
    assert len(list(tmp_path.iterdir())) == 2


def stillborn() -> None:
    os._exit(3)


def test_workers_that_never_start_are_told_and_nobody_waits() -> None:
    pool = Supervisor(2, stillborn)
    futures = [pool.submit(double, number) for number in range(40)]
    for future in futures:
        with pytest.raises(BrokenProcessPool):
            future.result(timeout=60)
    with pytest.raises(BrokenProcessPool):
        pool.submit(double, 1)
    pool.shutdown()


def test_a_system_that_gives_no_process_is_told_and_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(SpawnProcess, "start", refuse)
    with Supervisor(2) as pool, pytest.raises(BrokenProcessPool):
        pool.submit(double, 1).result(timeout=60)


def test_shared_memory_that_is_closed_to_us_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap.Arena, "_dir_candidates", ["/nowhere"], raising=False)
    monkeypatch.setattr(heap.BufferWrapper, "_heap", heap.Heap())
    with Supervisor(2) as pool:
        assert [pool.submit(double, number).result(timeout=60) for number in range(9)] == list(
            range(0, 18, 2)
        )


_FIRST = """
import signal
from designer_app.production.supervisor import Supervisor

def deaf():
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])

if __name__ == "__main__":
    with Supervisor(2) as supervisor:
        print({future.result() for future in [supervisor.submit(deaf) for _ in range(8)]})
"""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no signal masks here")
def test_workers_never_hear_ctrl_c(tmp_path: Path) -> None:
    """Not even while they start, which is what the inherited mask is for; in a fresh process, as Python's resource
    tracker, which comes up with the first worker, lifts the mask."""
    script = tmp_path / "first.py"
    script.write_text(_FIRST, encoding="utf-8")
    surroundings = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=surroundings)
    assert (done.stdout.strip(), done.returncode) == ("{True}", 0), done.stderr


def test_a_script_without_a_guard_is_run_once(tmp_path: Path) -> None:
    """Workers don't run the script that the program was begun with."""
    script = tmp_path / "few_lines.py"
    script.write_text(
        "print('begun', flush=True)\n"
        "from designer_app.production.supervisor import Supervisor\n"
        "with Supervisor(2) as pool:\n"
        "    print(sum(pool.map(abs, range(-4, 0))))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    said = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env=environment, check=False
    )
    assert (said.returncode, said.stdout, said.stderr) == (0, "begun\n10\n", "")
