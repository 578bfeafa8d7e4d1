"""Texts with ``{% if %}``, ``{% case %}``, ``{% for %}``: python-liquid with our filters and tight limits."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from liquid import Environment, StrictUndefined
from liquid.exceptions import LiquidError

from designer_app.design.formatting import (
    FILTERS,
    FLAGS,
    Filter,
    apply_filter,
    closing,
    inserted_text,
    parse_filters,
    split_bars,
)
from designer_app.design.locale_text import Context, today
from designer_app.design.money import Money
from designer_app.errors import DesignError, did_you_mean, fail

_OPENING = re.compile(r"\{[{%]")
_LENGTH = 5_000
_TAGS = (
    "if",
    "unless",
    "case",
    "for",
    "break",
    "continue",
    "assign",
    "comment",
    "#",
    "illegal",
    "content",
    "output",
)
_OWN = ("size", "first", "last", "join")  # Liquid's own that stay
_OUTPUT = 50_000  # bytes
_LOOPS = 2_000
_RANGE = re.compile(r"\(\s*([\w.]+)\s*\.\.\s*([\w.]+)\s*\)")
_NAMES = ("today", "now")


class _Limited(Environment):
    """No includes, no counters, no clock; loops, output and nesting end early."""

    block_nesting_limit = 12
    context_depth_limit = 12
    loop_iteration_limit = _LOOPS
    output_stream_limit = _OUTPUT
    local_namespace_limit = 200_000


class _MoneyView(Decimal):
    """Money inside Liquid: compares as its amount, has fields, and is unwrapped for filters and output."""

    money: Money

    def __getitem__(self, key: str) -> Any:
        if key in ("amount", "currency", "per"):
            return getattr(self.money, key)
        raise KeyError(key)


class _TextView(str):
    """A text with its short form, so that ``headline.short`` works as everywhere."""

    __slots__ = ("short_form", "whole")
    short_form: str | None
    whole: str  # with its marks, if it has any

    def __getitem__(self, key: Any) -> Any:
        if key == "short":
            return self.short_form
        return str.__getitem__(self, key)


def render_liquid(template: str, scope: Mapping[str, Any], context: Context) -> tuple[str, tuple[str, ...]]:
    """As ``templating.render_text``; the slots are those that the text could read, branches not taken included."""
    names = names_in_liquid(template)
    values = {name: _view(name, value, scope) for name, value in scope.items() if "." not in name}
    used: dict[str, None] = {}
    for path in names:
        head = path.partition(".")[0]
        if path in scope:
            used[path] = None
        elif head in scope:
            used[head] = None
        elif head in _NAMES:
            values[head] = today(context)
        else:
            raise fail(
                "unknown-slot",
                found=f"'{path}'",
                expected="a slot of the template",
                remedy=did_you_mean(path, [*scope, *_NAMES]),
            )
    try:
        text = _compiled(template, context).render(**values)
    except LiquidError as fault:
        cause = fault.__cause__
        if isinstance(cause, DesignError):
            raise cause from None
        raise _bad(fault) from None
    except (TypeError, ValueError, ArithmeticError, RecursionError, KeyError, IndexError) as fault:
        raise _bad(fault) from None
    return text, tuple(used)


@functools.lru_cache(512)
def names_in_liquid(template: str) -> tuple[str, ...]:
    """Every name that the text may read, without those that it makes itself. Raises ``bad-template``."""
    analysis = _compiled(template, Context("en")).analyze()
    places = [
        (variable.span.index, ".".join(str(part) for part in variable.segments if isinstance(part, str)))
        for found in analysis.globals.values()
        for variable in found
    ]
    return tuple(dict.fromkeys(name for _, name in sorted(places) if name not in _flag_words()))


@functools.lru_cache(256)
def _compiled(template: str, context: Context) -> Any:
    if len(template) > _LENGTH:
        raise fail("bad-template", found=f"{len(template)} characters", expected=f"at most {_LENGTH}")
    shown = "".join(_prepared(template))
    try:
        return _environment(context).from_string(shown)
    except LiquidError as fault:
        raise _bad(fault) from None
    except RecursionError:
        raise fail("bad-template", found="very deep nesting", expected="at most 12 levels") from None


def _prepared(template: str) -> Iterator[str]:
    """The text with every ``{{ … }}`` ending in our own filter, so that it is set as on the quick road."""
    at = 0
    while opening := _OPENING.search(template, at):
        mark = "}}" if opening[0] == "{{" else "%}"
        end = closing(template, opening.end(), mark)
        source = template[opening.end() : end]
        _check_ranges(source)
        yield template[at : opening.end()]
        if mark == "}}":
            source, dash = (source[:-1], "-") if source.endswith("-") else (source, "")
            own = [part for part in split_bars(source)[1:] if part.partition(":")[0].strip() not in _OWN]
            parse_filters("|".join(own))
            source = f"{source} | show {dash}"
        yield source + mark
        at = end + 2
    yield template[at:]


def _check_ranges(source: str) -> None:
    for low, high in _RANGE.findall(source):
        if not ((low + high).isdecimal() and len(high) < 6 and int(high) - int(low) < _LOOPS):
            raise fail(
                "bad-template",
                found=f"'({low}..{high})'",
                expected=f"a range between two numbers of at most {_LOOPS} steps",
            )


@functools.lru_cache(16)
def _environment(context: Context) -> Environment:
    environment = _Limited(undefined=StrictUndefined, autoescape=False, globals={w: w for w in _flag_words()})
    for name in list(environment.tags):
        if name not in _TAGS:
            del environment.tags[name]
    own = {name: environment.filters[name] for name in _OWN}
    environment.filters.clear()
    environment.filters.update(own)
    for name in FILTERS:
        environment.add_filter(name, _adapted(name, context))
    environment.add_filter("show", lambda value: inserted_text(_unwrapped(value), context))
    return environment


def _adapted(name: str, context: Context) -> Callable[..., Any]:
    """One of our filters with Liquid's calling convention."""
    flags = FLAGS.get(name, frozenset())

    def call(value: Any, *args: Any, **named: Any) -> Any:
        plain = tuple(_decimal(_unwrapped(arg)) for arg in args if not _is_flag(arg, flags))
        one = Filter(
            name,
            plain,
            tuple((key, _unwrapped(inner)) for key, inner in named.items()),
            tuple(arg for arg in args if _is_flag(arg, flags)),
        )
        source = _unwrapped(value)
        if name == "short" and isinstance(value, _TextView):
            return value.short_form or str(value)
        result = apply_filter(source, one, context)
        return _view("", result, {})

    return call


