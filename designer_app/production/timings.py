"""Where a run's time went, added up over its cells and workers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from designer_app.production.plan import Plan
from designer_app.production.records import Chunk, Result
from designer_app.timing import STAGES


def with_clock(plan: Plan) -> Plan:
    """The plan whose cells say where their time went (``Result.spent``)."""
    return msgspec.structs.replace(plan, chunks=_timed(plan.chunks))


def _timed(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    return tuple(
        msgspec.structs.replace(chunk, setting=msgspec.structs.replace(chunk.setting, timed=True))
        for chunk in chunks
    )


def timings(results: Iterable[Result], elapsed: float) -> dict[str, float]:
    """Seconds by stage over all processes, ``other`` for what is none of them within cells (keys, the flight check, the
    ledger), ``cells`` for all of that, and ``elapsed`` as the clock on the wall saw the run."""
    sums = [0.0] * (len(STAGES) + 1)
    for result in results:
        for number, seconds in enumerate(result.spent):
            sums[number] += seconds
    found = dict(zip((*STAGES, "cells"), sums, strict=True))
    other = max(0.0, found["cells"] - sum(sums[:-1]))
    cells = found.pop("cells")
    return {
        name: round(value, 4)
        for name, value in {**found, "other": other, "cells": cells, "elapsed": elapsed}.items()
    }
