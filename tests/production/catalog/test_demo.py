"""The demo's catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer_app.production.demo import demo_catalog

pdfium = pytest.importorskip("pypdfium2")


def test_the_demo_makes_a_small_catalog(tmp_path: Path) -> None:
    (book,) = demo_catalog(tmp_path, 1)
    document = pdfium.PdfDocument(book)
    assert len(document) == 8
    assert "Lines" in document[0].get_textpage().get_text_bounded()
    assert sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) < 8_000_000