def _is_flag(arg: Any, flags: frozenset[str]) -> bool:
    return isinstance(arg, str) and arg in flags


@functools.cache
def _flag_words() -> frozenset[str]:
    return frozenset().union(*FLAGS.values())


def _decimal(value: Any) -> Any:
    """Liquid reads literals as int and float; ours are Decimal."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(repr(value))
    return value


def _unwrapped(value: Any) -> Any:
    if isinstance(value, _MoneyView):
        return value.money
    return value.whole if isinstance(value, _TextView) else value


def _view(name: str, value: Any, scope: Mapping[str, Any]) -> Any:
    if isinstance(value, Money):
        view = _MoneyView(value.amount)
        view.money = value
        return view
    if isinstance(value, str) and f"{name}.short" in scope:
        text = _TextView(value)
        text.short_form, text.whole = scope[f"{name}.short"], value
        return text
    if isinstance(value, Mapping):
        return {key: _view("", inner, {}) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_view("", inner, {}) for inner in value]
    # An empty text is false here, as an empty cell is everywhere.
    return None if value == "" else value


def _bad(fault: Exception) -> DesignError:
    message = " ".join(str(fault).split(" -> ")[0].split())
    return fail(
        "bad-template",
        found=message[:160],
        expected="Liquid with if, unless, case, for, assign and the known filters",
    )
