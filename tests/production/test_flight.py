"""The flight check: what it finds, where it says it is, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from designer_app.design.library import find_kit, read_template
from designer_app.errors import Finding
from designer_app.production.flight import backdrops
from designer_app.production.flight.brand import check_kit
from designer_app.production.flight.contrast import LARGE_LEAST, PLAIN_LEAST, readings
from designer_app.production.flight.declared import check_declarations
from designer_app.production.flight.targets import check_targets
from designer_app.production.flight.words import banned_words
from designer_app.scene.colour import contrast
from designer_app.scene.geometry import rectangle
from designer_app.scene.nodes import Glyphs, Group, Linear, Meta, Scene, Solid, Split, Stop
from designer_app.scene.nodes import Path as Outlined
from designer_app.text.cache import Cache

ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "tests" / "data" / "templates" / "note"
BLACK, WHITE, GREY = (0, 0, 0, 255), (255, 255, 255, 255), (119, 119, 119, 255)


def changed(folder: Path, rows: list[dict[str, Any]] | None = None, **fields: Any) -> Path:
    """A copy of the note template with other top-level fields; ``pages`` may be a function of the old ones."""
    data = json.loads((NOTE / "template.json").read_text(encoding="utf-8"))
    for name, value in fields.items():
        data[name] = value(data[name]) if callable(value) else value
    folder.mkdir(exist_ok=True)
    (folder / "template.json").write_text(json.dumps(data), encoding="utf-8")
    rows = rows or [{"_key": "a", "headline": "One line"}]
    (folder / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return folder


def with_layer(*layers: dict[str, Any]) -> Any:
    def change(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        pages[0]["layers"] += layers
        return pages

    return change


def codes(findings: list[Finding], *severities: str) -> set[str]:
    return {f.code for f in findings if f.severity in (severities or ("error", "warning"))}


def checked(folder: Path, kit: str = "northline") -> list[Finding]:
    return check_targets([str(folder)], [kit], workers=1)


def test_a_good_template_has_no_errors() -> None:
    assert codes(checked(NOTE), "error") == set()


@pytest.mark.parametrize("name", ["med", "northline"])
def test_the_bundled_kits_have_no_errors(name: str) -> None:
    assert codes(check_kit(find_kit(name)), "error") == set()


def test_declarations(tmp_path: Path) -> None:
    folder = changed(
        tmp_path / "t",
        classes={"square": {"artboard": [1080, 1080], "drop": ["bodi"]}},
        overrides=[{"layer": "hedline", "set": {"size": 3}}, {"layer": "headline", "set": {"sise": 3}}],
        slots=lambda slots: {**slots, "tone": {"type": "choice"}},
        pages=with_layer({"kind": "text", "name": "body", "text": "x", "size": "W +* 2", "style": "dispaly", "fill": "acent"}),
    )  # fmt: skip
    found = check_declarations(read_template(folder), [find_kit("med")])
    assert {
        "few-classes", "unknown-layer", "stale-override", "bad-slot", "name-twice", "bad-expression",
        "unknown-style", "unknown-colour",
    } <= codes(found)  # fmt: skip
    assert sum(f.code == "stale-override" for f in found) == 2
    places = {f.code: f.place for f in found}
    assert places["bad-expression"] == "pages.main.body.size"
    assert places["unknown-style"] == "pages.main.body"
    remedies = " ".join(f.remedy for f in found)
    for word in ("'headline'", "'size'", "'body'", "'display'", "'accent'"):
        assert word in remedies


def test_low_contrast_is_an_error_with_its_place(tmp_path: Path) -> None:
    pale = {
        "kind": "text",
        "name": "pale",
        "text": "Too pale",
        "size": 20,
        "x": "M",
        "y": "H * 0.4",
        "fill": "#dddddd",
    }
    found = checked(changed(tmp_path / "t", pages=with_layer(pale)))
    mine = [f for f in found if f.code == "low-contrast"]
    assert {f.severity for f in mine} == {"error"}
    assert any(f.place.startswith("pale (a, vk-post-square, northline)") for f in mine)
    assert len(mine) == 4  # once in each class, and no other text


def test_inks_that_the_kit_lacks_are_named_with_their_nearest(tmp_path: Path) -> None:
    ink = "#" + "".join(f"{v:02x}" for v in find_kit("northline").colour("on-surface", "light")[:3])
    layers = [
        {"kind": "shape", "name": "odd", "w": 40, "h": 40, "fill": "#dddd11/50%"},
        {"kind": "shape", "name": "own", "w": 40, "h": 40, "fill": ink},
        {"kind": "shape", "name": "faded", "w": 40, "h": 40, "effects": [{"type": "shadow", "blur": 4, "colour": "#00000040"}]},
    ]  # fmt: skip
    found = checked(
        changed(tmp_path / "t", pages=lambda pages: [{**pages[0], "layers": [*pages[0]["layers"], *layers]}])
    )
    mine = [f for f in found if f.code == "off-brand"]
    assert {f.place.partition(" ")[0] for f in mine} == {"odd"}
    assert {f.severity for f in mine} == {"warning"}
    assert all(f.found.startswith("#dddd11/50% as fill") and "nearest" in f.remedy for f in mine)


def test_texts_that_do_not_fit_are_warned_of(tmp_path: Path) -> None:
    tight = {
        "kind": "text",
        "name": "tight",
        "text": "Far too many words",
        "size": 60,
        "max_lines": 1,
        "w": 90,
        "x": 0,
        "y": 0,
    }
    found = checked(changed(tmp_path / "t", pages=with_layer(tight)))
    assert {f.place.split(" ")[0] for f in found if f.code in ("text-cut", "text-overflow")} == {"tight"}


def test_legal_text_marks_and_sizes(tmp_path: Path) -> None:
    legal = {
        "kind": "text",
        "name": "legal",
        "text": "{{ advertiser }}",
        "role": "legal",
        "size": 6,
        "x": "M",
        "bottom": "H - M",
    }
    slots = {
        "headline": {"type": "text", "required": True},
        "advertiser": {"type": "text"},
        "erid": {"type": "text"},
    }

    def pages(old: list[dict[str, Any]]) -> list[dict[str, Any]]:
        old[0]["layers"] = [layer for layer in old[0]["layers"] if layer["name"] == "headline"] + [legal]
        return old

    rows = [{"_key": "a", "_lang": "ru", "headline": "Скидки", "advertiser": "ООО Север", "erid": "2Vtzq"}]
    found = checked(changed(tmp_path / "t", rows, kind="ad", slots=slots, pages=pages, overrides=[]))
    assert {"legal-too-small", "ad-mark-missing"} <= codes(found, "error")
    missing = " ".join(f.found for f in found if f.code == "ad-mark-missing")
    assert "Реклама" in missing
    assert "2Vtzq" in missing
    assert "Север" not in missing  # it is there
    rows[0]["_lang"] = (
        "en"  # the word is asked for in Russian, what a row says of the advertisement in every language
    )
    found = checked(changed(tmp_path / "e", rows, kind="ad", slots=slots, pages=pages, overrides=[]))
    assert {f.found for f in found if f.code == "ad-mark-missing"} == {"no erid '2Vtzq'"}
    post = [{"_key": "a", "_lang": "ru", "headline": "Скидки"}]
    found = checked(changed(tmp_path / "p", post, kind="post", ad={}, slots=slots, pages=pages, overrides=[]))
    assert "ad-mark-missing" not in codes(found, "error")  # a row of a post that names no advertiser
    post[0]["erid"] = "2Vtzq"
    found = checked(changed(tmp_path / "q", post, kind="post", ad={}, slots=slots, pages=pages, overrides=[]))
    assert "ad-mark-missing" in codes(found, "error")


def test_what_bleeds_on_purpose_is_passed_over(tmp_path: Path) -> None:
    edge = {"kind": "text", "name": "edge", "text": "At the edge", "size": 40, "x": 2, "y": 2, "bleeds": True}
    found = checked(changed(tmp_path / "t", pages=with_layer(edge)))
    assert not [
        f for f in found if f.place.startswith("edge") and f.code in ("outside-safe-area", "outside-margin")
    ]


def test_safe_areas_known_and_assumed(tmp_path: Path) -> None:
    edge = {"kind": "text", "name": "edge", "text": "At the edge", "size": 40, "x": 2, "y": 2}
    found = checked(changed(tmp_path / "t", pages=with_layer(edge)))
    known = [f for f in found if f.code == "outside-safe-area" and f.place.startswith("edge")]
    assumed = [f for f in found if f.code == "outside-margin" and f.place.startswith("edge")]
    assert {f.severity for f in known} == {"warning"}
    assert {f.severity for f in assumed} == {"note"}
    unknown = {f.place for f in found if f.code == "safe-area-unknown"}
    assert "size vk-post-square" in unknown  # never reported as passed


def test_logos_have_a_smallest_size(tmp_path: Path) -> None:
    logo = {"kind": "svg", "name": "logo", "source": "logo:horizontal", "x": "M", "bottom": "H - M", "h": 8}
    assert "logo-too-small" in codes(checked(changed(tmp_path / "t", pages=with_layer(logo))))


def test_words_in_a_logos_clear_space_are_told(tmp_path: Path) -> None:
    def crowded(gap: float) -> bool:
        words = {
            "kind": "text",
            "name": "near",
            "text": "Words",
            "style": "text",
            "size": 30,
            "x": 300,
            "y": 700,
        }
        logo = {"kind": "svg", "name": "logo", "source": "logo:sign", "x": 300, "h": 60, "bottom": 700 - gap}
        found = checked(changed(tmp_path / f"t{gap}", pages=with_layer(logo, words)))
        return "logo-crowded" in codes(found)

    assert crowded(4)
    assert not crowded(30)


def test_banned_words_are_whole_words() -> None:
    kit = find_kit("med")
    assert [f.found for f in banned_words("Наш кофеёк, успейте", kit, "f")] != []
    assert list(banned_words("Наш кофе, успел", kit, "f")) == []
    (mark,) = banned_words("Скидки!", kit, "f")
    assert "'.'" in mark.remedy


def test_broken_rows_are_findings(tmp_path: Path) -> None:
    found = checked(changed(tmp_path / "t", [{"_key": "a", "headline": ""}]))
    assert "value-missing" in codes(found, "error")


# ── Contrast ────────────────────────────────────────────────────────────────────────────────────


def glyphs(fill: Any, size: float = 40.0) -> Group:
    from designer_app.design.type_styles import fallback_fonts
    from designer_app.text.fonts import face

    font = fallback_fonts()[0]
    letter = face(font).glyph("H")
    assert letter is not None
    node = Glyphs(
        font, size, (letter, letter), (10.0, 60.0), (60.0, 60.0), (fill,), text="HH", clusters=(0, 1)
    )
    return Group((node,), meta=Meta(layer="t", kind="text", alt="HH"))


def scene(*nodes: Any, background: Any = WHITE) -> Scene:
    return Scene(200, 100, Group(nodes), background)


def test_contrast_on_a_plain_ground_is_that_of_the_colours() -> None:
    (found,) = readings(scene(glyphs(Solid(GREY))))
    assert found.layer == "t"
    assert found.ratio == pytest.approx(contrast(GREY, WHITE), rel=1e-6)


def test_contrast_counts_what_is_painted_behind() -> None:
    behind = Outlined(rectangle(0, 0, 200, 100), (Solid(BLACK),))
    (found,) = readings(scene(behind, glyphs(Solid(BLACK))))
    assert found.ratio == pytest.approx(1.0)
    apart = Outlined(rectangle(0, 70, 200, 30), (Solid(BLACK),))  # further than 2 px below the glyphs
    (found,) = readings(scene(apart, glyphs(Solid(BLACK))))
    assert found.ratio == pytest.approx(21.0)


def test_many_texts_are_read_as_each_alone() -> None:
    """However many there are, and whether the page behind them is painted in parts or whole."""
    ramp = Linear(0, 0, 200, 0, (Stop(0, WHITE), Stop(1, BLACK)))
    behind = Outlined(rectangle(0, 0, 200, 100), (ramp,))
    texts = [
        msgspec.structs.replace(glyphs(Solid(GREY), 8.0), transform=(1, 0, 0, 1, 4 * n, n - 40))
        for n in range(40)
    ]
    together = readings(scene(behind, *texts))
    alone = [reading for text in texts for reading in readings(scene(behind, text))]
    assert len(together) > 20
    assert [r.ratio for r in together] == [r.ratio for r in alone]


def test_rows_over_a_backdrop_that_is_known_are_read_as_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever row comes first, and however many have been read before."""
    ramp = Linear(0, 0, 200, 0, (Stop(0, WHITE), Stop(1, (90, 60, 30, 255))))
    behind = Outlined(rectangle(0, 0, 200, 100), (ramp,))
    inks = [BLACK, GREY, (200, 30, 40, 255), (0, 0, 0, 160)]
    rows = [
        scene(behind, msgspec.structs.replace(glyphs(Solid(ink)), transform=(1, 0, 0, 1, 9 * n, n)))
        for n, ink in enumerate(inks * 4)
    ]
    alone = []
    for row in rows:
        monkeypatch.setattr(backdrops, "_backdrops", Cache(10**6))
        alone += readings(row)
    monkeypatch.setattr(backdrops, "_backdrops", Cache(10**6))
    assert [reading for row in rows for reading in readings(row)] == alone
    assert [reading for row in reversed(rows) for reading in readings(row)] == alone[::-1]
    assert len({reading.ratio for reading in alone}) > 8


