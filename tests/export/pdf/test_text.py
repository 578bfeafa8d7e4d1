"""Text of PDF pages: found, copied, embedded; and what a printer's list asks of the file."""

from __future__ import annotations

import io
from pathlib import Path as File
from typing import Any

import msgspec
import pytest

from designer_app.data_files import data_root
from designer_app.export.pdf.drawing import draw, page_key
from designer_app.export.pdf.records import PageSettings, Sheet
from designer_app.export.pdf.writer import bind, findings_of, pdf_of
from designer_app.export.records import FileMeta
from designer_app.scene.geometry import ellipse, rectangle, translation
from designer_app.scene.nodes import (
    Effect,
    FontRef,
    Glyphs,
    Group,
    LayerBlur,
    Linear,
    Meta,
    Paint,
    Path,
    Scene,
    Shadow,
    Solid,
    Split,
    Stop,
    Stroke,
)
from designer_app.text.fonts import register_font
from designer_app.text.records import Block, Paragraph, Run, RunStyle
from designer_app.text.typeset import typeset
from tools.debian import PACKAGES, installed

pdfium = pytest.importorskip("pypdfium2")
pikepdf = pytest.importorskip("pikepdf")

INK = Solid((20, 20, 30, 255))
FONTS = data_root("brand_kits")
LITERATA = FONTS / "med/fonts/Literata.ttf"
GOLOS = FONTS / "med/fonts/GolosText-Regular.ttf"
DEJAVU = installed(PACKAGES["fonts-dejavu-core"])


def line(
    words: str,
    file: File = LITERATA,
    y: float = 80,
    fills: tuple[Paint, ...] = (INK,),
    size: float = 32,
    **style: object,
) -> list[Glyphs]:
    """A line as the engine sets it."""
    axes = {"wght": 500.0} if file == LITERATA else None
    font: FontRef = register_font(file, axes=axes)
    run = Run(words, RunStyle(fonts=(font,), language="ru", **style))
    layout = typeset(
        Block(paragraphs=(Paragraph(runs=(run,)),), size=size, width=900, leading=1.4, language="ru")
    )
    return [
        Glyphs(p.font, p.size, p.ids, tuple(x + 40 for x in p.xs), tuple(v + y for v in p.ys), fills, (), p.text, p.clusters)
        for row in layout.lines
        for p in row.pieces
    ]  # fmt: skip


def sheet(*nodes: object, settings: PageSettings | None = None, title: str = "", name: str = "") -> Sheet:
    root = Group(tuple(nodes))
    scene = Scene(
        width=960, height=240, root=root, background=(255, 255, 255, 255), title=title, language="ru"
    )
    return Sheet(scene=scene, settings=settings or PageSettings(), name=name)


def text_of(*nodes: object) -> str:
    page = pdfium.PdfDocument(pdf_of([sheet(*nodes)]))[0]
    return str(page.get_textpage().get_text_bounded()).replace("\r\n", "\n")


def test_cyrillic_and_ligatures_are_copied_as_they_were_written() -> None:
    words = "Кофе «Эфиопия», offices, 250 г"
    assert text_of(*line(words)) == words


def test_capitals_made_of_small_letters_keep_their_source() -> None:
    glyphs = [
        Glyphs(g.font, g.size, g.ids, g.xs, g.ys, g.fills, (), "скидка", g.clusters) for g in line("СКИДКА")
    ]
    assert text_of(*glyphs) == "скидка"


def test_a_drawing_that_stands_for_a_figure_is_found_as_it() -> None:
    before, after = line("−3"), line("%")
    end = before[-1].xs[-1] + 20
    cup = Group(
        (Path(ellipse(12, -12, 12, 12), (INK,)),), transform=translation(end, 100), meta=Meta(kind="symbol", role="text", alt="0")
    )  # fmt: skip
    shifted = [msgspec.structs.replace(g, xs=tuple(x - g.xs[0] + end + 28 for x in g.xs)) for g in after]
    assert text_of(*before, cup, *shifted) == "−30%"


