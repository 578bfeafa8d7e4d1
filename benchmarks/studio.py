"""The studio as hands feel it, offscreen: a dragged layer, a keystroke, another kit, opening, memory.

A drag's step and a keystroke are timed from the event to the end of the canvas's paint event that shows it (the
engine's worker included for keystrokes). The same path is run several times, and of each step the best round counts,
so that other programs on the machine don't. Each part is a process of its own; one that fails gives rows without values.
Modules are compiled beforehand, as after the first start. ``processor`` rows are the process's own time, threads included.
"""

from __future__ import annotations

import compileall
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.rows import Row

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

ROOT = Path(__file__).parent.parent
STEPS = 120
EDITS = 1000

Plain = dict[str, Any]


PARTS = ("drag", "keys", "kit", "cold", "open", "memory")


def measure(rounds: int, parts: tuple[str, ...] = PARTS) -> list[Row]:
    """All rows. ``rounds`` is how often each path is run."""
    for folder in ("designer_app", "benchmarks"):
        compileall.compile_dir(ROOT / folder, quiet=2)
    rounds = max(3, rounds)
    made = {"drag": _drags, "keys": _keys, "kit": _kits, "cold": _colds, "open": _opens, "memory": _memory}
    return [row for part in parts for row in made[part](rounds)]


def _drags(rounds: int) -> list[Row]:
    rows: list[Row] = []
    for layers, side, zoom, target in (
        (12, 1080, "1:1", 0.3), (100, 1080, "1:1", 1.0), (12, 4000, "fit", 1.2), (12, 4000, "1:1", 5.0),
    ):  # fmt: skip
        found = _child("drag", layers, side, zoom, rounds)
        name = f"drag one of {layers} layers at {side}², {zoom}"
        ratio = found["full"] / found["p95"] if found else None
        rows += [
            Row(f"{name}, p95", found.get("p95"), "ms", f"≤ {target}"),
            Row(f"{name}, p50", found.get("p50"), "ms"),
            Row(f"{name}, p95 of the processor's time", found.get("processor"), "ms"),
            Row(f"{name}: a full recomposite takes", ratio, "times"),
            Row(f"{name}: pixels settled after release", found.get("settled"), "ms", "≤ 100"),
        ]
    return rows


def _keys(rounds: int) -> list[Row]:
    found = _child("keys", rounds)
    ratio = found["full"] / found["p95"] if found else None
    return [
        Row("keystroke to pixels, 12 layers at 1080², p95", found.get("p95"), "ms", "≤ 8"),
        Row("keystroke: a full recomposite takes", ratio, "times"),
    ]


def _kits(rounds: int) -> list[Row]:
    runs = [found for _ in range(rounds) if (found := _child("kit"))]
    rows = []
    for name, what, first, all_ in (
        ("new", "another kit", "≤ 50", "≤ 0.6"),
        ("known", "a kit shown before", "≤ 50", "≤ 0.6"),
    ):
        begun = min((run[name]["first"] for run in runs), default=None)
        done = min((run[name]["all"] for run in runs), default=None)
        rows += [
            Row(f"{what} on a wall of 12, the first", begun, "ms", first),
            Row(f"{what} on a wall of 12, all", done and done / 1000, "s", all_),
        ]
    return rows


def _colds(rounds: int) -> list[Row]:
    runs = [found for _ in range(rounds + 2) if (found := _child("cold"))]
    names = {"interactive": "≤ 1.0", "settled": "", "processor": ""}
    best = {name: min((run[name] for run in runs), default=None) for name in names}
    return [
        Row("cold start to an interactive window", best["interactive"], "s", names["interactive"]),
        Row("cold start: all artboards settled", best["settled"], "s"),
        Row("cold start: processor until then", best["processor"], "s"),
    ]


def _opens(rounds: int) -> list[Row]:
    found = _child("open", rounds)
    return [
        Row("a template of 200 layers opens", found.get("s"), "s", "≤ 0.3"),
        Row("a template of 200 layers: processor", found.get("processor"), "s"),
    ]


def _memory(rounds: int) -> list[Row]:
    found = _child("memory")
    return [
        Row(f"memory gained over {EDITS} edits", found.get("gained"), "MB", "≤ 16"),
        Row(f"memory gained over {EDITS} edits, two values in turn", found.get("turning"), "MB", "≤ 16"),
    ]


