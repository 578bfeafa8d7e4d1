"""The decoding child: ``python -m designer_app.pictures.child [SHARED]``. Reads jobs on stdin, answers on stdout; pixels
lie in memory shared with the parent where its command line names some (``area``).

It opens no files, and a crash, a hang or an exhausted memory ends only this process. The one place
that calls ``resource`` (absent on Windows, where the parent's clock is the only limit).
"""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import BinaryIO

import msgspec

from designer_app.errors import DesignError
from designer_app.pictures.wire import Answer, Job, receive_job, send


def main() -> int:
    """Serve jobs until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's; this ends when the pipe does
    jobs, answers = _take_pipes()
    shared = _shared()
    _limit_once()
    _make_ready()
    while True:
        job = receive_job(jobs)
        if job is None:
            return 0
        _limit_job(job)
        send(answers, _answered(job, shared))
        del job  # its file is not kept while waiting for the next


def _shared() -> memoryview:
    from designer_app.pictures.area import SIZE, opened

    memory = opened(sys.argv[1]) if len(sys.argv) > 1 else None
    return memoryview(b"") if memory is None else memoryview(memory)[:SIZE]


def _make_ready() -> None:
    """What the first job will need is imported while the parent still works towards it."""
    from PIL import Image

    from designer_app.pictures import serving  # noqa: F401

    Image.preinit()


def _answered(job: Job, shared: memoryview) -> Answer:
    try:
        return _laid_out(work(job, shared), shared)
    except DesignError as error:
        return Answer(findings=error.findings)
    except MemoryError as fault:
        from designer_app.pictures.header import broken

        return Answer(findings=broken(fault).findings)


def _laid_out(answer: Answer, shared: memoryview) -> Answer:
    """Pixels in the shared memory, where they have room."""
    count = len(answer.pixels)
    if not 0 < count <= len(shared):
        return answer
    shared[:count] = answer.pixels
    return msgspec.structs.replace(answer, pixels=b"", shared=count)


def work(job: Job, shared: memoryview) -> Answer:
    """Do one job. Raises ``DesignError`` for a picture that is refused."""
    if job.task in ("psd", "psd-own"):
        from designer_app.pictures.psd_read import read

        document, pixels = read(job.data, job.limits, own=job.task == "psd-own")
        return Answer(document=document, pixels=pixels)
    if job.task == "svg":
        from designer_app.pictures import svg_raster

        image = svg_raster.rasterise_text(job.data.decode("utf-8"), job.width, job.height, job.limits)
        return Answer(mode=image.mode, size=image.size, pixels=image.tobytes())
    from designer_app.pictures import serving

    return serving.serve(job, shared)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Own copies of the two pipes; whatever a library prints to stdout then goes nowhere."""
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    sys.stdout = io.StringIO()
    return jobs, answers


def limit(memory: int, seconds: float) -> None:
    """Bound this process for good: bytes of memory, seconds of processor time, no files. For other children that
    read what strangers made; does nothing where the system has no such limits."""
    _limit_once()
    _limit(memory, seconds)


def limit_memory(most: int) -> None:
    """Bound this process's address space, in bytes; does nothing where the system has no such limit."""
    try:
        import resource
    except ImportError:
        return
    _lower(getattr(resource, "RLIMIT_AS", None), most)


def _limit_once() -> None:
    """No core dumps, no files written."""
    try:
        import resource
    except ImportError:
        return
    for name in ("RLIMIT_CORE", "RLIMIT_FSIZE"):
        _lower(getattr(resource, name, None), 0)


def _limit_job(job: Job) -> None:
    _limit(job.limits.memory, job.limits.seconds)


def _limit(memory: int, seconds: float) -> None:
    """Memory of the whole process, and processor time from now on."""
    try:
        import resource
    except ImportError:
        return
    limit_memory(memory)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(getattr(resource, "RLIMIT_CPU", None), int(used.ru_utime + used.ru_stime + seconds) + 2)


def _lower(kind: int | None, value: int) -> None:
    import resource

    if kind is None:
        return
    try:
        _, hard = resource.getrlimit(kind)
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (soft, hard))
    except (OSError, ValueError):  # macOS refuses some of them; the parent's clock still holds
        return


if __name__ == "__main__":
    sys.exit(main())
