"""Typing: random keys against a plain string, carets in both directions of writing, words as steps, chips, cells."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.build.resources import Resources
from designer_app.design.library import find_kit
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.design.template import Template
from designer_app.editor.artboard import View, artboard
from designer_app.editor.commands import SetLock, read, written
from designer_app.editor.history import History
from designer_app.editor.state import State, loaded
from designer_app.editor.tree import find, names
from designer_app.editor.typing import Typing
from designer_app.editor.typing_carets import Place
from designer_app.editor.typing_source import cell_of
from designer_app.editor.typing_words import CHIP
from designer_app.editor.where import Where
from designer_app.errors import DesignError
from designer_app.layers.text import TextLayer
from designer_app.text.breaking import graphemes

TEMPLATE = {
    "name": {"en": "Typing"},
    "slots": {"price": {"type": "text", "label": {"en": "Price"}}, "body": {"type": "rich", "label": {"en": "Body"}}},
    "classes": {"square": {"artboard": [1080, 1080]}},
    "pages": [{"name": "main", "layers": [
        {"kind": "text", "name": "words", "x": 80, "y": 80, "w": 420, "text": "", "size": 48},
        {"kind": "text", "name": "offer", "x": 80, "y": 600, "w": 600, "text": "Now {{ price }} only"},
        {"kind": "text", "name": "lead", "x": 80, "y": 700, "w": 600, "text": "{{ body }}"},
        {"kind": "text", "name": "mixed", "x": 80, "y": 800, "w": 600, "text": "", "runs": [
            {"text": "plain "}, {"text": "bold", "bold": True}, {"text": "leaf", "symbol": "leaf"}, {"text": " end"}]},
    ]}],
}  # fmt: skip


@functools.cache
def _kit() -> object:
    return find_kit("northline")


def document() -> State:
    return State(template=msgspec.convert(TEMPLATE, Template))


def glyphs(typing: Typing, state: State, width: float | None = None) -> None:
    """The engine's glyphs of the words as they are now."""
    template = state.template
    if width is not None:
        from designer_app.editor.fields import set_values

        template = set_values(state, typing.layer, {"w": width}, Where()).template
    view = View(
        kit=_kit(), size=parse_size("1080x1080", load_sizes(None)), cells={"price": "12 990 ₽", "body": "**So** it is"},
        in_hand=typing.in_hand,
    )  # type: ignore[arg-type]  # fmt: skip
    state = msgspec.structs.replace(state, template=template)
    board = artboard(loaded(state, Path("/nowhere"), "typing"), (), view, Resources())
    typing.set_glyphs(board.built.typed[0], typing.shown)


def on(text: str, layer: str = "words") -> tuple[Typing, State]:
    state = document()
    typing = Typing(state, layer)
    typing.select_all()
    typing.insert(text)
    return typing, state


# A plain string as a model

KEYS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.sampled_from(["a", "Б", " ", ".", "ё", "и\u0306", "👩‍👩‍👦", "\n", "fi", "שלום"])),
        st.tuples(st.sampled_from(["left", "right", "start", "end"]), st.booleans()),
        st.tuples(st.sampled_from(["back", "forth"]), st.just(False)),
        st.tuples(st.just("all"), st.just(False)),
    ),
    max_size=40,
)  # fmt: skip


class Model:
    """A field of plain text: graphemes between two marks."""

    def __init__(self) -> None:
        self.text, self.anchor, self.caret = "", 0, 0

    def replace(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]
        self.anchor = self.caret = start + len(new)

    def press(self, key: str, value: object) -> None:
        start, end = sorted((self.anchor, self.caret))
        stops = [0]
        for part in graphemes(self.text):
            stops.append(stops[-1] + len(part))
        before = max((s for s in stops if s < self.caret), default=0)
        after = min((s for s in stops if s > self.caret), default=len(self.text))
        match key:
            case "type":
                self.replace(start, end, str(value))
            case "all":
                self.anchor, self.caret = 0, len(self.text)
            case "back" | "forth":
                if start == end:
                    whole = key == "forth" or self.text[before:start] in ("👩‍👩‍👦",)
                    start = start if key == "forth" else before if whole else max(0, start - 1)
                    end = after if key == "forth" else end
                self.replace(start, end, "")
            case _:
                ends = {"left": before, "right": after, "start": 0, "end": len(self.text)}
                if start != end and not value and key in ("left", "right"):
                    self.caret = start if key == "left" else end
                else:
                    self.caret = ends[key]
                if not value:
                    self.anchor = self.caret


