"""Whole stories of documents: what is edited is in the files after a save, and nothing is lost without being asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog

from designer_app.data_files import data_root
from designer_app.design.library import find_kit
from designer_app.design.token_changes import colour_value
from designer_app.editor.commands import SetCell, SetFields, SetToken
from designer_app.editor.where import Where
from designer_app.production.jobs import read_job
from designer_app.studio import clipboard, decision
from designer_app.studio.decision import Decision
from designer_app.studio.opening import open_document
from designer_app.studio.shell import EditorWindow
from designer_app.studio.token_popup import TokenPopup, token_of

Open = Callable[..., EditorWindow]


@pytest.fixture
def documents(shown: Open) -> Open:
    """Opens documents of all kinds in windows with settled pixels."""
    return lambda name, kit="": shown(EditorWindow(open_document(str(name)), kit))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Answers questions as they come; gives what was asked."""

    def give(*wanted: str) -> list[str]:
        left, asked = list(wanted), []

        def ask(made: Decision) -> str:
            asked.append(made.windowTitle())
            return left.pop(0)

        monkeypatch.setattr(decision, "ask", ask)
        return asked

    return give


def closed(window: EditorWindow) -> None:
    """By the window's own close button."""
    window.close()
    assert not window.isVisible()


def killed(window: EditorWindow) -> None:
    """As if the program had been killed."""
    window.desk.session.end()
    window.shut(keep_journal=True)
    window.hide()


def cell(window: EditorWindow, slot: str) -> str:
    row = window.desk.current_row
    assert row is not None
    return str(window.desk.state.row(row.key, dict(row.cells))[slot])


def table(folder: Path, name: str) -> Path:
    """A table of three rows beside the template, under headings of its own."""
    lines = [["_key", "Заголовок", "notes"], ["a", "Осень", "x"], ["b", "Зима", "y"], ["c", "Весна", "z"]]
    path = folder / name
    if name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(line)
        book.active["A1"].font = openpyxl.styles.Font(bold=True)
        book.save(path)
    elif name.endswith(".json"):
        path.write_text(
            json.dumps([dict(zip(lines[0], line, strict=True)) for line in lines[1:]]), encoding="utf-8"
        )
    else:
        path.write_bytes(
            "\r\n".join(
                ("\t" if name.endswith("v") and name[-3] == "t" else ";").join(x) for x in lines
            ).encode("cp1251")
        )
    return path


@pytest.mark.parametrize("name", ["prices.csv", "prices.tsv", "prices.xlsx", "prices.json"])
def test_an_edited_cell_is_in_the_table_after_save_close_and_reopen(
    documents: Open, copied: Callable[[str], str], tmp_path: Path, name: str
) -> None:
    path = table(tmp_path, name)
    window, slot = documents(copied("news")), "headline"
    window.documents.open_table(path)
    assert [row.key for row in window.desk.rows] == ["a", "b", "c"]
    assert not window.desk.session.dirty  # a table is looked at; nothing is lost without it
    window.desk.set_row(1)
    window.desk.do(SetCell(row="b", column=slot, text="Февраль; лёд"))
    assert window.desk.session.dirty
    assert window.documents.save()
    assert not window.desk.session.dirty
    assert "notes" in path.read_bytes().decode("cp1251", "replace") or name.endswith(".xlsx")
    window.desk.session.undo()  # saving doesn't clear undo, and undone is unsaved again
    assert cell(window, slot) == "Зима"
    assert window.desk.session.dirty
    window.desk.session.redo()
    assert not window.desk.session.dirty
    closed(window)
    again = documents(window.source)
    again.documents.open_table(path)
    again.desk.set_row(1)
    assert cell(again, slot) == "Февраль; лёд"
    assert again.desk.session.recovered is None


def test_deviations_of_rows_go_into_a_job_that_a_batch_runs(
    documents: Open, copied: Callable[[str], str]
) -> None:
    folder = Path(copied("sale"))
    window = documents(folder)
    desk = window.desk
    desk.set_sizes(["1080x1080", "1080x1920"])
    key = desk.rows[1].key
    layer = next(made.name for made in desk.canvas.current.built.page.layers)  # type: ignore[union-attr]
    desk.do(SetFields(layers=(layer,), fields={"opacity": 0.5}, where=Where(scope="row", row=key)))
    assert window.documents.save()
    closed(window)
    job = read_job(folder / "job.json")
    assert [o.row for o in job.overrides] == [key]
    assert Path(job.template).resolve() == folder.resolve()
    assert Path(job.data).resolve() == (folder / "rows.json").resolve()
    assert json.loads((folder / "job.json").read_text())["data"] == "rows.json"
    again = documents(folder)
    assert again.desk.session.state.rows == job.overrides
    assert [s.id for s in again.desk.chosen] == [s.id for s in desk.chosen]
    assert not again.desk.session.dirty
    by_job = folder.parent / "elsewhere.json"
    by_job.write_text(json.dumps({"template": "sale", "kits": ["med"], "sizes": ["1080x1080"]}))
    closed(again)
    third = documents(by_job)
    assert third.desk.kit.id == "med"
    assert [s.id for s in third.desk.chosen] == ["1080x1080"]