def test_a_tenth_of_bad_backdrop_decides() -> None:
    half = Outlined(rectangle(0, 0, 60, 100), (Solid(BLACK),))  # behind the first letter
    (found,) = readings(scene(half, glyphs(Solid(BLACK))))
    assert found.ratio == pytest.approx(1.0)


def test_translucent_and_split_colours() -> None:
    (faint,) = readings(scene(glyphs(Solid((0, 0, 0, 64)))))
    assert 1.5 < faint.ratio < 2.0
    split = Split(rectangle(0, 0, 55, 100), WHITE, BLACK)  # white on white for the first letter
    (found,) = readings(scene(glyphs(split)))
    assert found.ratio == pytest.approx(1.0)


def test_large_type_needs_less() -> None:
    (large,) = readings(scene(glyphs(Solid(GREY), 40.0)))
    assert large.least == LARGE_LEAST
    (small,) = readings(scene(glyphs(Solid(GREY), 5.0)))
    assert small.least == PLAIN_LEAST
    assert small.cap == pytest.approx(5.0 * large.cap / 40.0)


def test_text_off_the_page_has_no_reading() -> None:
    away = Group((glyphs(Solid(BLACK)),), transform=(1, 0, 0, 1, 500, 0))
    assert readings(scene(away)) == []
