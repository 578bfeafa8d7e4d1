"""A small shop: a table, a job, and the catalog made of it by the command line."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.cli.running import Designer


class Shop:
    """A folder with goods.csv and job.json; ``made`` is what ``designer catalog --json`` says."""

    def __init__(self, folder: Path, designer: Designer) -> None:
        self.folder, self.designer = folder, designer
        self.out = folder / "out"

    def write(
        self, rows: Sequence[Mapping[str, Any]], job: Mapping[str, Any] | None = None, **wish: Any
    ) -> None:
        heads = list(dict.fromkeys(head for row in rows for head in row))
        with (self.folder / "goods.csv").open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, heads)
            lines.writeheader()
            lines.writerows(rows)
        whole = {
            "data": "goods.csv", "kits": ["northline"], "langs": ["en"], "sizes": ["105x148mm+3@150"], **(job or {}),
            "catalog": {"title": "Test", **wish},
        }  # fmt: skip
        (self.folder / "job.json").write_text(json.dumps(whole, ensure_ascii=False), "utf-8")

    def run(self, *flags: object, code: int = 0) -> dict[str, Any]:
        said = self.designer("catalog", self.folder / "job.json", "--out", self.out, "--json", *flags)
        assert said.code == code, said.out + said.err
        assert "Traceback" not in said.err
        found: dict[str, Any] = json.loads(said.out) if said.out else {"error": said.err}
        return found

    def codes(self, *flags: object, code: int = 0) -> list[str]:
        return [finding["code"] for finding in self.run(*flags, code=code)["findings"]]