def test_tokens_go_into_a_copy_of_a_shipped_kit_and_then_into_that(
    documents: Open, copied: Callable[[str], str]
) -> None:
    folder = Path(copied("sale"))
    window = documents(folder, "northline")
    desk = window.desk
    path = next(p for p, t in desk.kit.tokens.items() if t.type == "color" and p.endswith(".green"))
    shipped = find_kit("northline").digest
    desk.do(SetToken(kit="northline", path=path, value=colour_value((200, 30, 90, 255))))
    assert desk.kit.colour(path, "light") == (200, 30, 90, 255)
    assert window.documents.save()
    assert find_kit("northline").digest == shipped
    own = folder / "northline-own"
    assert find_kit(str(own)).colour(path, "light") == (200, 30, 90, 255)
    closed(window)
    again = documents(folder)
    assert again.desk.kit.folder.resolve() == own.resolve()
    assert "northline" in again.desk.kit.names  # its art in templates still holds
    again.desk.do(SetToken(kit=again.desk.kit.id, path=path, value=colour_value((1, 2, 3, 255))))
    assert again.documents.save()
    assert find_kit(str(own)).colour(path, "light") == (1, 2, 3, 255)
    again.desk.session.undo()
    assert again.desk.kit.colour(path, "light") == (200, 30, 90, 255)


def test_a_kind_that_cannot_be_written_becomes_a_csv_or_lies_in_the_job(
    documents: Open, copied: Callable[[str], str], tmp_path: Path, answers: Callable[..., list[str]]
) -> None:
    import sqlite3

    path = tmp_path / "rows.db"
    with sqlite3.connect(path) as base:
        base.execute("create table rows (_key text, headline text)")
        base.execute("insert into rows values ('a', 'Осень'), ('b', 'Зима')")
    base.close()
    folder = Path(copied("news"))
    window = documents(folder)
    window.documents.open_table(path)
    window.desk.do(SetCell(row="a", column="headline", text="Лето"))
    asked = answers("csv")
    assert window.documents.save()
    assert len(asked) == 1
    assert Path(window.desk.table) == tmp_path / "rows.csv"
    assert cell(window, "headline") == "Лето"
    window.documents.open_table(path)
    window.desk.do(SetCell(row="b", column="headline", text="Весна"))
    answers("job")
    assert window.documents.save()
    assert read_job(folder / "job.json").cells == {"b": {"headline": "Весна"}}
    closed(window)
    again = documents(folder)
    again.desk.set_row(1)
    assert cell(again, "headline") == "Весна"
    assert not again.desk.session.dirty


def test_a_second_window_reads_only_until_the_first_is_closed(
    documents: Open, copied: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(copied("news"))
    first, second = documents(folder), documents(folder)
    assert not first.desk.session.read_only
    assert second.desk.session.read_only == "open in another window"
    assert second.banner.isVisible()
    name = second.desk.session.state.template.pages[0].layers[0].name
    assert not second.desk.do(SetFields(layers=(name,), fields={"opacity": 0.5}))
    assert first.desk.do(SetFields(layers=(name,), fields={"opacity": 0.5}))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder.parent / "copy"), ""))
    second.documents.save()  # a copy can be changed
    assert not second.desk.session.read_only
    assert second.desk.do(SetFields(layers=(name,), fields={"opacity": 0.2}))
    killed(first)  # the lock of a dead window is taken over, and its work is there
    third = documents(folder)
    assert not third.desk.session.read_only
    assert third.desk.session.recovered is not None
    assert third.desk.session.dirty


def test_a_killed_window_gives_back_cells_table_deviations_and_undo_beyond_a_save(
    documents: Open, copied: Callable[[str], str], tmp_path: Path
) -> None:
    folder, path = Path(copied("news")), table(tmp_path, "prices.csv")
    window = documents(folder)
    window.documents.open_table(path)
    window.desk.do(SetCell(row="a", column="headline", text="один"))
    window.desk.session.part()
    window.desk.do(SetCell(row="c", column="headline", text="два"))
    assert window.documents.save()
    window.desk.session.undo()
    window.desk.session.undo()
    state = window.desk.session.state
    killed(window)
    again = documents(folder)
    assert Path(again.desk.table) == path
    assert {r.key: str(again.desk.state.row(r.key, dict(r.cells))["headline"]) for r in again.desk.rows} == {
        "a": "Осень", "b": "Зима", "c": "Весна",
    }  # fmt: skip
    assert state.cells == ()
    assert again.desk.session.dirty
    assert again.documents.save()
    assert path.read_bytes() == table(tmp_path, "other.csv").read_bytes()


