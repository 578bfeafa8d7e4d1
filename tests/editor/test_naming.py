"""What a person calls a layer."""

from __future__ import annotations

from designer_app.design.library import find_template
from designer_app.editor.naming import called
from designer_app.editor.state import State
from designer_app.editor.tree import find, names


def state() -> State:
    return State(template=find_template("news").template)


def test_in_english_words_become_the_name() -> None:
    layer = find(state().template, "headline")[0]
    after = called(layer, "Big headline", "en").apply(state())
    assert "big_headline" in names(after.template)
    assert "headline" not in names(after.template)


def test_other_words_become_the_title_and_the_name_stays() -> None:
    layer = find(state().template, "headline")[0]
    after = called(layer, "Крупный заголовок", "ru").apply(state())
    assert find(after.template, "headline")[0].title == {"ru": "Крупный заголовок"}
    again = called(find(after.template, "headline")[0], "№ 1!", "en").apply(after)
    assert find(again.template, "headline")[0].title == {"ru": "Крупный заголовок", "en": "№ 1!"}


def test_a_name_takes_the_place_of_a_title() -> None:
    layer = find(state().template, "headline")[0]
    titled = called(layer, "№ 1!", "en").apply(state())
    after = called(find(titled.template, "headline")[0], "First", "en").apply(titled)
    assert find(after.template, "first")[0].title == {}
