"""One text of an artboard of twelve layers is typed, letter by letter, and erased again: what a keystroke costs.

The engine alone: new text → build → paint of what changed → pixels ready. Everything but the layer and what depends
on it is remembered by ``Resources`` (nodes) and ``Painter`` (pixels), which any editor would keep. Typed twice:
into a slot's value, and into the layer itself, which makes a new template of each letter. Processor time.
"""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks import material
from benchmarks.rows import Row
from designer_app.build.pages import Request, build_page
from designer_app.build.resources import Resources
from designer_app.design.library import find_kit, find_template
from designer_app.design.sizes import load_sizes, parse_sizes
from designer_app.paint import Painter

ROOT = Path(__file__).parent.parent
KINDS = {"slot": "slot's value", "layer": "layer's own text"}
CELLS = {
    "title": "x",
    "sub": "Hand finished leather boots, a limited edition for quiet evenings and long travel.",
    "price": "$129.50",
}
TEXT = "Soft merino sweater with recycled buttons and a quiet finish for everyday evenings"
LAYER = "title"
WARM = 3  # the first letters make what the others share
TARGET = "≤ 2"


def measure(rounds: int) -> list[Row]:
    """Each round is a process of its own, as an editor opened anew; of each letter the best round counts."""
    material.make()
    rows = []
    for kind, title in KINDS.items():
        command = [sys.executable, "-m", "benchmarks.keystroke", kind]
        runs = [json.loads(subprocess.check_output(command, cwd=ROOT)) for _ in range(rounds)]
        best = sorted(min(times) for times in zip(*runs, strict=True))
        for share in (50, 95):
            name = f"keystroke in a {title}, 12 layers at 1080², p{share}"
            rows.append(Row(name, best[len(best) * share // 100], "ms", TARGET if share == 95 else ""))
    return rows


def _typed(kind: str) -> list[float]:
    folder = _artboard(material.make())
    loaded, kit = find_template(str(folder)), find_kit(str(material.WORK / "kit"))
    size = parse_sizes("1080x1080", load_sizes(None))[0]
    request = Request(loaded=loaded, kit=kit, size=size, cells=CELLS)
    return _times(_into_slot(request) if kind == "slot" else _into_layer(request))


def _times(requests: Iterator[Request]) -> list[float]:
    """Milliseconds of each keystroke."""
    resources, painter = Resources(), Painter()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)  # as the batch sets it
    found = []
    for request in requests:
        start = time.process_time_ns()
        painter.render(build_page(request, resources).scene)
        found.append((time.process_time_ns() - start) / 1e6)
    return found[WARM:]


def _texts() -> Iterator[str]:
    lengths = [*range(1, len(TEXT) + 1), *range(len(TEXT) - 1, 0, -1)]
    return (TEXT[:length] for length in lengths)


def _into_slot(request: Request) -> Iterator[Request]:
    for text in _texts():
        yield msgspec.structs.replace(request, cells={**CELLS, LAYER: text})


def _into_layer(request: Request) -> Iterator[Request]:
    loaded = request.loaded
    page = loaded.template.pages[0]
    for text in _texts():
        layers = tuple(
            msgspec.structs.replace(layer, text=text) if layer.name == LAYER else layer
            for layer in page.layers
        )
        pages = (msgspec.structs.replace(page, layers=layers),)
        template = msgspec.structs.replace(loaded.template, pages=pages)
        edited = msgspec.structs.replace(loaded, template=template, digest=f"{loaded.digest} {text}")
        yield msgspec.structs.replace(request, loaded=edited)


def _artboard(work: Path) -> Path:
    folder = work / "artboard"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(material.HERE / "artboard" / "template.json", folder / "template.json")
    shutil.copyfile(work / "assets" / "p00.jpg", folder / "photo.jpg")
    shutil.copyfile(work / "assets" / "logo.svg", folder / "logo.svg")
    return folder


if __name__ == "__main__":
    print(json.dumps(_typed(sys.argv[1])))
