"""Circles of modules: files that import each other in a loop, at the top or inside functions.

What is imported for the type checker alone doesn't count, nor does a line that says why it must: ``# house: <reason>``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path


def circles(package: Path) -> list[str]:
    """A line for each circle that is found: ``a.py → b.py → a.py``, paths below ``package``. Mending one may bring
    the next to light."""
    left = imports_of(package)
    found: list[str] = []
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as circle:
            loop = list(reversed(circle.args[1]))
            found.append(" → ".join(loop))
            left = {name: ends - {loop[1]} if name == loop[0] else ends for name, ends in left.items()}
            continue
        return found


def imports_of(package: Path) -> dict[str, set[str]]:
    """Each module's path below ``package`` and the paths of those that it imports."""
    paths = {_dotted(path, package): path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    made: dict[str, set[str]] = {}
    for path in sorted(paths.values()):
        source = (package / path).read_text(encoding="utf-8")
        ends = {paths[end] for end in _imports(source, paths)}
        made[path] = ends - {path}
    return made


def _dotted(path: Path, package: Path) -> str:
    parts = (package.name, *path.relative_to(package).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(source: str, known: Mapping[str, str]) -> Iterator[str]:
    """Full names of the modules of ``known`` that a module's code imports."""
    excused = {number for number, line in enumerate(source.splitlines(), start=1) if "# house: " in line}
    for node in _live(ast.parse(source)):
        if isinstance(node, ast.Import) and node.lineno not in excused:
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module and node.lineno not in excused:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in known or node.module in known:
                    yield inner if inner in known else node.module


def _live(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only the type checker sees."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _live(child)
