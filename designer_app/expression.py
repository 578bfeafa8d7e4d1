"""Arithmetic for positions, sizes and conditions: ``W - M``, ``headline.bottom + 24``, ``photo and n > 2``.

A small, total language: numbers, text, names (dotted), + - * / // % **, comparisons, and/or/not, ``a if b
else c`` and the functions below. It is parsed by Python's grammar, checked against a list of allowed forms
and turned into closures; nothing is ever handed to ``eval``.
"""

from __future__ import annotations

import ast
import functools
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

from designer_app.errors import did_you_mean, fail

Scope = Callable[[str], Any]
Compiled = Callable[[Scope], Any]


def _of_numbers(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Python multiplies and formats texts and lists, too: to any length."""

    def guarded(a: Any, b: Any) -> Any:
        if isinstance(a, str | list | tuple) or isinstance(b, str | list | tuple):
            raise TypeError("numbers on both sides")
        return function(a, b)

    return guarded


def _degrees(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: function(math.radians(value))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "abs": abs,
    "sqrt": math.sqrt,
    "floor": math.floor,
    "ceil": math.ceil,
    "round": lambda v: math.floor(v + 0.5),
    "clamp": lambda low, v, high: max(low, min(high, v)),
    "len": len,
    "sin": _degrees(math.sin),
    "cos": _degrees(math.cos),
    "tan": _degrees(math.tan),
    "asin": lambda v: math.degrees(math.asin(v)),
    "acos": lambda v: math.degrees(math.acos(v)),
    "atan": lambda v: math.degrees(math.atan(v)),
    "upper": lambda v: str(v).upper(),
    "endswith": lambda v, tail: str(v).endswith(str(tail)),
    "slice": lambda v, start, stop: v[int(start) : int(stop)],
}
_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}
_LIMIT = 500  # characters


@functools.lru_cache(4096)
def compile_expression(source: str) -> Compiled:
    """A function of a scope (name → value). Raises ``DesignError`` (``bad-expression``)."""
    if len(source) > _LIMIT:
        raise fail("bad-expression", found=f"{len(source)} characters", expected=f"at most {_LIMIT}")
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise fail(
            "bad-expression",
            found=f"'{source}'",
            expected="arithmetic such as W - M or headline.bottom + 24",
        ) from None
    return _translate(tree.body, source)


def names_in(source: str) -> tuple[str, ...]:
    """Every dotted name that the expression reads, in order of appearance, without functions."""
    compile_expression(source)
    found: list[str] = []
    called: set[int] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.Call):
            called.add(id(node.func))
        name = _dotted(node)
        if name is not None:
            if id(node) not in called and name not in found:
                found.append(name)
            return
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(ast.parse(source.strip(), mode="eval").body)
    return tuple(found)


def evaluate(source: str, scope: Scope | Mapping[str, Any]) -> Any:
    """The value of an expression. Arithmetic on missing or unfitting values raises ``bad-expression``."""
    lookup = scope if callable(scope) else _mapping_scope(scope)
    try:
        return compile_expression(source)(lookup)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, IndexError) as fault:
        raise fail("bad-expression", found=f"'{source}'", expected=why(fault)) from None


def _mapping_scope(values: Mapping[str, Any]) -> Scope:
    def lookup(name: str) -> Any:
        try:
            return values[name]
        except KeyError:
            raise fail(
                "unknown-name", found=f"'{name}'", expected="a known name", remedy=did_you_mean(name, values)
            ) from None

    return lookup


def _dotted(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = _dotted(node.value)
        return None if head is None else f"{head}.{node.attr}"
    return None


def _translate(node: ast.AST, source: str) -> Compiled:
    name = _dotted(node)
    if name is not None:
        if name in ("true", "false"):
            return lambda scope, value=(name == "true"): value  # type: ignore[misc]
        return lambda scope: scope(name)
    match node:
        case ast.Constant(value=bool() | int() | float() | str() as value):
            return lambda scope: value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _translate(operand, source)
            return lambda scope: -inner(scope)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _translate(operand, source)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _translate(operand, source)
            return lambda scope: not inner(scope)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            function, a, b = _BINARY[type(op)], _translate(left, source), _translate(right, source)
            if type(op) is ast.Mod or (
                type(op) is ast.Mult and not (_is_fraction(left) or _is_fraction(right))
            ):
                function = _of_numbers(function)
            return lambda scope: function(a(scope), b(scope))
        case ast.BoolOp(op=ast.And(), values=values):
            parts = [_translate(v, source) for v in values]
            return lambda scope: _all(parts, scope)
        case ast.BoolOp(op=ast.Or(), values=values):
            parts = [_translate(v, source) for v in values]
            return lambda scope: _any(parts, scope)
        case ast.Compare(left=left, ops=ops, comparators=rights) if all(type(o) in _COMPARE for o in ops):
            chain = [_translate(v, source) for v in (left, *rights)]
            tests = [_COMPARE[type(o)] for o in ops]
            return lambda scope: _chain(tests, [c(scope) for c in chain])
        case ast.IfExp(test=test, body=body, orelse=orelse):
            t, a, b = (_translate(v, source) for v in (test, body, orelse))
            return lambda scope: a(scope) if t(scope) else b(scope)
        case ast.Call(func=ast.Name(id=called), args=args, keywords=[]) if called in FUNCTIONS:
            function, values2 = FUNCTIONS[called], [_translate(v, source) for v in args]
            return lambda scope: function(*[v(scope) for v in values2])
    raise fail(
        "bad-expression",
        found=f"'{ast.unparse(node)}'",
        expected="numbers, names, + - * / // %, comparisons, and/or/not, if/else and " + ", ".join(FUNCTIONS),
    )


def _is_fraction(node: ast.AST) -> bool:
    """A written number such as 0.02: nothing but a number can be multiplied by it."""
    return isinstance(node, ast.Constant) and isinstance(node.value, float)


def why(fault: Exception) -> str:
    """What an expression was expected to be, where Python could not reckon it out."""
    return "no division by zero" if isinstance(fault, ZeroDivisionError) else f"a value ({fault})"


def _all(parts: list[Compiled], scope: Scope) -> Any:
    value: Any = True
    for part in parts:
        value = part(scope)
        if not value:
            return value
    return value


def _any(parts: list[Compiled], scope: Scope) -> Any:
    value: Any = False
    for part in parts:
        value = part(scope)
        if value:
            return value
    return value


def _chain(tests: list[Callable[[Any, Any], Any]], values: list[Any]) -> bool:
    return all(test(values[i], values[i + 1]) for i, test in enumerate(tests))


@functools.lru_cache(4096)
def _template_parts(text: str) -> tuple[str | Compiled, ...]:
    parts: list[str | Compiled] = []
    rest = text
    while rest:
        head, brace, rest = rest.partition("{")
        if head:
            parts.append(head)
        if brace:
            source, closed, rest = rest.partition("}")
            if not closed:
                raise fail("bad-expression", found=f"'{text}'", expected="a closing }")
            parts.append(compile_expression(source))
    return tuple(parts)


def fill_in(text: str, scope: Scope | Mapping[str, Any]) -> str:
    """Text with ``{expression}`` parts replaced by their numbers (6 decimals): parametric path data."""
    lookup = scope if callable(scope) else _mapping_scope(scope)
    out: list[str] = []
    for part in _template_parts(text):
        if isinstance(part, str):
            out.append(part)
        else:
            try:
                out.append(f" {part(lookup):.6f} ")
            except (TypeError, ValueError, ZeroDivisionError, OverflowError) as fault:
                raise fail("bad-expression", found=f"'{text}'", expected=f"numbers ({fault})") from None
    return "".join(out)