def test_layers_of_a_colour_glyph_are_no_characters_of_their_own() -> None:
    emoji = data_root("assets") / "fonts/TwemojiMozilla.ttf"
    layers = line("☕", emoji)
    assert len(layers) > 2
    assert text_of(*layers) == "☕"


@pytest.mark.skipif(not DEJAVU.exists(), reason="needs the font of Debian's fonts-dejavu-core")
def test_arabic_is_copied_in_the_order_of_reading() -> None:
    words = "قهوة عربية"
    assert text_of(*line(words, DEJAVU)) == words


@pytest.mark.parametrize(
    "fills",
    [
        (Linear(0, 60, 0, 100, (Stop(0.0, (200, 0, 0, 255)), Stop(1.0, (0, 0, 200, 255)))),),
        (Split(ellipse(120, 80, 60, 60), (200, 0, 0, 255), (0, 0, 200, 255)),),
        (INK, Solid((255, 0, 0, 80))),
        (Solid((20, 20, 30, 128)),),
        (),
    ],
    ids=["gradient", "split", "two fills", "see-through", "none"],
)  # fmt: skip
def test_however_it_is_filled_text_is_there_once(fills: tuple[Paint, ...]) -> None:
    assert text_of(*line("Скидка 30 %", fills=fills)) == "Скидка 30 %"


def test_stroked_text_is_there_once() -> None:
    outlined = [
        Glyphs(g.font, g.size, g.ids, g.xs, g.ys, g.fills, (Stroke(INK, 2.0),), g.text, g.clusters)
        for g in line("Осень")
    ]
    assert text_of(*outlined) == "Осень"


@pytest.mark.parametrize("effect", [Shadow(2, 2, 4, (0, 0, 0, 160)), LayerBlur(2.0)], ids=["shadow", "blur"])
def test_text_with_effects_can_be_copied(effect: Effect) -> None:
    group = Group(tuple(line("Осень")), effects=(effect,))
    assert text_of(group) == "Осень"
    painted = draw(sheet(group)).pictures_of_text
    assert painted == isinstance(effect, LayerBlur)
    assert len(findings_of(draw(sheet(group)).pictures_of_text)) == painted


def test_fonts_are_embedded_subsets_with_the_fonts_own_glyph_ids() -> None:
    glyphs = [*line("Кофе"), *line("Чай", GOLOS, y=150)]
    with pikepdf.open(io.BytesIO(pdf_of([sheet(*glyphs)]))) as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) == 2
        for font in fonts.values():
            inner = font.DescendantFonts[0]
            assert "/FontFile2" in inner.FontDescriptor or "/FontFile3" in inner.FontDescriptor
            assert str(font.BaseFont)[7] == "+"
            assert "/ToUnicode" in font
        codes = b"".join(
            bytes(part) for op in pikepdf.parse_content_stream(pdf.pages[0]) if str(op.operator) == "TJ"
            for part in op.operands[0] if isinstance(part, pikepdf.String)
        )  # fmt: skip
    assert codes == b"".join(gid.to_bytes(2, "big") for g in glyphs for gid in g.ids)


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = [sheet(*line("Кофе"), title="Осень"), sheet(*line("Чай"))]
    assert pdf_of(pages) == pdf_of(pages)


def test_a_page_drawn_beforehand_gives_the_same_file() -> None:
    """What a page is doesn't hang on the pages beside it: a price changed on one leaves the others' operators."""
    one, two, three = sheet(*line("Кофе 250 ₽")), sheet(*line("Чай")), sheet(*line("Кофе 990 ₽ fi"))
    kept = draw(two)
    assert bind([("", draw(one)), ("", kept)]) == pdf_of([one, two])
    assert bind([("", draw(three)), ("", kept)]) == pdf_of([three, two])
    assert page_key(one) != page_key(three)
    assert page_key(two) == kept.key


