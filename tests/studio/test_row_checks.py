"""The Data strip counts rows with problems among all, in every size that is shown, also those without a card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from designer_app.studio.shell import EditorWindow

pytestmark = pytest.mark.qt


def test_rows_without_a_card_are_looked_through_too(
    opened: Callable[..., EditorWindow], copied: Callable[[str], str], tmp_path: Path, qtbot: object
) -> None:
    table = tmp_path / "many.csv"
    lines = [f"r{n},Words {n},Name,{'' if n == 63 else 'photo:book-on-white'}" for n in range(64)]
    lines[61] = f"r61,{'far too many words ' * 20},Name,photo:book-on-white"
    lines[62] = "r62,Words,Name,nowhere.png"
    table.write_text("_key,quote,name,photo\n" + "\n".join(lines) + "\n", encoding="utf-8")
    window = opened(copied("quote"), "med")
    window.desk.set_sizes(["1080x1080"])
    window.desk.open_table(table)
    window.show_data()
    strip = window.data
    qtbot.waitUntil(lambda: window.settled and not strip._checks.running, timeout=120_000)  # type: ignore[attr-defined]
    assert sorted(strip._worst) == [61, 62]
    assert [strip._worst[n].broken for n in (61, 62)] == [False, True]
    assert strip.bad.text().endswith("2")
    strip.bad.click()
    assert sorted(strip._cards) == [61, 62]
    assert strip._cards[62].badge.property("role") == "badge-err"
    window.desk.set_row(61)
    assert window.desk.current_row is not None
    window.inspector._cell("quote", "Few words")
    qtbot.waitUntil(lambda: sorted(strip._worst) == [62] and not strip._checks.running, timeout=120_000)  # type: ignore[attr-defined]
    strip._checks.ask()
    strip.halt.click()
    assert not strip._checks.running
    window.show_data(on=False)
    assert not strip._checks.running