def press(typing: Typing, key: str, value: object) -> None:
    match key:
        case "type":
            typing.insert(str(value))
        case "all":
            typing.select_all()
        case "back" | "forth":
            typing.delete(back=key == "back")
        case _:
            typing.move(key, bool(value))  # type: ignore[arg-type]


@given(KEYS)
@settings(max_examples=150, deadline=None)
def test_random_keys_do_what_they_do_to_a_plain_string(keys: list[tuple[str, object]]) -> None:
    state = document()
    typing, model = Typing(state, "words"), Model()
    for key, value in keys:
        press(typing, key, value)
        model.press(key, value)
        assert (typing.text, typing.caret, typing.anchor) == (model.text, model.caret, model.anchor)
    for command in [*typing.due(), *filter(None, [typing.take()])]:
        state = read(written(command)).apply(state)  # through the journal
    again = Typing(state, "words")
    assert again.text == model.text


@given(st.text("aбі .fi\n", min_size=1, max_size=50), st.integers(60, 500))
@settings(max_examples=40, deadline=None)
def test_arrows_on_laid_out_lines_go_letter_by_letter(text: str, width: int) -> None:
    typing, state = on(text)
    glyphs(typing, state, float(width))
    stops = [0]
    for part in graphemes(text):
        stops.append(stops[-1] + len(part))
    typing.move("start")
    seen = [typing.caret]
    for _ in stops[1:]:
        typing.move("right")
        seen.append(typing.caret)
    assert seen == stops
    for stop in reversed(stops[:-1]):
        typing.move("left")
        assert typing.caret == stop


MIXED = st.lists(
    st.sampled_from(["abc", "дом", "שלום", "אב", " ", "12", "(", ")", "."]), min_size=1, max_size=14
)