def test_boxes_bleed_and_marks() -> None:
    """210 × 297 mm at 300 ppi with 3 mm of bleed."""
    edge, wide, high = 36, 2480, 3508
    scene = Scene(width=wide + 2 * edge, height=high + 2 * edge, root=Group())
    made = pdf_of([Sheet(scene=scene, settings=PageSettings(points=0.24, bleed=edge, ppi=300, marks=True))])
    with pikepdf.open(io.BytesIO(made)) as pdf:
        page = pdf.pages[0]
        media, bleed, trim = ([float(v) for v in page[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
        assert trim[2] - trim[0] == pytest.approx(595.2, abs=0.01)
        assert trim[3] - trim[1] == pytest.approx(841.92, abs=0.01)
        assert trim[0] - bleed[0] == pytest.approx(8.64, abs=0.01)
        assert bleed[3] - trim[3] == pytest.approx(8.64, abs=0.01)
        assert media[0] < bleed[0] < bleed[2] < media[2]
        strokes = [op for op in pikepdf.parse_content_stream(page) if str(op.operator) == "S"]
        assert len(strokes) == 8 + 4 * 3


def test_bookmarks_hang_below_the_last_of_a_higher_level() -> None:
    def mark(words: str, level: int) -> Group:
        return Group(tuple(line(words)), meta=Meta(role="text", bookmark=words, bookmark_level=level))

    def tree(parent: Any) -> list[Any]:
        found, item = [], parent.get("/First")
        while item is not None:
            assert item.Parent.objgen == parent.objgen
            found.append([str(item.Title), tree(item)] if "/First" in item else str(item.Title))
            item = item.get("/Next")
        return found

    names = [("a", 2), ("B", 1), ("c", 2), ("d", 3), ("e", 2), ("F", 1)]
    data = pdf_of([sheet(*(mark(*name) for name in names))])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        outlines = pdf.Root.Outlines
        assert tree(outlines) == ["a", ["B", [["c", ["d"]], "e"]], "F"]
        assert [int(outlines.Count), int(outlines.First.Next.Count)] == [3, -2]


def test_structure_links_and_bookmarks() -> None:
    title = Group(tuple(line("Осень")), meta=Meta(role="heading", bookmark="Осень", language="ru"))
    picture = Group(
        (Path(rectangle(500, 20, 100, 100), (INK,)),),
        meta=Meta(role="figure", alt="Чашка кофе", link="https://example.org/кофе"), transform=translation(10, 0),
    )  # fmt: skip
    jump = Group(tuple(line("к началу", y=200)), meta=Meta(role="text", link="page:first"))
    made = pdf_of(
        [sheet(title, picture, name="first"), sheet(jump)],
        FileMeta(title="Каталог", language="ru"),
    )
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == "ru"
        assert str(pdf.docinfo.Title) == "Каталог"
        assert pdf.Root.MarkInfo.Marked
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        kinds = [str(element.S) for element in pdf.Root.StructTreeRoot.K[0].K]
        assert kinds == ["/H1", "/Figure", "/Link", "/P", "/Link"]
        assert str(pdf.Root.StructTreeRoot.K[0].K[1].Alt) == "Чашка кофе"
        assert str(pdf.Root.Outlines.First.Title) == "Осень"
        assert pdf.Root.Outlines.First.Dest[0].objgen == pdf.pages[0].objgen
        link = pdf.pages[0].Annots[0]
        assert str(link.A.URI) == "https://example.org/%D0%BA%D0%BE%D1%84%D0%B5"
        assert [float(v) for v in link.Rect] == pytest.approx(
            [510 * 0.75, 120 * 0.75, 610 * 0.75, 220 * 0.75], abs=0.2
        )
        assert pdf.pages[1].Annots[0].A.D[0].objgen == pdf.pages[0].objgen


def test_everything_on_a_page_is_text_figure_or_decoration() -> None:
    """PDF/UA-1, 7.1: no operator that paints stands outside marked content."""
    made = pdf_of(
        [sheet(Path(rectangle(0, 0, 10, 10), (INK,)), Group(tuple(line("Осень")), meta=Meta(role="text")))]
    )
    with pikepdf.open(io.BytesIO(made)) as pdf:
        depth, loose = 0, 0
        for op in pikepdf.parse_content_stream(pdf.pages[0]):
            word = str(op.operator)
            depth += (word in ("BMC", "BDC")) - (word == "EMC")
            loose += depth == 0 and word in ("f", "f*", "S", "TJ", "Do", "sh")
        assert (depth, loose) == (0, 0)
