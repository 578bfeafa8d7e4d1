"""Breaks of least total badness, compared with all ways to break."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from designer_app.text.records import Block, Layout
from designer_app.text.typeset import typeset

Plain = Callable[..., Block]
WIDTH = 1000.0  # px: 16 characters of 60 px


def texts(layout: Layout) -> list[str]:
    return [line.text for line in layout.lines]


def lengths(lines: list[str]) -> list[int]:
    return [60 * len(line) for line in lines]


def ways(words: list[str], count: int) -> list[list[str]]:
    """Every way to set the words in so many lines."""
    found = []
    for cuts in combinations(range(1, len(words)), count - 1):
        lines = [" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words)))]
        if max(lengths(lines)) <= WIDTH:
            found.append(lines)
    return found


def rag(lines: list[str]) -> float:
    """The rule for ``total`` where no word is small: squares of what all lines but the last lack."""
    *most, last = lengths(lines)
    cost = sum((1 - width / WIDTH) ** 2 for width in most)
    if " " not in lines[-1] and (last < 0.4 * WIDTH or len(lines[-1]) <= 5):
        cost += 0.5
    return cost + 2 * max(0.0, 0.33 - last / WIDTH) ** 2


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.integers(4, 14).map(lambda n: "A" * n), min_size=3, max_size=9))
def test_no_other_breaks_are_better(plain: Plain, words: list[str]) -> None:
    ours = texts(typeset(plain(" ".join(words), width=WIDTH)))
    greedy = texts(typeset(plain(" ".join(words), width=WIDTH, breaking="greedy")))
    assert len(ours) == len(greedy)
    assert rag(ours) <= min(map(rag, ways(words, len(ours)))) + 0.003


def test_a_lonely_last_word_gets_company(plain: Plain) -> None:
    text = "AAAAAA BBBBBBB CCCCCC BALANCE."
    assert texts(typeset(plain(text, width=1300.0, breaking="greedy")))[-1] == "BALANCE."
    for breaking in ("total", "balanced"):
        assert texts(typeset(plain(text, width=1300.0, breaking=breaking)))[-1] == "CCCCCC BALANCE."


def test_greedy_lines_tie_nothing(plain: Plain) -> None:
    text = "TAKE 12 kg OF a FOO"
    assert texts(typeset(plain(text, width=490.0, breaking="greedy"))) == ["TAKE 12", "kg OF a", "FOO"]
    assert texts(typeset(plain(text, width=490.0))) == ["TAKE", "12 kg OF", "a FOO"]


def test_soft_hyphens_are_taken_where_the_rag_needs_them(plain: Plain) -> None:
    text = "AAAA BBB\u00adBBBBBBB CCCCCC DDDDDD"
    lines = texts(typeset(plain(text, width=850.0, max_lines=3)))
    assert lines == ["AAAA BBB\u00ad", "BBBBBBB CCCCCC", "DDDDDD"]
