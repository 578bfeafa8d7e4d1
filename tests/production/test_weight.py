"""The estimate of a file's least bytes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from designer_app.design.library import find_template
from designer_app.design.sizes import load_sizes, parse_size
from designer_app.export.encode import encode
from designer_app.export.records import EncodeSettings
from designer_app.paint import Painter, paint
from designer_app.production.flight.causes import causes_of
from designer_app.production.flight.weight import ERROR, over_budget, smallest
from designer_app.production.jobs import Job
from designer_app.production.plan import make_plan
from designer_app.production.press import Press, made
from designer_app.scene.nodes import Scene

SIZE = "iab-1080x1920"


def scene_of(template: str) -> Scene:
    loaded = find_template(template)
    data = loaded.folder / loaded.template.example
    job = Job(template=template, data=str(data), kits=("northline",), sizes=(SIZE,), sample=1)
    (chunk,) = make_plan(job, ".", mode="inspect").chunks[:1]
    return Press().build(chunk.setting, chunk.cells[0]).scene


@pytest.mark.parametrize("template", ["quote", "news", "story"])
def test_it_is_as_near_as_it_says(template: str) -> None:
    scene = scene_of(template)
    true = len(
        encode(paint(scene).convert("RGB"), EncodeSettings(format="jpg", quality=60, chroma="420")).data
    )
    assert smallest(scene, "jpg", 60, Painter()) == pytest.approx(true, rel=ERROR)


def test_only_pages_at_risk_are_named_and_small_ones_are_not_painted() -> None:
    scene, size = scene_of("quote"), parse_size(SIZE, load_sizes())
    estimate = smallest(scene, "jpg", 60, Painter())

    def told(most: int) -> list[str]:
        budget = msgspec.structs.replace(size, max_bytes=most)
        return [f.expected for f in over_budget(lambda: scene, ("jpg", "png"), budget, 60, Painter())]

    assert told(int(estimate * 1.3)) == []
    (may,) = told(int(estimate * 1.1))
    assert may.endswith("it may just fit")
    (never,) = told(int(estimate * 0.5))
    assert never.endswith("kB")
    assert over_budget(lambda: scene, ("png",), size, 60, Painter()) == []

    class Never(Painter):
        def render(self, scene: Scene, scale: float = 1.0) -> object:  # type: ignore[override]
            raise AssertionError("painted for nothing")

    small = msgspec.structs.replace(size, max_bytes=scene.width * scene.height)
    assert over_budget(lambda: scene, ("jpg",), small, 60, Never()) == []


def test_the_flight_check_tells_it(tmp_path: Path) -> None:
    sizes = tmp_path / "sizes.json"
    own = {
        "id": "tight", "name": {"en": "Tight"}, "kind": "post", "width": 1080, "height": 1080, "formats": ["jpg"],
        "max_bytes": 20000, "confidence": "general knowledge",
    }  # fmt: skip
    import json

    sizes.write_text(json.dumps([own]))
    loaded = find_template("quote")
    job = Job(
        template="quote", data=str(loaded.folder / loaded.template.example), kits=("northline",), sizes=("tight",),
        sample=1, sizes_file=str(sizes),
    )  # fmt: skip
    chunk = make_plan(job, ".", mode="inspect").chunks[0]
    result = made(Press(), chunk.setting, chunk.cells[0])
    (cause,) = [c for c in causes_of((), [result]) if c.code == "budget-at-risk"]
    assert "an estimate, ± 25 %" in cause.line()