def _child(*what: object) -> Plain:
    """What a part found, as a process of its own; nothing when it failed, and why on the error stream."""
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.run(
            [sys.executable, "-m", "benchmarks.studio", *map(str, what)], cwd=ROOT, check=False, text=True, capture_output=True,
            env={
                **os.environ, "QT_QPA_PLATFORM": "offscreen", "DESIGNER_STATE": folder, "QT_LOGGING_RULES": "*=false",
                "BENCHMARK_BEGAN": repr(time.time()),
            },
        )  # fmt: skip
    if said.returncode:
        last = said.stderr.strip().splitlines()[-1:] or [f"ended with {said.returncode}"]
        print(f"{' '.join(map(str, what))}: {last[0]}", file=sys.stderr)
        return {}
    found: Plain = json.loads(said.stdout.splitlines()[-1])
    return found


# In the child


def _template(folder: Path, layers: int, side: int = 1080) -> str:
    """A page of see-through shapes, every fourth a text."""
    k = side / 1080
    made: list[Plain] = [
        {"kind": "shape", "name": "ground", "x": 0, "y": 0, "w": side, "h": side, "fill": "surface"}
    ]
    for number in range(1, layers):
        x, y = (number * 97) % 680 * k, (number * 61) % 760 * k
        place = {"x": round(x), "y": round(y), "w": round(400 * k), "h": round(300 * k)}
        if number % 4 == 0:
            made.append(
                {
                    "kind": "text",
                    "name": f"text_{number}",
                    "text": f"Words of layer {number}",
                    "size": 48 * k,
                    **place,
                }
            )
        else:
            fill = {"type": "linear", "stops": [[0, "#C81E3AB0"], [1, "#1E3AC8B0"]]}
            made.append({"kind": "shape", "name": f"shape_{number}", "radius": 24 * k, "fill": fill, **place})
    plain = {
        "format": 1, "name": {"en": f"{layers} layers"}, "kind": "post", "slots": {}, "classes": {"square": {"artboard": [side, side]}},
        "pages": [{"name": "main", "layers": made}],
    }  # fmt: skip
    home = folder / f"layers-{layers}"
    home.mkdir()
    (home / "template.json").write_text(json.dumps(plain), "utf-8")
    return str(home)


