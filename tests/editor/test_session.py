from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import msgspec
import pytest

from designer_app.data_files import data_root
from designer_app.design.library import read_template, template_names
from designer_app.design.template import Template
from designer_app.design.writing import template_text
from designer_app.editor import commands as c
from designer_app.editor.journal import read_journal
from designer_app.editor.session import Session
from designer_app.editor.state import State
from designer_app.editor.tree import names
from designer_app.editor.where import Where
from designer_app.errors import DesignError


@pytest.fixture
def folder(tmp_path: Path, state: State) -> Path:
    made = tmp_path / "card"
    made.mkdir()
    (made / "template.json").write_text(template_text(state.template), encoding="utf-8")
    return made


def opened(folder: Path) -> Session:
    return Session.open(str(folder), journals=folder.parent / "journals")


def killed(session: Session) -> None:
    """As if the program had been killed: handles go, nothing is tidied up."""
    session.end()


@pytest.mark.parametrize("name", template_names())
def test_a_written_template_is_the_same_template(name: str) -> None:
    template = read_template(data_root("templates") / name).template
    text = template_text(template)
    again = msgspec.json.decode(text, type=Template)
    assert again == template
    assert template_text(again) == text
    assert max(map(len, text.splitlines())) < 2000


def test_saving_keeps_undo_and_changes_one_line(folder: Path) -> None:
    session = opened(folder)
    before = session.file.read_text(encoding="utf-8").splitlines()
    session.do(c.SetFields(layers=("plate",), fields={"fill": "primary"}))
    assert session.dirty
    session.save()
    assert not session.dirty
    after = session.file.read_text(encoding="utf-8").splitlines()
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    session.undo()
    assert session.dirty
    assert template_text(session.state.template).splitlines() == before


def test_a_kill_loses_nothing_that_was_done(folder: Path) -> None:
    session = opened(folder)
    session.do(c.SetFields(layers=("note",), fields={"text": "Слово"}))
    session.do(c.Duplicate(layers=("card",)))
    session.undo()
    session.do(c.SetFields(layers=("note",), fields={"x": 9}, where=Where(scope="row", row="r1")))
    session.checkpoint("half-way")
    killed(session)
    again = opened(folder)
    assert again.state == session.state
    assert again.recovered is not None
    assert again.recovered.commands == 3
    assert again.history.steps[again.history.position].checkpoint == "half-way"
    again.undo()
    assert again.state.rows == ()


def test_a_torn_journal_gives_every_whole_command(folder: Path) -> None:
    session = opened(folder)
    sizes, states = [], [session.state]
    for number in range(6):
        session.do(c.SetFields(layers=("note",), fields={"text": f"draft {number}"}))
        session.part()
        sizes.append(session._keeper.path.stat().st_size)
        states.append(session.state)
    killed(session)
    data = session._keeper.path.read_bytes()
    for cut in range(len(data)):
        session._keeper.path.write_bytes(data[:cut])
        again = opened(folder)
        done = again.recovered.commands if again.recovered else 0
        assert again.state == states[done]
        assert done in {sum(size <= cut for size in sizes), sum(size <= cut for size in sizes) + 1}
        again.do(c.SetFields(layers=("note",), fields={"text": "after"}))  # and it goes on from there
        killed(again)
        assert len(read_journal(again._keeper.path).entries) >= 1
    session._keeper.path.write_bytes(data[:-3] + bytes([data[-3] ^ 1]) + data[-2:])
    assert opened(folder).state == states[6]  # only the last mark is broken


def test_a_journal_never_speaks_for_another_file(folder: Path) -> None:
    session = opened(folder)
    session.do(c.Delete(layers=("card",)))
    killed(session)
    text = session.file.read_text(encoding="utf-8").replace("A note", "Another note")
    session.file.write_text(text, encoding="utf-8")
    again = opened(folder)
    assert "card" in names(again.state.template)
    assert again.recovered is not None
    [finding] = again.recovered.findings
    assert finding.code == "stale-journal"
    assert Path(finding.remedy.rpartition(" in ")[2]).exists()


def test_another_programs_change_is_not_overwritten(folder: Path) -> None:
    session = opened(folder)
    session.do(c.SetFields(layers=("note",), fields={"text": "mine"}))
    theirs = session.file.read_text(encoding="utf-8").replace("A note", "theirs")
    session.file.write_text(theirs, encoding="utf-8")
    assert session.changed_on_disk()
    with pytest.raises(DesignError, match="another program"):
        session.save()
    session.reload()
    assert "theirs" in template_text(session.state.template)
    session.undo()
    assert "mine" in template_text(session.state.template)
    session.save_as(folder.parent / "both")
    assert session.file.read_text(encoding="utf-8").count("mine") == 1
    assert (folder / "template.json").read_text(encoding="utf-8") == theirs


def test_closing_leaves_nothing_to_recover(folder: Path) -> None:
    session = opened(folder)
    session.do(c.Delete(layers=("card",)))
    session.close()
    again = opened(folder)
    assert again.recovered is None
    assert "card" in names(again.state.template)


