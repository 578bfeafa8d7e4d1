"""A share of the conformance suite ``shapes``: the whole of it takes half a minute."""

from __future__ import annotations

import pytest

from conformance import shapes
from designer_app.scene.geometry import ellipse

PHASE = (shapes.PHASES[2],)


@pytest.mark.parametrize("name", ["fills", "strokes", "ramps"])
def test_a_share_of_the_cases(name: str) -> None:
    cases = {
        "fills": lambda: shapes.fills(PHASE),
        "strokes": lambda: shapes.strokes(PHASE),
        "ramps": shapes.ramps,
    }
    for case, error, limit in cases[name]():
        assert error <= limit, case


def test_the_references_find_what_is_wrong() -> None:
    moved = shapes.in_ellipse(20.1, 20, 12, 12)
    assert shapes.edge_error(ellipse(20, 20, 12, 12), moved, 40) > 5
