"""Files of earlier runs that no row wants any more."""

from __future__ import annotations

from pathlib import Path

from designer_app.errors import Finding
from designer_app.production.batch import Summary
from designer_app.production.ledger import Ledger
from designer_app.production.plan import Plan


def pruned(plan: Plan, summary: Summary, ledger: Ledger) -> list[Finding]:
    """Delete what earlier runs of these templates made here and no row wants now. Touched files stay; so do those of
    rows that can't be made at the moment."""
    templates = {Path(chunk.setting.template).name for chunk in plan.chunks}
    wanted = {f"{cell.stem}.{chunk.setting.formats[0]}" for chunk in plan.chunks for cell in chunk.cells}
    used = {*(result.path for result in summary.results), *summary.companions}
    failed = {(r.key, r.variant, r.size, r.kit) for r in summary.results.failed}
    found = []
    for entry in ledger.latest():
        path = entry.path
        if entry.template not in templates or path in used:
            continue
        if (entry.key, entry.variant, entry.size, entry.kit) in failed and entry.name in wanted:
            continue
        (ledger.out / path).unlink(missing_ok=True)
        found.append(
            Finding(code="pruned", severity="note", file=path, found="a file that no row wants any more")
        )
    return found
