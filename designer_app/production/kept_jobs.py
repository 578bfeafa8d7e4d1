"""The jobs that have made an output folder's files, so that they can be made again for proof."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from designer_app.files import write_bytes
from designer_app.known_types import read_as
from designer_app.production.jobs import Job, absolute

_NAME = "jobs.json"
_MOST = 50


def kept_jobs(folder: Path) -> tuple[Job, ...]:
    """The jobs in the order in which they were run last; none where the file is missing or broken."""
    try:
        return msgspec.json.decode((folder / _NAME).read_bytes(), type=read_as(tuple[Job, ...]))
    except (OSError, msgspec.DecodeError):
        return ()


def keep_jobs(folder: Path, jobs: Sequence[Job]) -> None:
    """Note that these jobs were run; written only where that is news."""
    known = kept_jobs(folder)
    mine = tuple(absolute(job) for job in jobs)
    now = (*[job for job in known if job not in mine], *mine)[-_MOST:]
    if now != known:
        write_bytes(folder / _NAME, msgspec.json.format(msgspec.json.encode(now), indent=1) + b"\n")
