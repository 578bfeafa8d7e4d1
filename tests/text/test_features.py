from __future__ import annotations

from pathlib import Path

import pytest

from designer_app.design.kit_file import FontFile
from designer_app.design.tokens import Token
from designer_app.design.type_styles import type_styles
from designer_app.errors import DesignError, Finding
from designer_app.layers.base import TypeStyle
from designer_app.scene.nodes import FontRef
from designer_app.scene.sources import register
from designer_app.text.features import lacking, merged, named, read_features
from designer_app.text.fonts import face
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset

ROOT = Path(__file__).resolve().parents[2]
LITERATA = ROOT / "brand_kits" / "med" / "fonts" / "Literata.ttf"
UNBOUNDED = ROOT / "brand_kits" / "northline" / "fonts" / "Unbounded.ttf"


def test_names_and_tags_are_read_and_sorted() -> None:
    assert read_features(("tabular-figures", "ss03=2", "kern=0")) == (("kern", 0), ("ss03", 2), ("tnum", 1))
    assert read_features(("stylistic-set-3", "all-small-caps")) == (("c2sc", 1), ("smcp", 1), ("ss03", 1))
    assert read_features(("no-ligatures", "liga")) == (
        ("calt", 0),
        ("clig", 0),
        ("liga", 1),
    )  # the later one wins
    assert merged((("lnum", 1), ("tnum", 1)), (("tnum", 0),)) == (("lnum", 1), ("tnum", 0))
    assert named("onum") == "onum (old-style-figures)"


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(DesignError) as caught:
        read_features(("tabular-figure",))
    assert caught.value.findings[0].code == "bad-feature"
    assert "tabular-figures" in caught.value.findings[0].remedy


def test_a_font_tells_its_features_and_instances(boxes: FontRef) -> None:
    literata = face(FontRef(register(LITERATA)))
    assert {"smcp", "onum", "tnum", "frac", "kern"} <= literata.features
    assert literata.instances["SemiBold"] == {"opsz": 12.0, "wght": 600.0}
    assert lacking((("smcp", 1), ("swsh", 1), ("zzzz", 0)), literata.features) == ["swsh"]
    assert face(boxes).features == {"kern"}
    assert face(boxes).instances == {}


@pytest.mark.parametrize(
    "names", [("small-caps",), ("old-style-figures",), ("fractions",), ("tabular-figures",)]
)
def test_features_change_the_glyphs(literata: FontRef, names: tuple[str, ...]) -> None:
    def glyphs(features: tuple[tuple[str, int], ...]) -> tuple[int, ...]:
        runs = (Run("Rates 1/2 of 1911", RunStyle(fonts=(literata,), features=features)),)
        line = typeset(Block(paragraphs=(Paragraph(runs=runs),), size=50.0)).lines[0]
        return tuple(gid for piece in line.pieces for gid in piece.ids)

    assert glyphs(read_features(names)) != glyphs(())


def styled(
    fonts: list[tuple[FontFile, str]], weight: int = 400, **extra: object
) -> tuple[TypeStyle, list[Finding]]:
    token = Token(
        path="type.text", type="typography", value={"fontFamily": fonts[0][0].family, "fontWeight": weight}, extra=extra
    )  # fmt: skip
    styles, findings = type_styles({"type.text": token}, fonts, "tokens.json")
    return styles["text"], findings


@pytest.fixture
def unbounded() -> list[tuple[FontFile, str]]:
    return [(FontFile(family="Unbounded", file="u.ttf", axes={"wght": (200, 900)}), register(UNBOUNDED))]


def test_an_instance_sets_the_axes(unbounded: list[tuple[FontFile, str]]) -> None:
    style, findings = styled(unbounded, instance="extrabold")
    assert findings == []
    assert style.fonts[0].axes == (("wght", 800.0),)


@pytest.mark.parametrize(
    ("extra", "code", "told"),
    [
        ({"instance": "Condensed"}, "missing-instance", "SemiBold"),
        ({"axes": {"wdth": 75}}, "missing-axis", "wght"),
        ({"axes": {"wght": 100}}, "axis-range", "200 to 900 (200 is used)"),
        ({"italic": True}, "missing-italic", "u.ttf"),
    ],
)
def test_what_a_font_lacks_is_reported_not_faked(
    unbounded: list[tuple[FontFile, str]], extra: dict[str, object], code: str, told: str
) -> None:
    style, findings = styled(unbounded, **extra)
    assert [finding.code for finding in findings] == [code]
    assert told in findings[0].expected
    assert style.fonts[0].axes == (("wght", 200.0 if extra == {"axes": {"wght": 100}} else 400.0),)
    assert style.lacks == tuple(findings)


def test_an_instance_of_the_italic_file_is_found_by_its_name() -> None:
    folder = UNBOUNDED.parents[2] / "med" / "fonts"
    fonts = [
        (
            FontFile(family="Literata", file=name, axes={"wght": (200, 900), "opsz": (7, 72)}, style=style),
            register(folder / name),
        )
        for name, style in (("Literata.ttf", "normal"), ("Literata-Italic.ttf", "italic"))
    ]
    token = Token(
        path="type.text",
        type="typography",
        value={"fontFamily": "Literata"},
        extra={"instance": "Bold Italic"},
    )
    styles, findings = type_styles({"type.text": token}, fonts, "tokens.json")
    assert findings == []
    assert styles["text"].fonts[0].digest == fonts[1][1]
    assert dict(styles["text"].fonts[0].axes)["wght"] == 700


def test_features_of_a_style_by_list_or_map(unbounded: list[tuple[FontFile, str]]) -> None:
    assert styled(unbounded, features=["tabular-figures", "ss01"])[0].features == (("ss01", 1), ("tnum", 1))
    assert styled(unbounded, features={"tnum": 1, "kern": 0})[0].features == (("kern", 0), ("tnum", 1))
    assert [f.code for f in styled(unbounded, features=["nonsense"])[1]] == ["bad-token"]


def test_the_font_behind_a_bold_style_is_bold(unbounded: list[tuple[FontFile, str]]) -> None:
    assert styled(unbounded, 700)[0].fonts[1].axes == (("wght", 700.0),)
