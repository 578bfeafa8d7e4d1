"""Texts with slots: ``{{ headline }}``, ``от {{ price | money }}``; with ``{%`` also Liquid's if, case, for.

Plain names and filters are resolved here; Liquid (180 ms to import) is opened only for a text that needs it,
with the same filters and with limits. What a row holds is inserted once and never read as a template.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from designer_app.design.dates import read_date
from designer_app.design.formatting import (
    Filter,
    Name,
    apply_filter,
    closing,
    inserted_text,
    parse_filters,
    split_bars,
)
from designer_app.design.locale_text import Context, today
from designer_app.errors import DesignError, did_you_mean, fail

TODAY = frozenset({"today", "now"})
_LENGTH = 20_000  # characters of a template
_OPENING = re.compile(r"\{\{")
_QUOTED = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')\s*""")
_NAME = re.compile(r"\s*([^\W\d]\w*(?:\.\w+)*)\s*")

Part = str | tuple[str, str | None, tuple[Filter, ...]]  # text, or (source, name or None, filters)


def render_text(
    template: str,
    scope: Mapping[str, Any],
    locale: str,
    as_of: date | str | None = None,
    *,
    marked: bool = False,
    rich: bool = False,
) -> tuple[str, tuple[str, ...]]:
    """The text with its slots filled in, and the slots that it read, in order of appearance.
    ``marked`` puts each value between ``VALUE_START`` and ``VALUE_END`` (``text.direction``); ``rich`` writes the
    marks of rich values as signs (``text.rich``), which else go.

    ``scope``: slot → value (``headline.short`` is a key of its own), ``item`` → the fields of a list's item.
    ``today`` is ``as_of`` (a date, or one as text). Raises ``DesignError``: ``unknown-slot``, ``unknown-filter``, ``bad-template`` …
    """
    context = Context(locale, read_date(as_of, place="--as-of") if as_of else None, marked, rich)
    if "{%" in template:
        from designer_app.design.liquid_text import render_liquid

        return render_liquid(template, scope, context)
    if "{{" not in template:
        return template, ()
    used: dict[str, None] = {}
    out: list[str] = []
    for part in _parts(template):
        if isinstance(part, str):
            out.append(part)
            continue
        source, name, filters = part
        try:
            value = source if name is None else _named(name, filters, scope, context, used)
            for one in filters:
                value = apply_filter(value, _resolved(one, scope, context, used), context)
            out.append(inserted_text(value, context))
        except DesignError as error:
            raise _placed(error, source) from None
    return "".join(out), tuple(used)


def names_in_text(template: str) -> tuple[str, ...]:
    """Every name that a text may read, dotted as written, in order of appearance."""
    if "{%" in template:
        from designer_app.design.liquid_text import names_in_liquid

        return names_in_liquid(template)
    names: dict[str, None] = {}
    for part in _parts(template):
        if not isinstance(part, str):
            if part[1] is not None:
                names[part[1]] = None
            for one in part[2]:
                for value in (*one.args, *(value for _, value in one.named)):
                    if isinstance(value, Name):
                        names[value.path] = None
    return tuple(names)


def look_up(path: str, scope: Mapping[str, Any], context: Context, used: dict[str, None]) -> Any:
    """The value of a dotted name; the slot behind it is entered in ``used``."""
    if path in scope:
        used[path] = None
        return scope[path]
    if path in TODAY:
        return today(context)
    head, *tail = path.split(".")
    if head not in scope:
        raise _unknown(path, scope)
    used[head] = None
    value = scope[head]
    for step in tail:
        value = _field(value, step, path)
    return value


def _field(value: Any, step: str, path: str) -> Any:
    if value is None:
        return None
    if isinstance(value, Mapping):
        if step in value:
            return value[step]
        raise fail(
            "unknown-slot",
            found=f"'{path}'",
            expected=f"a field that exists instead of '{step}'",
            remedy=did_you_mean(step, [str(key) for key in value]),
        )
    if isinstance(value, (list, tuple)) and step.isdigit() and len(step) < 6:
        return value[int(step)] if int(step) < len(value) else None
    fields = {"amount": "amount", "currency": "currency", "per": "per"}
    if step in fields and hasattr(value, step):
        return getattr(value, step)
    raise fail("unknown-slot", found=f"'{path}'", expected=f"a value with a field '{step}'")


def _named(
    name: str, filters: tuple[Filter, ...], scope: Mapping[str, Any], context: Context, used: dict[str, None]
) -> Any:
    value = look_up(name, scope, context, used)
    # {{ headline | short }} is the slot's short form where the row has one.
    if isinstance(value, str) and any(one.name == "short" for one in filters) and f"{name}.short" in scope:
        used[f"{name}.short"] = None
        return scope[f"{name}.short"] or value
    return value


def _resolved(one: Filter, scope: Mapping[str, Any], context: Context, used: dict[str, None]) -> Filter:
    """Names among the arguments replaced by their values."""
    if not any(isinstance(value, Name) for value in (*one.args, *(value for _, value in one.named))):
        return one

    def known(value: Any) -> Any:
        return look_up(value.path, scope, context, used) if isinstance(value, Name) else value

    return Filter(
        one.name,
        tuple(known(value) for value in one.args),
        tuple((key, known(value)) for key, value in one.named),
        one.flags,
    )


@functools.lru_cache(4096)
def _parts(template: str) -> tuple[Part, ...]:
    if len(template) > _LENGTH:
        raise fail("bad-template", found=f"{len(template)} characters", expected=f"at most {_LENGTH}")
    parts: list[Part] = []
    at = 0
    for opening in _OPENING.finditer(template):
        if opening.start() < at:
            continue
        end = closing(template, opening.end())
        parts.append(template[at : opening.start()])
        parts.append(_expression(template[opening.end() : end]))
        at = end + 2
    parts.append(template[at:])
    return tuple(part for part in parts if part != "")


def _expression(source: str) -> Part:
    pieces = split_bars(source)
    head = pieces[0] if pieces else ""
    try:
        filters = parse_filters("|".join(pieces[1:]))
    except DesignError as error:
        raise _placed(error, source) from None
    literal = _QUOTED.fullmatch(head)
    if literal:
        return (literal[1] if literal[1] is not None else literal[2], None, filters)
    name = _NAME.fullmatch(head)
    if name is None:
        raise fail(
            "bad-template",
            found=f"'{{{{{source}}}}}'",
            expected="a slot with filters, such as {{ price | money }}",
        )
    return (source.strip(), name[1], filters)


def _unknown(path: str, scope: Mapping[str, Any]) -> DesignError:
    return fail(
        "unknown-slot",
        found=f"'{path}'",
        expected="a slot of the template",
        remedy=did_you_mean(path, [*scope, *TODAY]),
    )


def _placed(error: DesignError, source: str) -> DesignError:
    """The same findings, each with the expression in which it arose."""
    import msgspec

    return DesignError(
        *(
            finding
            if finding.place
            else msgspec.structs.replace(finding, place=f"{{{{ {source.strip()[:60]} }}}}")
            for finding in error.findings
        ),
        usage=error.usage,
    )
