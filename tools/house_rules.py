"""House rules that no ready-made linter knows; ``python -m tools.house_rules`` prints one line per breach.

- Type and outlines are drawn by our own painter: no ``ImageFont``, ``ImageDraw.text``, ``ImageDraw.polygon``.
- Files are written by ``files.py`` alone: no ``open(…, "w")``, ``Path.write_*``, ``.save(path)``, renames, copies.
- Same input, same bytes: the engine reads no clock, calls no ``hash()``, takes no folder in directory order.
- Other rooms come to the painter by its doors, which take its lock.
- Data is read as a type that ``known_types.py`` has settled, lest two threads look into it at once.
- No POSIX-only call outside the doors; the engine imports neither Qt nor the command line's libraries.
- No module is called utils, helpers, misc or common.
- No circle of modules that import each other (``tools/circles.py``).

A line that must break a rule says why: ``# house: <reason>``.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.circles import circles

ROOT = Path(__file__).resolve().parent.parent
# The second lowers the limits of the decoding process, the third shares memory with it.
DOORS = ("files.py", "pictures/child.py", "pictures/area.py")
ABOVE_ENGINE = ("cli", "studio")
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common"}

DRAWING = {"text", "multiline_text", "textbbox", "textlength", "polygon", "regular_polygon"}
WRITING_METHODS = {"write_text", "write_bytes"}
WRITING_CALLS = {
    "os.rename", "os.replace", "os.renames", "shutil.copy", "shutil.copy2", "shutil.copyfile",
    "shutil.copytree", "shutil.move",
}  # fmt: skip
SAVING = {"save", "savez", "savetxt"}
MEMORY = {"BytesIO", "StringIO"}
POSIX_MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty"}
POSIX_CALLS = {
    "os.fork", "os.fsync", "os.geteuid", "os.getpgid", "os.getuid", "os.kill", "os.killpg", "os.mkfifo",
    "os.nice", "os.sched_getaffinity", "os.sched_setaffinity", "os.setsid", "os.sysconf", "os.wait4",
    "signal.SIGALRM", "signal.SIGKILL", "signal.alarm", "signal.setitimer",
}  # fmt: skip
CLOCK_CALLS = {
    "datetime.now", "datetime.today", "datetime.utcnow", "datetime.datetime.now", "datetime.datetime.today",
    "datetime.datetime.utcnow", "date.today", "datetime.date.today", "time.time", "time.time_ns",
    "time.localtime", "time.gmtime", "time.strftime",
}  # fmt: skip
FOLDER_METHODS = {"iterdir", "glob", "rglob", "listdir", "scandir"}
ORDER_FREE = {"sorted", "did_you_mean", "set", "frozenset", "any", "all", "len", "sum", "min", "max"}
# Names of ``paint`` that other rooms may import: they take ``paint/lru.py``'s lock, or touch neither caches nor FreeType.
PAINT_DOORS = {
    "Painter", "bounds.bounds", "faces.glyph_outline", "groups.plain", "groups.reads_backdrop",
    "groups.shadows_alone", "lru.ByteLRU", "lru.LOCK", "paint", "painter.paint", "pictures.shown_size", "ramps.Channel",
    "ramps.SIZE", "ramps.ramp", "strokes.stroked", "strokes.united",
}  # fmt: skip
READING = {
    "msgspec.convert": 1, "msgspec.json.decode": 1, "msgspec.json.Decoder": 0, "msgspec.msgpack.decode": 1,
    "msgspec.msgpack.Decoder": 0, "msgspec.toml.decode": 1, "msgspec.yaml.decode": 1,
}  # call → where its type stands  # fmt: skip
OUTSIDE_ENGINE = {"PySide6", "shiboken6", "typer", "rich"}


@dataclass(frozen=True, order=True)
class Breach:
    """One broken rule, with its place."""

    file: str
    line: int
    rule: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}"


def check_source(source: str, name: str) -> list[Breach]:
    """Breaches in one module; ``name`` is its path below ``designer_app``, with forward slashes."""
    lines = source.splitlines()
    tree = ast.parse(source)
    engine = name.split("/")[0] not in ABOVE_ENGINE
    found = [*_writing(tree), *_systems(tree)] if name not in DOORS else []
    if engine:
        found += [*_drawing(tree), *_imports(tree), *_order(tree)]
    if not name.startswith("paint/"):
        found += _paint(tree)
    if name != "known_types.py":
        found += _reading(tree)
    if VAGUE_NAMES & {part.removesuffix(".py") for part in name.split("/")}:
        found.append((1, "a module's name says what it holds; this one doesn't"))
    excused = {number for number, line in enumerate(lines, start=1) if "# house: " in line}
    return sorted(Breach(name, line, rule) for line, rule in found if line not in excused)


def check_tree(package: Path) -> list[Breach]:
    """Breaches in every module below ``package``, sorted by file and line."""
    breaches: list[Breach] = []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        breaches += check_source(path.read_text(encoding="utf-8"), name)
    return breaches


Found = Iterator[tuple[int, str]]


def _dotted(node: ast.AST) -> str:
    """``os.path.join`` for the expression of that form, else an empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = _dotted(node.value)
        return f"{head}.{node.attr}" if head else ""
    return ""