def test_a_table_changed_by_another_program_is_noticed_and_offered(
    qtbot: object,
    documents: Open,
    copied: Callable[[str], str],
    tmp_path: Path,
    answers: Callable[..., list[str]],
) -> None:
    path = table(tmp_path, "prices.csv")
    window = documents(copied("news"))
    window.documents.open_table(path)
    window.desk.do(SetCell(row="a", column="headline", text="моё"))
    path.write_bytes(path.read_bytes().replace("Зима".encode("cp1251"), "Их".encode("cp1251")))
    qtbot.waitUntil(lambda: bool(window._toasts), timeout=5000)  # type: ignore[attr-defined]
    answers("theirs")
    assert window.documents.save()
    text = path.read_bytes().decode("cp1251")
    assert "моё" in text
    assert "Их" in text
    path.write_bytes(path.read_bytes() + "\r\nd;Лето;".encode("cp1251"))
    window.desk.do(SetCell(row="a", column="headline", text="снова моё"))
    answers("both")
    window.documents.save()
    assert "снова" not in path.read_bytes().decode("cp1251")
    assert "снова моё" in (tmp_path / "prices-2.csv").read_bytes().decode("cp1251")
    assert not window.desk.session.dirty


def test_a_shipped_template_is_saved_as_ones_own(
    documents: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: Callable[..., list[str]]
) -> None:
    window, beside = documents("news"), documents("news")
    assert not beside.desk.session.read_only  # nobody writes it, so many may have it open
    text = (data_root("templates") / "news" / "template.json").read_bytes()
    row = window.desk.current_row
    assert row is not None
    window.desk.do(SetCell(row=row.key, column="headline", text="Mine"))
    asked = answers("", "save")
    window.close()
    assert window.isVisible()  # cancelled
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    closed(window)
    assert len(asked) == 2
    assert (data_root("templates") / "news" / "template.json").read_bytes() == text
    assert "Mine" in (tmp_path / "mine" / "rows.json").read_text(encoding="utf-8")
    assert "Mine" not in (data_root("templates") / "news" / "rows.json").read_text(encoding="utf-8")


def test_closing_asks_only_when_there_is_something_to_lose(
    documents: Open, copied: Callable[[str], str], answers: Callable[..., list[str]]
) -> None:
    window = documents(copied("news"))
    asked = answers()
    window.desk.set_kit("med")
    window.desk.set_row(1)
    window.desk.set_sizes(["1080x1080"])
    closed(window)
    assert asked == []


def test_a_colour_of_the_kit_is_changed_in_the_brand_panel(
    qtbot: object, documents: Open, copied: Callable[[str], str]
) -> None:
    window = documents(copied("sale"), "northline")
    window.show_panel("brand")
    desk = window.desk
    token = token_of(desk.kit, "green", "light")
    popup = TokenPopup(desk, "green", token, "light")
    before = len(desk.session.history.steps)
    for hue in (0.1, 0.5, 0.9):  # one drag
        popup.hue.at = hue
        popup._moved(True)
    popup.hex.setText("AA3366")
    popup._typed()
    popup.close()
    assert len(desk.session.history.steps) == before + 1
    assert desk.kit.colour("green", "light") == (0xAA, 0x33, 0x66, 255)
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)  # type: ignore[attr-defined]
    seen = desk.canvas.current.built.view.kit  # type: ignore[union-attr]
    assert seen.colour("green", "light") == (0xAA, 0x33, 0x66, 255)
    desk.session.undo()
    assert desk.kit.digest == find_kit("northline").digest


def test_a_broken_picture_leaves_the_old_one_until_another_is_chosen(
    documents: Open,
    copied: Callable[[str], str],
    tmp_path: Path,
    answers: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = documents(copied("news"))
    good = sorted((data_root("assets") / "photos").glob("*.jpg"))[0]
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(good.read_bytes()[:2000])
    before = window.desk.session.state
    asked = answers("again", "")
    clipboard.place_file(window.desk, cut)
    assert len(asked) == 2
    assert window.desk.session.state.content == before.content
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(good), ""))
    answers("other")
    clipboard.place_file(window.desk, cut)
    assert window.desk.session.state.content != before.content


def test_a_picture_on_a_shipped_template_makes_it_ones_own(documents: Open, tmp_path: Path) -> None:
    window = documents("news")
    shipped = sorted(p.name for p in (data_root("templates") / "news").iterdir())
    clipboard.place_file(window.desk, sorted((data_root("assets") / "photos").glob("*.jpg"))[0])
    session = window.desk.session
    assert session.folder == tmp_path / "Designer" / "news"
    assert not session.shipped
    assert len(list(session.folder.glob("placed-*.jpg"))) == 1
    assert sorted(p.name for p in (data_root("templates") / "news").iterdir()) == shipped
    assert window.documents.save()