class _Window:
    """A window over a template, one board, and the moment when its canvas last finished painting."""

    def __init__(
        self, template: str, sizes: tuple[str, ...] = (), kit: str = "northline", *, wait: bool = True
    ) -> None:
        from designer_app.editor.session import Session
        from designer_app.studio import theme, words
        from designer_app.studio.shell import EditorWindow

        from PySide6.QtCore import QEventLoop  # isort: skip
        from PySide6.QtWidgets import QApplication  # isort: skip

        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.app = app
        else:
            self.app = QApplication(["designer"])
            words.use("en")
            theme.apply(self.app, "dark")
        self.loop = QEventLoop()
        self.window = EditorWindow(Session.open(template), kit)
        self.canvas = self.window.canvas
        self.painted = self.spent = 0.0
        self.canvas.painted = self._painted
        self.window.resize(1600, 1300)
        self.window.show()
        if sizes:
            self.window.desk.set_sizes(list(sizes))
        if wait:
            self.wait(lambda: self.window.settled)

    def _painted(self) -> None:
        self.painted = time.perf_counter()
        self.spent = time.thread_time()

    def wait(self, ready: Callable[[], bool], patience: float = 60.0) -> None:
        """Let the event loop run, asleep between events, until something holds."""
        from PySide6.QtCore import QEventLoop, QTimer

        tick = QTimer()  # threads may bring about what is waited for without an event
        tick.start(5)
        end = time.perf_counter() + patience
        while not ready():
            self.loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() > end:
                raise TimeoutError("the window did not get there")
        self.loop.processEvents()

    def rest(self, ready: Callable[[], bool], patience: float = 60.0) -> None:
        """``wait`` as a program waits: asleep until something comes, so that the worker has the machine."""
        from PySide6.QtCore import QEventLoop, QTimer

        tick = QTimer()
        tick.start(50)  # should nothing else come
        end = time.perf_counter() + patience
        while not ready():
            self.loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() > end:
                raise TimeoutError("the window did not get there")

    def mouse(self, kind: str, x: float, y: float) -> None:
        self.app.sendEvent(self.canvas, self.pointed(kind, x, y))

    def pointed(self, kind: str, x: float, y: float) -> QMouseEvent:
        """An event as the window system would give it to the canvas."""
        from PySide6.QtCore import QEvent, QPointF, Qt
        from PySide6.QtGui import QMouseEvent

        type_ = {"press": QEvent.Type.MouseButtonPress, "move": QEvent.Type.MouseMove, "release": QEvent.Type.MouseButtonRelease}[kind]  # fmt: skip
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        at = QPointF(x, y)
        return QMouseEvent(
            type_, at, self.canvas.mapToGlobal(at), none if kind == "move" else left,
            none if kind == "release" else left, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip

    def end(self) -> None:
        self.window.shut()


def _share(times: list[float], share: int) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * share // 100)]


def _best(rounds: list[list[float]]) -> list[float]:
    return [min(step) for step in zip(*rounds, strict=True)]


def drag(folder: Path, layers: int, side: int, zoom: str, rounds: int) -> Plain:
    """A shape in the middle of the pile goes round in a circle."""
    import math

    from designer_app.paint import paint

    shown = _Window(_template(folder, layers, side), (f"{side}x{side}",))
    window, canvas = shown.window, shown.canvas
    window.desk.set_mode("one")
    board = canvas.current
    assert board is not None
    if zoom == "1:1":
        canvas.zoom_to(1.0 / board.scale)
    shown.wait(lambda: window.settled)
    assert board.built is not None
    scale = canvas.wanted_scale(board)
    full = min(_timed(lambda: paint(board.built.built.scene, scale)) for _ in range(3))  # type: ignore[union-attr]
    name = f"shape_{layers // 2 if layers // 2 % 4 else layers // 2 + 1}"
    times: list[list[float]] = []
    spent_: list[list[float]] = []
    settled = []
    from designer_app.editor.commands import Select

    for _ in range(rounds):
        window.desk.do(Select(layers=(name,)))
        box = next(t.box for t in board.built.targets if t.layer == name)
        start = canvas.from_board(board, box.x0 + box.width * 0.37, box.y0 + box.height * 0.41)
        x, y = min(max(start.x(), 60), canvas.width() - 60), min(max(start.y(), 60), canvas.height() - 60)
        shown.mouse("press", x, y)
        shown.mouse("move", x + 5, y + 5)
        shown.wait(lambda: canvas.dragged is not None)
        steps, spans = [], []
        for step in range(STEPS):
            angle = step / STEPS * 2 * math.pi
            event = shown.pointed("move", x + 120 * math.sin(angle), y + 120 - 120 * math.cos(angle) + 6)
            shown.painted = 0.0
            began, spent = time.perf_counter(), time.thread_time()
            shown.app.sendEvent(canvas, event)
            while not shown.painted:
                shown.loop.processEvents()
            steps.append((shown.painted - began) * 1000)
            spans.append((shown.spent - spent) * 1000)
        times.append(steps[2:])
        spent_.append(spans[2:])
        began = time.perf_counter()
        shown.mouse("release", x + 40, y + 40)
        shown.wait(lambda: window.desk.settled and canvas.dragged is None)
        settled.append((time.perf_counter() - began) * 1000)
        window.desk.session.undo()
        shown.wait(lambda: window.settled)
    best = _best(times)
    shown.end()
    return {
        "p95": _share(best, 95), "p50": _share(best, 50), "processor": _share(_best(spent_), 95), "full": full,
        "settled": min(settled),
    }  # fmt: skip


def keys(folder: Path, rounds: int) -> Plain:
    """Letters typed into a text in place."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    from designer_app.paint import paint

    shown = _Window(_template(folder, 12), ("1080x1080",))
    window, canvas = shown.window, shown.canvas
    window.desk.set_mode("one")
    board = canvas.current
    assert board is not None
    canvas.zoom_to(1.0 / board.scale)
    shown.wait(lambda: window.settled)
    assert board.built is not None
    full = min(_timed(lambda: paint(board.built.built.scene)) for _ in range(3))  # type: ignore[union-attr]
    window.edit_text("text_4")
    shown.wait(lambda: window.settled)
    times: list[list[float]] = []
    for _ in range(rounds):
        steps = []
        for letter in "Soft merino sweater with recycled buttons and a quiet finish":
            began = time.perf_counter()
            key = QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
            shown.painted = 0.0
            shown.app.sendEvent(canvas, key)
            shown.rest(lambda: window.desk.settled and shown.painted > 0)
            steps.append((shown.painted - began) * 1000)
        times.append(steps)
        window.gestures.take("select")
        window.desk.session.go(0)
        shown.wait(lambda: window.settled)
        window.edit_text("text_4")
        shown.wait(lambda: window.settled)
    best = _best(times)[3:]
    shown.end()
    return {"p95": _share(best, 95), "full": full}


def kit(folder: Path) -> Plain:
    """A wall of twelve sizes goes to a kit that this process hasn't shown, and to and fro."""
    sizes = (
        "1080x1080", "1080x1350", "1080x1920", "1200x628", "1590x530", "728x90", "240x400", "320x50",
        "1200x1200", "1000x1500", "1920x1080", "970x250",
    )  # fmt: skip
    shown = _Window("sale", sizes, "northline")
    desk = shown.window.desk
    found: list[tuple[float, float]] = []
    for name in ("med", "northline", "med", "northline"):
        waiting = {b.name for b in shown.canvas.boards}
        came: list[float] = []
        arrived = desk.made.connect(
            lambda made, came=came: came.append(time.perf_counter()) if made.image is not None else None
        )
        began = time.perf_counter()
        desk.set_kit(name)
        shown.painted = 0.0
        shown.wait(lambda came=came: bool(came) and shown.painted > came[0])
        first = shown.painted
        shown.wait(lambda came=came, waiting=waiting: len(came) >= len(waiting) and desk.settled)
        desk.made.disconnect(arrived)
        found.append(((first - began) * 1000, (max(came[len(waiting) - 1], shown.painted) - began) * 1000))
        shown.wait(lambda: shown.window.settled)
    shown.end()
    best = (min(f for f, _ in found[1:]), min(a for _, a in found[1:]))
    return {name: {"first": f, "all": a} for name, (f, a) in (("new", found[0]), ("known", best))}


def cold(_: Path) -> Plain:
    """From the birth of the process to a window that shows the active artboard's own pixels and answers the pointer
    within a frame."""
    shown = _Window("sale", wait=False)
    board = shown.canvas.current
    assert board is not None
    shown.wait(lambda: board.image is not None and shown.painted > 0)
    for _ in range(8):  # answers: what is left in the queue mustn't hold up a move
        asked = time.perf_counter()
        shown.mouse("move", 300, 300)
        shown.loop.processEvents()
        if time.perf_counter() - asked < 0.016:
            break
    began = float(os.environ.get("BENCHMARK_BEGAN", "nan"))
    interactive = time.time() - began
    shown.wait(lambda: shown.window.desk.settled)
    settled, processor = time.time() - began, time.process_time()
    shown.end()
    return {"interactive": interactive, "settled": settled, "processor": processor}


def open_(folder: Path, rounds: int) -> Plain:
    """A second template, of 200 layers, in a program that already runs: to its settled pixels."""
    first = _Window(_template(folder, 12), ("1080x1080",))
    name = _template(folder, 200)
    times = []
    for _ in range(rounds):
        began, spent = time.perf_counter(), time.process_time()
        shown = _Window(name, wait=False)
        shown.wait(lambda shown=shown: shown.window.desk.settled and shown.painted > 0)
        times.append((time.perf_counter() - began, time.process_time() - spent))
        shown.end()
    first.end()
    return {"s": min(wall for wall, _ in times), "processor": min(cpu for _, cpu in times)}


def memory(folder: Path) -> Plain:
    """A layer moved a thousand times, each a step of the history."""
    from designer_app.editor.commands import SetFields

    shown = _Window(_template(folder, 12), ("1080x1080",))
    desk = shown.window.desk

    def edits(count: int, values: int) -> float:
        for number in range(count):
            desk.do(SetFields(layers=("shape_5",), fields={"x": number % values}))
            desk.session.part()
            shown.wait(lambda: desk.settled)
        return _resident()

    edits(300, 500)
    start = edits(700, 500)  # by now the painter's caches hold all they may
    middle = edits(EDITS, 500)
    end = edits(EDITS, 2)
    shown.end()
    return {"gained": middle - start, "turning": end - middle}


def _resident() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss) / 1e6


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def _main(what: str, *given: str) -> None:
    import gc

    gc.freeze()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        match what:
            case "drag":
                found = drag(folder, int(given[0]), int(given[1]), given[2], int(given[3]))
            case "keys":
                found = keys(folder, int(given[0]))
            case "open":
                found = open_(folder, int(given[0]))
            case _:
                found = {"kit": kit, "cold": cold, "memory": memory}[what](folder)
    print(json.dumps(found))


if __name__ == "__main__":
    _main(*sys.argv[1:])
