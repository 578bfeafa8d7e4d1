"""The words that stand for a chart's picture, made from its data: Russian for Russian, else English."""

from __future__ import annotations

from designer_app.layers.chart.sheet import Sheet
from designer_app.layers.chart.words import plural, word

_FEW = 6  # values that are all said
_MOST = 30  # rows that are said at all


def _russian(sheet: Sheet) -> bool:
    return sheet.ctx.language.startswith("ru")


def _title(sheet: Sheet, kind: dict[str, str]) -> str:
    return kind["ru"] if _russian(sheet) else kind["en"]


def _all(sheet: Sheet) -> str:
    """Every name with its values."""
    data, figure = sheet.data, sheet.figures.whole
    missing = word("missing", sheet.ctx.language)
    parts: list[str] = []
    for i, name in enumerate(data.names):
        said = [
            (f"{one.name} " if len(data.series) > 1 else "")
            + (missing if (v := one.values[i]) is None else figure(v))
            for one in data.series
        ]
        parts.append(f"{name}: {', '.join(said)}" if name else ", ".join(said))
    return "; ".join(parts)


def compared(sheet: Sheet, kind: dict[str, str]) -> str:
    """Largest, smallest and average of a comparison; few values are all said."""
    data, figure = sheet.data, sheet.figures.whole
    head = _title(sheet, kind)
    if data.count <= _FEW:
        return _ended(f"{head}. {_all(sheet)}")
    values = [(value, name) for value, name in zip(data.first, data.names, strict=True) if value is not None]
    if not values:
        return f"{head}."
    (high, top), (low, bottom) = max(values, key=lambda v: v[0]), min(values, key=lambda v: v[0])
    mean = sum(value for value, _ in values) / len(values)
    name, count = data.series[0].name, data.count
    if _russian(sheet):
        rows = plural(count, "ru", "строка", "строки", "строк")
        return (
            f"{head}: {count} {rows}, {name}. Больше всего — {top}, {figure(high)}; меньше всего — {bottom}, "
            f"{figure(low)}; в среднем {figure(mean)}."
        )
    rows = plural(count, "en", "row", "rows", "rows")
    return (
        f"{head} of {count} {rows} by {name}. The largest is {top} with {figure(high)}, the smallest {bottom} with "
        f"{figure(low)}, the average is {figure(mean)}."
    )


def over_time(sheet: Sheet, kind: dict[str, str]) -> str:
    """Where each line begins and ends, and its extreme between."""
    data, figure = sheet.data, sheet.figures.whole
    said: list[str] = []
    for one in data.series:
        known = [
            (value, name) for value, name in zip(one.values, data.names, strict=True) if value is not None
        ]
        if not known:
            continue
        (first, start), (last, end) = known[0], known[-1]
        high, top = max(known, key=lambda v: v[0])
        if _russian(sheet):
            text = f"{one.name}: {start} — {figure(first)}, {end} — {figure(last)}"
            text += f", больше всего {top} — {figure(high)}" if top not in (start, end) else ""
        else:
            text = f"{one.name} goes from {figure(first)} ({start}) to {figure(last)} ({end})"
            text += f", at most {figure(high)} ({top})" if top not in (start, end) else ""
        if gaps := [name for name, value in zip(data.names, one.values, strict=True) if value is None]:
            rest = f" {'и ещё' if _russian(sheet) else 'and'} {len(gaps) - _FEW}" if len(gaps) > _FEW else ""
            text += f", {word('missing', sheet.ctx.language)}: {', '.join(gaps[:_FEW])}{rest}"
        said.append(text)
    return _ended(f"{_title(sheet, kind)}. {'; '.join(said)}")


def parts(sheet: Sheet, kind: dict[str, str]) -> str:
    """Shares of the whole, from the largest."""
    data = sheet.data
    values = [(value or 0.0, name) for value, name in zip(data.first, data.names, strict=True)]
    total = sum(value for value, _ in values) or 1.0
    said = "; ".join(
        f"{name}: {sheet.figures(value) if data.unit == '%' else sheet.figures.percent(value / total)}"
        for value, name in sorted(values, key=lambda v: -v[0])[:12]
    )
    return _ended(f"{_title(sheet, kind)}. {said}")


def told(sheet: Sheet, kind: dict[str, str]) -> str:
    """Rows of words, one after another."""
    data = sheet.data
    said: list[str] = []
    for i, name in enumerate(data.names):
        cells = [sheet.figures.whole(v) for one in data.series if (v := one.values[i]) is not None]
        cells += [words[i] for _, words in data.words if words[i]]
        said.append(": ".join(part for part in (name, ", ".join(cells)) if part))
    return listed(sheet, kind, said)


def listed(sheet: Sheet, kind: dict[str, str], said: list[str]) -> str:
    """What a kind says itself, row by row; of very many rows the first."""
    rest = len(said) - _MOST
    more = (f"; и ещё {rest}" if _russian(sheet) else f"; and {rest} more") if rest > 0 else ""
    text = "; ".join(said[:_MOST]) + more
    return f"{_title(sheet, kind)}. {text.removesuffix('.')}."


def said(text: str, sheet: Sheet) -> str:
    """The words, and what stands out in the picture though no person marked it."""
    data = sheet.data
    if not data.chosen:
        return text
    names = [data.names[i] for i in sorted(data.marked)] or [
        data.series[i].name for i in sorted(data.marked_series)
    ]
    if _russian(sheet):
        why = ", изменение самое большое" if data.chosen == "move" else ""
        return f"{text} Выделено: {', '.join(names)}{why}."
    why = ", which changes most" if data.chosen == "move" else ""
    return f"{text} Stands out: {', '.join(names)}{why}."


def _ended(text: str) -> str:
    """A sentence with one full stop, also after an abbreviation."""
    return f"{text.removesuffix('.')}."