@given(MIXED, st.integers(120, 900))
@settings(max_examples=50, deadline=None)
def test_carets_of_mixed_directions(parts: list[str], width: int) -> None:
    text = "".join(parts)
    typing, state = on(text)
    glyphs(typing, state, float(width))
    carets = typing.fresh
    assert carets is not None
    covered = sorted((c.start, c.end) for row in carets.rows for c in row.cells)
    assert covered == [(i, i + 1) for i in range(len(text))]  # every character has its cell, none twice
    for row in carets.rows:
        middle = (row.top + row.bottom) / 2
        for cell in row.seen:
            left, right = cell.side(False), cell.side(True)
            third = (cell.x1 - cell.x0) / 3
            assert carets.stand(carets.hit(cell.x0 + third, middle))[1] == pytest.approx(cell.x0, abs=0.02)
            assert carets.stand(carets.hit(cell.x1 - third, middle))[1] == pytest.approx(cell.x1, abs=0.02)
            assert {left.at, right.at} == {cell.start, cell.end}
        # to the right along a line the caret never goes back
        at = Place(row.seen[0].side(False).at, row.seen[0].side(False).upstream)
        xs = [carets.stand(at)[1]]
        for _ in row.seen[:-1]:
            at = carets.beside(at, True)
            xs.append(carets.stand(at)[1])
        assert xs == sorted(xs)
    for start, end in ((0, len(text)), (0, 1), (len(text) // 2, len(text))):
        boxes = carets.boxes(start, end)
        wide = sum(c.x1 - c.x0 for row in carets.rows for c in row.cells if start <= c.start < end)
        assert sum(box.width for box in boxes) == pytest.approx(wide, abs=1.0)


def test_an_empty_line_and_an_empty_text_have_a_place() -> None:
    typing, state = on("one\n\ntwo")
    glyphs(typing, state)
    carets = typing.fresh
    assert carets is not None
    assert [carets.stand(Place(i))[0] for i in (0, 3, 4, 5, 8)] == [0, 0, 1, 2, 2]
    typing.select_all()
    typing.delete(back=True)
    glyphs(typing, state)
    assert typing.fresh is not None
    assert typing.fresh.box(Place(0)).height > 20


def test_line_keys_stay_on_the_line_that_is_seen() -> None:
    typing, state = on("several words that need more lines than one")
    glyphs(typing, state, 300)
    carets = typing.fresh
    assert carets is not None
    assert len(carets.rows) > 2
    typing.go(Place(carets.rows[1].start + 1))
    typing.move("line-end")
    assert typing.place == Place(carets.rows[1].end, True)
    assert carets.stand(typing.place)[0] == 1
    typing.move("line-start")
    assert typing.place == Place(carets.rows[1].start)
    typing.go(Place(2))
    x = carets.stand(typing.place)[1]
    for step, line in (("down", 1), ("down", 2), ("up", 1), ("up", 0)):
        typing.move(step)  # type: ignore[arg-type]
        assert carets.stand(typing.place)[0] == line
    assert carets.stand(typing.place)[1] == x  # the column is remembered


@pytest.mark.parametrize(
    ("text", "at", "word", "after", "before"),
    [
        ("Скидка 20 % сегодня", 2, (0, 6), 7, 0),
        ("one, two", 3, (3, 4), 5, 0),
        ("a  b", 1, (1, 3), 3, 0),
        ("one\ntwo", 3, (3, 3), 4, 0),
        ("one\ntwo", 4, (4, 7), 7, 3),
        ("ราคาพิเศษ", 0, (0, 4), 4, 0),
    ],
)  # fmt: skip
def test_words(text: str, at: int, word: tuple[int, int], after: int, before: int) -> None:
    typing, _ = on(text)
    assert typing.word(at) == word
    typing.go(Place(at))
    typing.move("word-right")
    assert typing.caret == after
    typing.go(Place(at))
    typing.move("word-left")
    assert typing.caret == before


# Steps, chips, looks


def test_one_step_a_word_and_undo_takes_words() -> None:
    state = document()
    typing, history = Typing(state, "words"), History(state)
    for letter in "Теплый свитер, из шерсти":
        typing.insert(letter)
        for command in typing.due():
            history.add(command.apply(history.state), command.label, command.join)
    last = typing.take()
    assert last is not None
    history.add(last.apply(history.state), last.label, last.join)
    texts = [find(step.state.template, "words")[0].text for step in history.steps]  # type: ignore[union-attr]
    assert texts == ["", "Теплый ", "Теплый свитер, ", "Теплый свитер, из ", "Теплый свитер, из шерсти"]
    typing.read(history.undo())
    assert typing.text == "Теплый свитер, из "
    assert typing.caret == len(typing.text)


def test_a_chip_is_one_stop_and_goes_when_it_was_selected() -> None:
    state = document()
    typing = Typing(state, "offer")
    assert typing.text == f"Now {CHIP} only"
    glyphs(typing, state)
    typing.go(Place(4))
    typing.move("right")
    assert typing.selection == (4, 5)
    typing.move("right")
    assert typing.selection == (5, 5)
    carets = typing.fresh
    assert carets is not None
    assert carets.boxes(4, 5)[0].width > 5 * carets.boxes(0, 1)[0].width / 2  # as wide as the row's value
    typing.delete(back=True)
    assert typing.chip is not None
    assert typing.text == f"Now {CHIP} only"
    typing.delete(back=True)
    assert typing.text == "Now  only"
    command = typing.take()
    assert command is not None
    assert find(command.apply(state).template, "offer")[0].text == "Now  only"  # type: ignore[union-attr]


def test_a_slot_typed_to_its_end_becomes_a_chip_and_a_lone_brace_stays() -> None:
    state = document()
    typing = Typing(state, "words")
    typing.is_slot = lambda source: "price" in source  # type: ignore[method-assign]
    for letter in "от {{ price }} и {{ что это":
        typing.insert(letter)
    assert typing.text == f"от {CHIP} и {{{{ что это"
    command = typing.take()
    assert command is not None
    state = command.apply(state)
    assert find(state.template, "words")[0].text == 'от {{ price }} и {{ "{{" }} что это'  # type: ignore[union-attr]
    assert Typing(state, "words").text == typing.text


def test_looks_are_kept_and_set() -> None:
    state = document()
    typing = Typing(state, "mixed")
    assert typing.text == f"plain bold{CHIP} end"
    typing.go(Place(10))
    typing.insert("er")
    typing.select(0, 5)
    typing.toggle("italic")
    for command in [*typing.due(), *filter(None, [typing.take()])]:
        state = command.apply(state)
    layer = find(state.template, "mixed")[0]
    assert isinstance(layer, TextLayer)
    assert [(r.text, r.bold, r.italic, r.symbol) for r in layer.runs] == [
        ("plain", False, True, ""), (" ", False, False, ""), ("bolder", True, False, ""), ("leaf", False, False, "leaf"),
        (" end", False, False, ""),
    ]  # fmt: skip
    typing = Typing(state, "mixed")
    typing.select_all()
    typing.insert("all new")
    command = typing.take()
    assert command is not None
    made = find(command.apply(state).template, "mixed")[0]
    assert isinstance(made, TextLayer)
    assert [(run.text, run.italic) for run in made.runs] == [
        ("all new", True)
    ]  # the look of the first letter


def test_a_look_for_what_is_typed_next() -> None:
    typing, state = on("plain ")
    typing.toggle("bold")
    typing.insert("b")
    typing.insert("o")
    command = typing.take()
    assert command is not None
    for due in typing.due():
        state = due.apply(state)
    layer = find(command.apply(state).template, "words")[0]
    assert isinstance(layer, TextLayer)
    assert [(run.text, run.bold) for run in layer.runs] == [("plain ", False), ("bo", True)]


def test_a_scope_gets_its_own_words_and_leaves_the_master_alone() -> None:
    state = document()
    where = Where(scope="size", size="1080x1080")
    typing = Typing(state, "offer", where)
    typing.select_all()
    typing.insert("Here")
    command = typing.take()
    assert command is not None
    state = command.apply(state)
    assert state.template.overrides[0].set == {"text": "Here"}
    assert Typing(state, "offer", where).text == "Here"
    assert Typing(state, "offer").text == f"Now {CHIP} only"


@pytest.mark.parametrize("lock", ["content", "all"])
def test_a_locked_text_refuses_with_the_reason(lock: str) -> None:
    state = SetLock(layers=("words",), lock=lock).apply(document())  # type: ignore[arg-type]
    with pytest.raises(DesignError, match="locked"):
        Typing(state, "words")


def test_what_an_input_method_composes_is_shown_and_not_yet_there() -> None:
    typing, state = on("a b")
    typing.go(Place(2))
    typing.preedit = ("かな", 1)
    assert [piece.text for piece in typing.shown] == ["a ", "かな", "b"]
    assert typing.text == "a b"
    glyphs(typing, state)
    carets = typing.fresh
    assert carets is not None
    xs = [carets.stand(Place(i, True))[1] for i in (2, 3, 4)]
    assert xs[0] < xs[1] < xs[2]
    assert carets.stand(typing.shown_place)[1] == xs[1]
    typing.preedit = ("", 0)
    typing.insert("仮名")
    assert typing.text == "a 仮名b"


# A row's cell


def cell(state: State, layer: str) -> Typing:
    found = cell_of(state, layer, "first", {"price": "12 990", "body": "**So** it is"}, "en")
    assert found is not None
    return Typing(state, layer, Where(scope="row", row="first"), found)


def test_a_cell_is_typed_in_its_place_and_what_is_around_stays() -> None:
    state = document()
    typing = cell(state, "offer")
    assert typing.text == f"{CHIP}12 990{CHIP}"
    typing.move("start")
    typing.delete(back=True)
    assert typing.text == f"{CHIP}12 990{CHIP}"
    typing.select_all()
    typing.insert("9")
    glyphs(typing, state)
    command = typing.take()
    assert command is not None
    state = command.apply(state)
    assert state.cells == (("first", "price", "9"),)
    assert state.template == document().template
    typing.delete(back=True)
    assert typing.text == CHIP * 2
    typing.insert("из 5")
    assert typing.text == f"{CHIP}из 5{CHIP}"


def test_a_rich_cell_shows_its_markup_and_takes_more() -> None:
    state = document()
    typing = cell(state, "lead")
    assert typing.text == "**So** it is"
    typing.select(7, 9)
    typing.toggle("italic")
    assert typing.text == "**So** *it* is"
    [*_, command] = typing.due()
    assert command.apply(state).cells == (("first", "body", "**So** *it* is"),)


def test_slots_are_pasted_as_chips_when_all_are_known() -> None:
    typing = Typing(document(), "words")
    typing.paste("{{ price }} and {{ nothing }}", lambda source: "price" in source)
    assert typing.text == "{{ price }} and {{ nothing }}"  # not all are known: as it stands
    typing.select_all()
    typing.paste("{{ price }}!\r\n", lambda source: "price" in source)
    assert typing.text == f"{CHIP}!\n"


def test_words_inside_an_instance_of_a_component_are_its_own() -> None:
    state = document()
    from designer_app.editor.arranging import Placed
    from designer_app.editor.commands import MakeComponent, Wrap
    from designer_app.scene.geometry import Box

    layer = find(state.template, "words")[0]
    frame = {name: getattr(layer, name) for name in ("x", "right", "cx", "y", "bottom", "cy", "w", "h")}
    state = Wrap(layers=(Placed(layer="words", box=Box(80, 80, 500, 140), frame=frame),), kind="group").apply(
        state
    )
    [group] = state.selection
    state = MakeComponent(layer=group).apply(state)
    [inner] = [name for name in names(state.template) if name.endswith("words")]
    typing = Typing(state, inner)
    typing.insert("mine")
    command = typing.take()
    assert command is not None
    assert Typing(command.apply(state), inner).text == "mine"