def test_what_a_template_cannot_hold_outlives_saving_and_closing(folder: Path) -> None:
    session = opened(folder)
    session.do(c.SetCell(row="r1", column="headline", text="Осень"))
    session.do(c.SetFields(layers=("note",), fields={"x": 9}, where=Where(scope="row", row="r1")))
    session.do(c.SetToken(kit="med", path="color.accent", value="#112233"))
    session.save()
    saved = session.state
    session.do(c.SetCell(row="r1", column="headline", text="given up"))
    session.close()
    for _ in range(2):
        again = opened(folder)
        assert again.recovered is None
        assert not again.dirty
        assert again.state.content == saved.content
        assert not again.history.can_undo
        again.close()
    again = opened(folder)
    again.do(c.SetCell(row="r1", column="headline", text="Зима"))
    killed(again)
    once_more = opened(folder)
    assert once_more.recovered is not None
    assert once_more.recovered.commands == 1
    assert once_more.state.rows == saved.rows
    once_more.undo()
    assert once_more.state.content == saved.content


def test_a_save_that_is_cut_off_before_its_journal_ends_is_a_save(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(folder)
    session.do(c.Delete(layers=("card",)))
    monkeypatch.setattr(session, "_begin", lambda: None)  # killed between the file and the journal
    session.save()
    session.do(c.SetFields(layers=("note",), fields={"text": "later"}))
    killed(session)
    again = opened(folder)
    assert again.recovered is not None
    assert again.recovered.commands == 1
    assert again.recovered.findings == ()
    assert again.state.content == session.state.content
    again.undo()
    assert "card" not in names(again.state.template)
    assert not again.dirty


def test_undo_beyond_a_save_outlives_a_kill(folder: Path) -> None:
    session = opened(folder)
    for text in ("one", "two"):
        session.do(c.SetFields(layers=("note",), fields={"text": text}))
    session.save()
    session.undo()
    session.undo()
    session.redo()
    session.do(c.SetFields(layers=("note",), fields={"x": 7}))
    last = session.state
    killed(session)
    again = opened(folder)
    assert again.state.content == last.content
    assert again.dirty


def test_one_window_writes_and_the_next_reads_until_it_is_gone(folder: Path) -> None:
    first = opened(folder)
    second = opened(folder)
    assert second.read_only == "open in another window"
    assert str(os.getpid()) in second.holder
    with pytest.raises(DesignError, match="open in another window"):
        second.do(c.Delete(layers=("card",)))
    second.do(c.OpenTable(path="rows.csv"))  # looking is free
    second.close()
    first.do(c.Delete(layers=("card",)))
    killed(first)
    third = opened(folder)
    assert not third.read_only
    assert third.state.content == first.state.content
    third.close()
    assert not list(folder.glob(".*lock"))


def test_a_read_only_document_can_be_looked_at(folder: Path) -> None:
    source = read_template(folder)
    session = Session(source, journals=folder.parent / "journals", read_only="locked by another window")
    session.do(c.Select(layers=("note",)))
    assert session.state.selection == ("note",)
    with pytest.raises(DesignError, match="locked by another window"):
        session.do(c.Delete(layers=("note",)))


def test_a_scrub_is_one_step(folder: Path) -> None:
    session = opened(folder)
    for value in range(5):
        session.do(c.SetFields(layers=("note",), fields={"opacity": value / 10}, live=True))
    session.part()
    session.do(c.SetFields(layers=("note",), fields={"opacity": 0.9}, live=True))
    assert len(session.history.steps) == 3
    session.undo()
    session.undo()
    assert not session.dirty


def gesture(random_: random.Random, session: Session) -> c.AnyCommand:
    layers = names(session.state.template)
    name = random_.choice(layers)
    where = random_.choice((Where(), Where(scope="class", size_class="story"), Where(scope="row", row="a")))
    return random_.choice(
        (
            c.SetFields(layers=(name,), fields={"opacity": random_.randrange(10) / 10}, where=where),
            c.SetFields(layers=(name,), fields={"x": random_.randrange(500)}, where=where),
            c.Duplicate(layers=(name,), dx=3, dy=4),
            c.Raise(layers=(name,), to=random_.choice(("up", "down", "front", "back"))),
            c.Rename(layer=name, name=f"layer_{random_.randrange(10**6)}"),
            c.SetLock(layers=(name,), lock=random_.choice(("none", "position", "all"))),
            c.Delete(layers=(name,)) if len(layers) > 3 else c.Select(layers=(name,)),
            c.ReplaceText(find="o", replace="0"),
            c.SetCell(row="a", column="headline", text=str(random_.random())),
        )
    )


@pytest.mark.parametrize("seed", range(3))
def test_three_hundred_gestures_undone_give_the_first_document(folder: Path, seed: int) -> None:
    session = opened(folder)
    first = template_text(session.state.template)
    random_ = random.Random(seed)
    for _ in range(300):
        try:
            session.do(gesture(random_, session))
        except DesignError:
            continue
        session.part()
    last = session.state
    killed(session)
    again = opened(folder)
    assert again.state.content == last.content
    while again.history.can_undo:
        again.undo()
    assert template_text(again.state.template) == first
    assert again.state.rows == ()
    while again.history.can_redo:
        again.redo()
    assert again.state.content == last.content
    shutil.rmtree(folder.parent / "journals")
