"""Where characters stand on a traced line."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from designer_app.scene.nodes import FontRef
from designer_app.text.records import Block, Layout, Paragraph, Run, RunStyle, run_of
from designer_app.text.shown import as_written
from designer_app.text.typeset import typeset


def traced(plain: Callable[..., Block], text: str, **given: object) -> Layout:
    return typeset(msgspec.structs.replace(plain(text, **given), traced=True))


def test_nothing_is_traced_unasked(plain: Callable[..., Block]) -> None:
    assert all(not line.clusters for line in typeset(plain("two words")).lines)


def test_every_character_stands_side_by_side_also_the_space_where_a_line_wraps(
    plain: Callable[..., Block],
) -> None:
    found = traced(plain, "aa bb cc", size=10, width=40)
    assert len(found.lines) > 1
    clusters = [cluster for line in found.lines for cluster in line.clusters]
    assert [(c.start, c.end) for c in clusters] == [(i, i + 1) for i in range(8)]
    for line in found.lines:
        for a, b in zip(line.clusters, line.clusters[1:], strict=False):
            assert a.x1 == b.x0
        assert line.clusters[0].x0 == line.x
    assert clusters[-1].x1 == found.lines[-1].x + found.lines[-1].width


def test_what_is_shown_for_one_character_is_one_cluster(literata: FontRef) -> None:
    run = run_of(as_written("Maß").upper(), RunStyle(fonts=(literata,)))
    block = Block(paragraphs=(Paragraph(runs=(run,)),), size=40, traced=True)
    [line] = typeset(block).lines
    assert [(c.start, c.end) for c in line.clusters] == [(0, 1), (1, 2), (2, 3)]
    widths = [c.x1 - c.x0 for c in line.clusters]
    assert widths[2] > 1.2 * widths[1] - 1  # SS


def test_a_made_hyphen_has_no_place_of_its_own(literata: FontRef) -> None:
    text = "Verantwortungsbewusstsein überall"
    run = Run(text, RunStyle(fonts=(literata,)))
    block = Block(
        paragraphs=(Paragraph(runs=(run,)),), size=40, width=330, hyphenate=True, language="de", traced=True
    )
    found = typeset(block)
    assert any(
        line.text.endswith(("\u00ad", "\u2010", "-")) or not line.text.endswith(" ") for line in found.lines
    )
    covered = sorted((c.start, c.end) for line in found.lines for c in line.clusters)
    assert covered == [(i, i + 1) for i in range(len(text))]


def test_paragraphs_are_counted_with_their_break(literata: FontRef) -> None:
    style = RunStyle(fonts=(literata,))
    block = Block(
        paragraphs=(Paragraph(runs=(Run("ab", style), Run("c", style))), Paragraph(runs=(Run("d", style),))),
        size=40, traced=True,
    )  # fmt: skip
    lines = typeset(block).lines
    assert [[(c.start, c.end) for c in line.clusters] for line in lines] == [
        [(0, 1), (1, 2), (2, 3)],
        [(4, 5)],
    ]


def test_a_line_that_begins_at_the_right(hebrew: FontRef) -> None:
    block = Block(
        paragraphs=(Paragraph(runs=(Run("אב גד הו", RunStyle(fonts=(hebrew,))),)),), size=20, width=90, align="right",
        traced=True,
    )  # fmt: skip
    lines = typeset(block).lines
    assert all(line.rtl for line in lines)
    for line in lines:
        xs = [c.x0 for c in line.clusters]
        assert xs == sorted(xs, reverse=True)
        assert all(c.rtl for c in line.clusters)
