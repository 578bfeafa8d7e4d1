"""A text layer's source in parts of one style each: its runs, slots filled in, rich values taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from designer_app.layers.base import Context, InHand
from designer_app.layers.text.record import WHOLE, TextLayer, TextRun
from designer_app.text.direction import VALUE_END, VALUE_START, isolate_values, may_run_left
from designer_app.text.rich import OBJECT, START, Mark, read_signs, signed, stretches

_ICON = "[icon:"


class Item(NamedTuple):
    """An item of a list in a rich value: ``kind`` u or o, ``level`` and ``number`` from 1. ``place`` tells items apart."""

    kind: str
    level: int
    number: int
    place: tuple[int, int]


class Part(NamedTuple):
    """A text in one style; ``text`` may hold line breaks."""

    run: TextRun
    text: str
    item: Item | None = None


def parts(layer: TextLayer, ctx: Context) -> list[Part]:
    """The layer's text in reading order."""
    if ctx.in_hand is not None:
        return [part for made in parts_in_hand(layer, ctx, ctx.in_hand) for part in made]
    runs = layer.runs or (WHOLE,)
    out: list[Part] = []
    for number, (run, text) in enumerate(zip(runs, _bound(layer, ctx), strict=True)):
        if START in text:
            out += _taken_apart(run, text, number, layer, ctx)
        else:
            out.append(Part(run, text or OBJECT if run.symbol else text))
    return out


def parts_in_hand(layer: TextLayer, ctx: Context, in_hand: InHand) -> list[list[Part]]:
    """Of a text that is being typed in: of each of its words what is set, as typed but for what is bound."""
    texts = [ctx.rich_text(words.run.text) if words.bound else words.run.text for words in in_hand.words]
    if layer.direction == "rtl" or any(map(may_run_left, texts)):
        texts = isolate_values(
            [
                f"{VALUE_START}{text}{VALUE_END}" if words.bound else text
                for words, text in zip(in_hand.words, texts, strict=True)
            ],
            layer.direction,
        )
    out: list[list[Part]] = []
    for number, (words, text) in enumerate(zip(in_hand.words, texts, strict=True)):
        if words.bound and START in text:
            out.append(_taken_apart(words.run, text, number, layer, ctx))
        else:
            out.append([Part(words.run, text or OBJECT if words.run.symbol else text)])
    return out


def source_text(layer: TextLayer, ctx: Context) -> str:
    """What the layer says, as plain text."""
    if not layer.runs:
        return ctx.text(_written(layer.text))
    return "".join(ctx.text(_written(run.text)) for run in layer.runs)


def _bound(layer: TextLayer, ctx: Context) -> list[str]:
    """The texts of the parts with their slots filled in, values that run the other way isolated."""
    written = [_written(text) for text in [run.text for run in layer.runs] or [layer.text]]
    texts = [ctx.rich_text(text) for text in written]
    if layer.direction == "rtl" or any(map(may_run_left, texts)):
        return isolate_values([ctx.marked_text(text) for text in written], layer.direction)
    return texts


def _written(text: str) -> str:
    """The template's own ``[icon:NAME]`` as signs; what rows bring is read where it comes in."""
    return _with_icons(text) if _ICON in text else text


@lru_cache(maxsize=256)
def _with_icons(text: str) -> str:
    out: list[str] = []
    at = 0
    while (start := text.find(_ICON, at)) >= 0:
        end = text.find("]", start)
        name = text[start + len(_ICON) : end] if end > 0 else ""
        out.append(text[at:start])
        at = start + len(_ICON)
        if not name.replace("-", "").replace("_", "").isalnum():
            out.append(_ICON)
            continue
        words, at = OBJECT, end + 1
        if text.startswith("{", at) and not text.startswith("{{", at) and (close := text.find("}", at)) > 0:
            words, at = text[at + 1 : close] or OBJECT, close + 1
        out.append(signed(words, f"icon:{name}"))
    out.append(text[at:])
    return "".join(out)


def _taken_apart(run: TextRun, text: str, number: int, layer: TextLayer, ctx: Context) -> list[Part]:
    plain, marks = read_signs(text)
    return [
        Part(_styled(run, held, layer, ctx), plain[start:end], _item(held, number))
        for start, end, held in stretches(len(plain), marks)
    ]


def _styled(run: TextRun, marks: Sequence[Mark], layer: TextLayer, ctx: Context) -> TextRun:
    """The run as its marks change it; inner ones win."""
    changed: dict[str, object] = {}
    for mark in marks:
        kind, _, name = mark.name.partition(":")
        match kind:
            case "b":
                changed["bold"] = True
            case "i":
                changed["italic"] = True
            case "u":
                changed["underline"] = True
            case "s":
                changed["strike"] = True
            case "mark":
                changed["highlight"] = layer.mark
                if name and ctx.named(name) == "colour":
                    changed["highlight"] = msgspec.structs.replace(layer.mark, fill=name)
                elif name:
                    _report_unknown(name, ctx)
            case "icon":
                changed["symbol"] = name
            case "style" | "colour":
                known = ctx.named(name)
                if known == "colour" or (known == "style" and kind == "style"):
                    changed["fill" if known == "colour" else "style"] = name
                else:
                    _report_unknown(name, ctx)
    return msgspec.structs.replace(run, **changed) if changed else run


def _report_unknown(name: str, ctx: Context) -> None:
    ctx.report(
        "unknown-style", severity="warning", found=f"'{name}' in a rich text",
        expected="a type style or a colour of the kit (the words stand unchanged)",
    )  # fmt: skip


def _item(marks: Sequence[Mark], number: int) -> Item | None:
    """The innermost item of a list."""
    for mark in reversed(marks):
        if mark.name.startswith("item:"):
            _, kind, level, count = mark.name.split(":")
            return Item(kind, int(level), int(count), (number, mark.start))
    return None
