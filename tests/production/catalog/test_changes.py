"""What changed since the last issue, in pictures."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.cli.running import Designer
from tests.production.catalog.making import Shop

GOODS = [{"name": f"Cup {i}", "article": f"C-{i}", "price": f"${10 + i}"} for i in range(8)]


@pytest.fixture
def shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shop:
    made = Shop(tmp_path, Designer(capsys))
    made.write(GOODS, grid=4, outputs=["screen"])
    return made


def sections(shop: Shop, folder: str = "out") -> dict[str, tuple[list[Image.Image], str]]:
    """Heading → the pictures of a page and the words below them."""
    page = (shop.folder / folder / "changes.html").read_text("utf-8")
    found = {}
    for part in re.findall(r"<section>(.*?)</section>", page):
        pictures = [
            Image.open(io.BytesIO(base64.b64decode(data))) for data in re.findall(r"base64,([^\"]+)", part)
        ]
        heading = re.search(r"<h2>(.*?)</h2>", part)
        assert heading
        found[heading[1]] = (pictures, re.sub(r"<[^>]+>", " ", part))
    return found


def test_the_first_run_and_one_without_changes_have_none(shop: Shop) -> None:
    assert "changes.html" not in shop.run()["files"]
    assert "changes.html" not in shop.run()["files"]


def test_pages_that_differ_are_shown_before_and_now(shop: Shop) -> None:
    shop.run()
    dearer = [{**row, "price": "$99"} if row["article"] == "C-6" else row for row in GOODS]
    shop.write(dearer, grid=4, outputs=["screen"])
    assert "changes.html" in shop.run()["files"]
    ((heading, (pictures, words)),) = sections(shop).items()
    assert heading == "Page 3"
    before, now = pictures
    assert before.size == now.size
    assert ImageChops.difference(before, now).getbbox() is not None
    assert "dearer, $16 → $99" in words


def test_a_page_that_is_new_or_gone_stands_alone_and_words_are_only_words(shop: Shop) -> None:
    shop.run()
    more = [*GOODS, *({"name": f"Pot <{i}> & <i", "article": f"P-{i}", "price": "$5"} for i in range(4))]
    shop.write(more, grid=4, outputs=["screen"])
    shop.run("--fresh", "--since", shop.out / "issue.json")
    found = sections(shop)
    assert min(len(pictures) for pictures, _ in found.values()) == 1
    words = (shop.out / "changes.html").read_text("utf-8")
    assert "Pot &lt;0&gt; &amp; &lt;i" in words
    assert "<0>" not in words


def test_an_issue_elsewhere_is_compared_with_its_own_pictures(shop: Shop) -> None:
    shop.run()
    shop.write(GOODS[1:], grid=4, outputs=["screen"])
    said = shop.designer(
        "catalog", shop.folder / "job.json", "--out", shop.folder / "next", "--since", shop.out / "issue.json"
    )
    assert said.code == 0
    assert any("Cup 0 : gone" in words for _, words in sections(shop, "next").values())
