"""The flight check sketches texts and looks at no picture that it needn't: it finds what looking at finished pages would."""

from __future__ import annotations

import msgspec
import pytest

from designer_app.build.pages import build_page
from designer_app.design.library import find_template, kit_names, template_names
from designer_app.production.flight import backdrops
from designer_app.production.flight.page import check_page
from designer_app.production.flight.parting import Parted
from designer_app.production.jobs import Job
from designer_app.production.plan import make_plan
from designer_app.production.press import Press
from designer_app.production.records import Cell, Setting
from designer_app.production.representatives import sizes_of
from designer_app.text.cache import Cache


def cells(name: str) -> list[tuple[Setting, Cell]]:
    """Every example row of a template, each in one size and kit, in turn."""
    loaded = find_template(name)
    example = str(loaded.folder / loaded.template.example)
    sizes = tuple(size.id for size in sizes_of(loaded))
    plan = make_plan(
        Job(template=name, data=example, kits=tuple(kit_names()), sizes=sizes), ".", mode="inspect"
    )
    chunks = plan.chunks
    deepest = max(len(chunk.cells) for chunk in chunks)
    chosen = [(chunks[n % len(chunks)], n) for n in range(deepest)]
    return [(chunk.setting, chunk.cells[n]) for chunk, n in chosen if n < len(chunk.cells)]


@pytest.mark.parametrize("name", template_names())
def test_the_check_finds_what_whole_pages_show(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backdrops, "_painted", Cache(10**6))
    quick, slow = Press(), Press()
    for setting, cell in cells(name):
        found = quick.make(setting, cell).findings
        built = slow.build(setting, cell)
        whole = (*built.findings, *check_page(slow.request(setting, cell), built))
        assert set(found) - set(whole) <= {f for f in found if f.code == "budget-at-risk"}
        assert set(whole) <= set(found)


@pytest.mark.parametrize("name", template_names())
def test_a_sketched_page_is_the_page_but_for_glyphs_between(name: str) -> None:
    press = Press()
    for setting, cell in cells(name)[:4]:
        request, resources = press.request(setting, cell), press.resources(setting)
        whole = build_page(request, resources, cell.page)
        sketched = build_page(msgspec.structs.replace(request, sketched=True), resources, cell.page)
        for field in ("findings", "sizes", "wished", "boxes", "fits", "slots_used", "files"):
            assert getattr(sketched, field) == getattr(whole, field)
        drawn, outlines = Parted(whole.scene), Parted(sketched.scene)
        assert drawn.bare == outlines.bare
        assert [(t.layer, t.cap, t.transform) for t in drawn.texts] == [
            (t.layer, t.cap, t.transform) for t in outlines.texts
        ]
        for one, other in zip(drawn.texts, outlines.texts, strict=True):
            assert [(i.colour, i.mask, i.boxes) for i in one.inks] == [
                (i.colour, i.mask, i.boxes) for i in other.inks
            ]
