"""What the conformance command says of text: Unicode's files where they are, the list of strings always."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from conformance import browser, unicode_files
from conformance.rule_changes import Classes, line_reason
from designer_app.scene.nodes import FontRef
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset

UNICODE = unicode_files.folder(Path("nowhere"))
needs_unicode = pytest.mark.skipif(UNICODE is None, reason="needs the Debian package unicode-data")


@needs_unicode
def test_every_line_of_the_break_files_agrees_or_has_its_rule() -> None:
    assert UNICODE is not None
    for suite in unicode_files.break_suites(UNICODE):
        assert suite.files > 500
        assert [failure for failure in suite.failures if failure.reason.startswith("unexplained")] == []


@needs_unicode
def test_a_difference_that_no_rule_explains_has_no_reason() -> None:
    assert UNICODE is not None
    classes = Classes(UNICODE / "LineBreak.txt")
    assert line_reason("ab cd", [3, 5], [5], classes) == ""
    assert line_reason("-a", [1, 2], [2], classes).startswith("LB20a")


def test_five_hundred_strings_in_ten_languages() -> None:
    texts = browser.strings()
    counts = Counter(text.language for text in texts)
    assert len(texts) >= 500
    assert min(counts.values()) >= 50
    assert len({text.text for text in texts}) == len(texts)


def test_order_is_read_from_the_glyphs(boxes: FontRef) -> None:
    runs = (Run("AB אבג 12", RunStyle(fonts=(boxes,))),)
    line = typeset(Block(paragraphs=(Paragraph(runs=runs),), size=100.0)).lines[0]
    assert browser.order_of(line) == "AB 12 גבא"


def test_what_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(browser, "_NAMES", ())
    rows = browser.run(tmp_path)
    assert [row.suite for row in rows] == ["text/browser-width", "text/browser-order", "text/browser-breaks"]
    assert all("chromium" in row.missing and not row.ok for row in rows)
