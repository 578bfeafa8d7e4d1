"""Find and replace: in layers, deviations, components and slots, whatever is looked for."""

from __future__ import annotations

import msgspec
import pytest

from designer_app.design.library import find_template, template_names
from designer_app.design.slots import Slot
from designer_app.design.template import Override
from designer_app.editor import commands as c
from designer_app.editor.replacing import colours, in_use, pictures, styles, texts
from designer_app.editor.state import State
from designer_app.editor.tree import find


@pytest.fixture
def rich(state: State) -> State:
    template = msgspec.structs.replace(
        state.template,
        overrides=(
            *state.template.overrides,
            Override(
                layer="note", set={"text": "A note for stories", "fill": "accent/50%"}, size_class="story"
            ),
            Override(layer="photo", set={"source": "photo:old"}, size="1080x1080"),
        ),
        slots={
            **state.template.slots,
            "photo": Slot(type="image", default="photo:old", samples=("photo:old", "photo:new")),
            "word": Slot(type="text", default={"en": "A note", "ru": "Заметка"}),
        },
    )
    row = Override(layer="note", set={"text": "Note of a row"}, row="r1")
    return msgspec.structs.replace(state, template=template, rows=(row,))


def test_words_are_replaced_in_deviations_rows_and_slots_too(rich: State) -> None:
    assert {(h.layer, h.whose) for h in texts(rich, "note")} == {
        ("note", ""), ("note", "story"), ("note", "r1"), ("", "slot"),
    }  # fmt: skip
    after = c.ReplaceText(find="note", replace="word").apply(rich)
    assert texts(after, "note") == ()
    assert after.template.overrides[1].set["text"] == "A word for stories"
    assert after.rows[0].set["text"] == "word of a row"
    assert after.template.slots["word"].default == {"en": "A word", "ru": "Заметка"}


def test_a_deviation_whose_whole_text_is_meant_may_become_empty(rich: State) -> None:
    after = c.ReplaceText(find="Note of a row", replace="").apply(rich)
    assert after.rows[0].set["text"] == ""
    assert texts(after, "note of a row") == ()


def test_a_colour_becomes_a_token_everywhere_and_keeps_its_opacity(rich: State) -> None:
    after = c.ReplaceColour(find="accent", replace="primary").apply(rich)
    assert after.template.overrides[1].set["fill"] == "primary/50%"
    assert colours(after, "accent") == ()
    assert len(colours(after, "primary")) == len(colours(rich, "accent"))


def test_a_font_is_replaced_by_another_style(rich: State) -> None:
    assert {h.layer for h in styles(rich, ("text", "lead"))} == {"headline", "note"}
    after = c.ReplaceStyle(find=("text", "lead"), replace="display").apply(rich)
    assert tuple(in_use(after, "style")) == ("display",)


def test_a_picture_is_replaced_in_deviations_and_slots(rich: State) -> None:
    assert len(pictures(rich, "photo:old")) == 3
    after = c.ReplacePicture(find="photo:old", replace="photo:red").apply(rich)
    assert pictures(after, "photo:old") == ()
    assert after.template.slots["photo"].samples == ("photo:red", "photo:new")
    assert find(after.template, "photo")[0].source == "{{ photo }}"


def test_what_a_lock_keeps_is_found_and_stays(rich: State) -> None:
    locked = c.SetLock(layers=("note",), lock="content").apply(rich)
    assert {h.whose: h.locked for h in texts(locked, "note")} == {
        "": True,
        "story": True,
        "r1": True,
        "slot": False,
    }
    after = c.ReplaceText(find="note", replace="word").apply(locked)
    assert find(after.template, "note")[0].text == "A note"
    assert after.rows == locked.rows
    assert find(c.ReplaceColour(find="accent", replace="ink").apply(locked).template, "note")[0].fill == "ink"


@pytest.mark.parametrize("name", template_names())
def test_there_and_back_leaves_a_template_as_it_was(name: str) -> None:
    state = State(template=find_template(name).template)
    for colour in in_use(state, "colour"):
        away = c.ReplaceColour(find=colour, replace="#123456").apply(state)
        assert colours(away, colour) == () or any(h.locked for h in colours(state, colour))
        assert c.ReplaceColour(find="#123456", replace=colour).apply(away) == state
