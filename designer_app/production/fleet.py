"""Cells by several machines: a task of dask's is a run of cells that a local supervisor makes inside the dask worker.

Machines see the same folders under the same names, and run the same program (that is checked). A machine that dies loses
the cells in its hands to the others; they write the same bytes. Needs the extra ``fleet`` (dask.distributed).
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from designer_app.errors import DesignError, Finding
from designer_app.production import pool
from designer_app.production.keys import program_key
from designer_app.production.records import Cell, Chunk, Result, Setting, failed
from designer_app.production.schedulers import PEM, Scheduler
from designer_app.production.stopping import SECONDS
from designer_app.production.supervisor import Supervisor

_CELLS = 24  # of a task: what a machine that dies has to lose
_AHEAD = 2  # tasks for each thread of the fleet
_ANSWER = 10.0  # seconds for the scheduler to answer
_LISTEN = 0.2  # seconds between looks at whether to stop
_GRACE = 3.0  # seconds for tasks in hand when everything ends


def make_by_fleet(
    chunks: Sequence[Chunk], scheduler: Scheduler, stopped: Callable[[], bool], *, seconds: float = SECONDS
) -> Iterator[Result]:
    """All cells by a fleet, in the order in which they are done. Raises ``DesignError``: ``no-fleet``, ``fleet-differs``."""
    client = _client(scheduler)
    try:
        _check_fleet(client, scheduler)
        yield from _results(client, chunks, stopped, seconds)
    except (OSError, RuntimeError) as fault:  # the scheduler has gone
        raise _no_fleet(scheduler, f"{type(fault).__name__}: {fault}") from None
    finally:
        with suppress(Exception):  # a machine that has gone has closed it, too
            client.run(close_supervisor)
        client.close()


def _dask() -> Any:
    """dask.distributed, imported where it is used. Raises ``ImportError``."""
    return importlib.import_module("distributed")


def _client(scheduler: Scheduler) -> Any:
    try:
        dask = _dask()
    except ImportError:
        raise DesignError(
            Finding(
                code="no-fleet", found="no dask.distributed", expected="the extra 'fleet'",
                remedy='pip install "designer[fleet]"',
            )
        ) from None  # fmt: skip
    security: Any = None
    if scheduler.tls:
        ca, cert, key = (str(Path(scheduler.tls, name)) for name in PEM)
        security = dask.Security(
            tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key, require_encryption=True
        )
    try:
        return dask.Client(scheduler.address, security=security, timeout=_ANSWER, name="designer")
    except (OSError, TimeoutError, socket.gaierror) as fault:
        raise _no_fleet(scheduler, str(fault).strip() or "no answer") from None


def _no_fleet(scheduler: Scheduler, found: str) -> DesignError:
    return DesignError(
        Finding(
            code="no-fleet", file=scheduler.address, found=found.splitlines()[0][:200],
            expected="a scheduler of dask's with workers", remedy="start dask scheduler and dask worker, or --scheduler local",
        )
    )  # fmt: skip


def _check_fleet(client: Any, scheduler: Scheduler) -> None:
    """Other programs make other bytes."""
    keys: dict[str, str] = client.run(program_key)
    if not keys:
        raise _no_fleet(scheduler, "no workers")
    others = sorted(name for name, key in keys.items() if key != program_key())
    if others:
        raise DesignError(
            Finding(
                code="fleet-differs", file=others[0], found="another version of the program or its libraries",
                expected="the same on every machine", remedy="install the same version there",
            )
        )  # fmt: skip


def _results(
    client: Any, chunks: Sequence[Chunk], stopped: Callable[[], bool], seconds: float
) -> Iterator[Result]:
    dask = _dask()
    halt = dask.Event(f"designer-{os.getpid()}-{id(chunks)}", client=client)
    runs = iter(_cut(chunks))
    here = os.getcwd()
    most = _AHEAD * sum(client.nthreads().values())
    pending: dict[Any, Chunk] = {}
    last = None
    while True:
        if last is None and stopped():
            last = time.monotonic() + _GRACE
            halt.set()
        if last is None:
            for run in islice(runs, max(0, most - len(pending))):
                pending[client.submit(make_run, here, run, halt.name, seconds, pure=False)] = run
        if not pending or (last is not None and time.monotonic() > last):
            break
        try:
            done = dask.wait(list(pending), timeout=_LISTEN, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            continue
        for future in done:
            yield from _made(future, pending.pop(future))
    client.cancel(list(pending))


def _made(future: Any, run: Chunk) -> list[Result]:
    """The results of a run; of one that several machines didn't survive, why."""
    try:
        return list(future.result())
    except Exception as fault:
        told = Finding(
            code="worker-died", found=f"{type(fault).__name__}: {' '.join(str(fault).split())}"[:200],
            expected="a machine that finishes these rows", remedy="run the same command again",
        )  # fmt: skip
        return [failed(run.setting, cell, told) for cell in run.cells]


def _cut(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    for chunk in chunks:
        for start in range(0, len(chunk.cells), _CELLS):
            yield msgspec.structs.replace(chunk, cells=tuple(chunk.cells[start : start + _CELLS]))


# ── In a dask worker ────────────────────────────────────────────────────────────────────────────

_supervisors: dict[str, Supervisor] = {}  # by working folder
_lock = threading.Lock()


def make_run(folder: str, run: Chunk, halt: str, seconds: float) -> list[Result]:
    """Make the cells of a run, as in ``folder``, until the event ``halt`` is set."""
    event = _dask().Event(halt)
    looked = time.monotonic()

    def stopped() -> bool:
        nonlocal looked
        if time.monotonic() - looked < _LISTEN:
            return False
        looked = time.monotonic()
        return bool(event.is_set())

    submit = _supervisor(folder, seconds).submit
    cells = [(run.setting, cell, submit(make_cell_in, run.setting, cell)) for cell in run.cells]
    found = []
    for setting, cell, future in cells:
        while not future.done() and not stopped():
            wait_for(future, _LISTEN)
        if future.done() or not future.cancel():
            wait_for(future, _GRACE)
        if future.done() and not future.cancelled():
            result = pool.result_of_future((setting, cell), future)
            found += [result] if result is not None else []
    return found


def wait_for(future: Any, seconds: float) -> None:
    from concurrent.futures import wait

    wait([future], timeout=seconds)


def _supervisor(folder: str, seconds: float) -> Supervisor:
    """This dask worker's supervisor: as many processes as it has threads, kept from run to run."""
    with _lock:
        if folder not in _supervisors:
            # dask's workers are daemons, which multiprocessing lets have no children; ours end with their parent
            multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
            _supervisors[folder] = Supervisor(
                _dask().get_worker().state.nthreads, prepare_in, (folder,), seconds=seconds
            )
        return _supervisors[folder]


def close_supervisor() -> None:
    """End this dask worker's supervisors."""
    with _lock:
        for supervisor in _supervisors.values():
            supervisor.shutdown(cancel_futures=True)
        _supervisors.clear()


def prepare_in(folder: str) -> None:
    """What a process of the supervisor keeps: names mean there what they mean to who asked."""
    os.chdir(folder)
    pool.prepare(())


def make_cell_in(setting: Setting, cell: Cell) -> Result:
    return pool.made_here(setting, cell)
