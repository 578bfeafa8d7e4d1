"""Proof of an output folder: its files against the receipt, and the receipt against the design."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import msgspec

from designer_app.errors import DesignError, Finding
from designer_app.files import digest
from designer_app.production.batch import carry_out, solved
from designer_app.production.kept_jobs import kept_jobs
from designer_app.production.ledger import FOLDER, Ledger, sha256_of
from designer_app.production.packed import picked
from designer_app.production.plan import Plan, make_plan
from designer_app.production.press import Press
from designer_app.production.receipt import read_receipt
from designer_app.production.records import Chunk, Result
from designer_app.production.schedulers import Workers
from designer_app.production.stopping import stop_flag


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a proof. ``files`` = files in the receipt; ``rendered`` = those that were made again. Every
    difference is a finding: ``file-missing``, ``file-touched``, ``file-differs``, ``not-made-again``."""

    files: int
    rendered: int
    differences: tuple[Finding, ...]
    findings: tuple[Finding, ...] = ()
    stopped: bool = False

    @property
    def ok(self) -> bool:
        return not self.differences and not self.stopped


def verify(
    folder: Path,
    *,
    sample: int = 0,
    workers: Workers = 0,
    tell: Callable[[Result], None] = lambda result: None,
    stop: Callable[[], bool] = lambda: False,
) -> Verdict:
    """Compare the SHA-256 of every file with the receipt, then make the pictures again in memory, or ``sample`` of
    them (drawn by their names: always the same ones), and compare those. Nothing is written.

    Raises ``DesignError``: ``no-receipt``, ``bad-receipt``, and what planning the folder's jobs raises.
    """
    lines = {line.path: line.sha256 for line in read_receipt(folder).files}
    found = [fault for path, sha256 in lines.items() if (fault := _fault(folder, path, sha256))]
    with closing(Ledger(folder)) as ledger:
        proof = {
            entry.name: entry.path
            for entry in (ledger.of_path(path)[-1] for path in ledger.paths() if path in lines)
            if entry.scene
        }
    names = sorted(proof, key=lambda name: digest(name.encode()))[: sample or None]
    told: list[Finding] = []
    rendered = 0
    left = set(names)
    stopped = False
    press = Press()
    with stop_flag(stop) as asked:
        for job in reversed(kept_jobs(folder / FOLDER)):
            if not left or asked():
                break
            try:
                plan = solved(make_plan(job, str(folder), mode="hash"), workers, asked, press)
            except DesignError as error:
                told += error.findings
                continue
            wanted = _wanted(plan, left)
            made = carry_out(_only(plan, wanted), workers, asked, press, tell)
            stopped = stopped or made.stopped
            for result in made.results:
                name = wanted[result.number]
                left.discard(name)
                rendered += result.ok
                if not result.ok:
                    told += result.findings
                    left.add(name)
                elif result.sha256 != lines[proof[name]]:
                    found.append(
                        Finding(
                            code="file-differs", file=proof[name], place=f"row {result.key}", found="other bytes when made again",
                            expected="those of the receipt", remedy="the row, the template, the kit or a picture has changed: run the batch again",
                        )
                    )  # fmt: skip
    if not stopped:
        found += [
            Finding(
                code="not-made-again", file=proof[name], found="no row that makes it",
                expected="a row of one of the folder's jobs", remedy="designer batch … --prune deletes what no row wants",
            )
            for name in sorted(left)
        ]  # fmt: skip
    return Verdict(
        files=len(lines), rendered=rendered, differences=tuple(found), findings=tuple(dict.fromkeys(told)),
        stopped=stopped,
    )  # fmt: skip


def _fault(folder: Path, path: str, sha256: str) -> Finding | None:
    found = sha256_of(folder / path)
    if found == sha256:
        return None
    return Finding(
        code="file-touched" if found else "file-missing", file=path,
        found="other bytes" if found else "no such file", expected="the file of the receipt",
        remedy="run the batch again" + ("; --overwrite replaces it" if found else ""),
    )  # fmt: skip


def _wanted(plan: Plan, names: set[str]) -> Mapping[int, str]:
    """The cells that make these names, by number."""
    return {
        cell.number: name
        for chunk in plan.chunks
        for cell in chunk.cells
        if (name := f"{cell.stem}.{chunk.setting.formats[0]}") in names
    }


def _only(plan: Plan, numbers: Mapping[int, str]) -> Plan:
    chunks = []
    for chunk in plan.chunks:
        cells = picked(chunk.cells, lambda cell: cell.number in numbers)
        if cells:
            chunks.append(Chunk(setting=chunk.setting, cells=cells))
    return Plan(chunks=tuple(chunks))