def _method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported, at the top or inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _drawing(tree: ast.AST) -> Found:
    imported = list(_imported(tree))
    for line, name in imported:
        if "ImageFont" in name.split("."):
            yield line, "ImageFont: type is set by designer_app.text and painted from glyph ids"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "ImageFont":
            yield node.lineno, "ImageFont: type is set by designer_app.text and painted from glyph ids"
    if any("ImageDraw" in name.split(".") for _, name in imported):
        for call in _calls(tree):
            if _method(call) in DRAWING:
                yield (
                    call.lineno,
                    f"ImageDraw.{_method(call)}: outlines are filled by paint's coverage filler",
                )


def _imports(tree: ast.AST) -> Found:
    for line, name in _imported(tree):
        if name.split(".")[0] in OUTSIDE_ENGINE:
            yield line, f"{name.split('.')[0]}: the engine knows neither Qt nor the command line's libraries"


def _paint(tree: ast.AST) -> Found:
    for line, name in _imported(tree):
        inner = name.removeprefix("designer_app.paint.")
        if inner != name and inner not in PAINT_DOORS:
            yield line, f"{name}: no door of the painter's; two threads there at once damage memory"


def _reading(tree: ast.AST) -> Found:
    for call in _calls(tree):
        target = _dotted(call.func)
        if target in READING:
            kinds = [word.value for word in call.keywords if word.arg == "type"]
            kinds += call.args[READING[target] : READING[target] + 1]
            if any(not isinstance(kind, ast.Call) or _dotted(kind.func) != "read_as" for kind in kinds):
                yield (
                    call.lineno,
                    f"{target}: msgspec looks into a new type unguarded; pass read_as(the type)",
                )


def _systems(tree: ast.AST) -> Found:
    for line, name in _imported(tree):
        if name.split(".")[0] in POSIX_MODULES:
            yield line, f"{name.split('.')[0]}: not on Windows; go through files.py"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _dotted(node) in POSIX_CALLS:
            yield node.lineno, f"{_dotted(node)}: not the same on Windows; go through files.py"


def _writing(tree: ast.AST) -> Found:
    memory = _memory_streams(tree)
    for call in _calls(tree):
        target, method = _dotted(call.func), _method(call)
        if call.args and _dotted(call.args[0]) == "os.devnull":
            continue
        if (target in ("open", "io.open", "os.fdopen") and _writes(call, place=1)) or (
            method == "open" and target.split(".")[0] not in ("io", "os", "Image") and _writes(call, place=0)
        ):
            yield call.lineno, "open for writing: use files.write_bytes or files.write_text"
        elif method in WRITING_METHODS and target != f"files.{method}":
            yield call.lineno, f".{method}: use files.{method}, which writes whole files or none"
        elif target in WRITING_CALLS:
            yield call.lineno, f"{target}: files are put in place by files.py"
        elif method in SAVING and call.args and _dotted(call.args[0]) not in memory:
            yield call.lineno, f".{method}(path): save to io.BytesIO, then files.write_bytes"


def _writes(call: ast.Call, place: int) -> bool:
    modes = [word.value for word in call.keywords if word.arg == "mode"] + call.args[place : place + 1]
    return any(isinstance(mode, ast.Constant) and set("wax+") & set(str(mode.value)) for mode in modes)


def _memory_streams(tree: ast.AST) -> set[str]:
    """Names that hold a stream in memory: assigned from ``BytesIO(…)``, or annotated as a binary stream."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            if _dotted(node.value.func).split(".")[-1] in MEMORY:
                names |= {_dotted(target) for target in node.targets}
        elif isinstance(node, ast.withitem) and isinstance(node.context_expr, ast.Call):
            if _dotted(node.context_expr.func).split(".")[-1] in MEMORY and node.optional_vars:
                names.add(_dotted(node.optional_vars))
        elif isinstance(node, ast.arg) and node.annotation:
            if any(word in ast.unparse(node.annotation) for word in (*MEMORY, "IO[bytes]", "BinaryIO")):
                names.add(node.arg)
        elif isinstance(node, ast.AnnAssign) and any(word in ast.unparse(node.annotation) for word in MEMORY):
            names.add(_dotted(node.target))
    return names - {""}


def _order(tree: ast.AST) -> Found:
    sorted_away: set[ast.AST] = set()
    for call in _calls(tree):
        if _dotted(call.func) in ORDER_FREE:
            sorted_away |= set(ast.walk(call))
    for call in _calls(tree):
        target, method = _dotted(call.func), _method(call)
        if target == "hash":
            yield call.lineno, "hash(): salted anew in every process; use files.digest"
        elif target in CLOCK_CALLS:
            yield call.lineno, f"{target}: the engine reads no clock; take the date as an argument"
        elif method in FOLDER_METHODS and call not in sorted_away:
            yield call.lineno, f".{method}: directory order differs between machines; wrap it in sorted()"


def main() -> int:
    breaches = check_tree(ROOT / "designer_app")
    for breach in breaches:
        print(f"designer_app/{breach}")
    loops = circles(ROOT / "designer_app")
    for loop in loops:
        print(f"a circle of imports: {loop}")
    broken = len(breaches) + len(loops)
    print(f"House rules: {broken} broken" if broken else "House rules: kept")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
