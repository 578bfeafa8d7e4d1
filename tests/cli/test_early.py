"""What is begun before the command line is read: the decoding child, when pictures are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer_app.cli import early
from designer_app.pictures import keeper


@pytest.mark.parametrize(
    ("arguments", "begun"),
    [
        (["render", "news", "--set", "photo=shop.JPG"], True),
        (["render", "news", "--set=photo=shop.jpeg"], True),
        (["render", "news", "--set", "headline=No picture. Really."], False),
        (["batch", "sale", "--data", "{pictures}"], True),
        (["batch", "sale", "--data={pictures}"], True),
        (["batch", "sale", "--data", "{words}"], False),
        (["batch", "sale", "--data", "{folder}/none.csv"], False),
        (["batch", "sale", "--data", "{folder}"], False),
        (["batch", "sale", "--data"], False),
        (["check", "sale", "--data", "{pictures}"], False),
        ([], False),
    ],
)
def test_child_starts_where_pictures_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], begun: bool
) -> None:
    pictures, words = tmp_path / "a.csv", tmp_path / "b.csv"
    pictures.write_text("photo;title\nмагазин.png;Hi\n", encoding="utf-8")
    words.write_text("title\nA word\n", encoding="utf-8")
    calls: list[int] = []
    monkeypatch.setattr(keeper, "expect", lambda: calls.append(1))
    early.expect_pictures(
        [part.format(pictures=pictures, words=words, folder=tmp_path) for part in arguments]
    )
    assert bool(calls) == begun
