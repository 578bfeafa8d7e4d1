"""SVGs that would hang, crash or look outside are refused before a renderer sees them, with their line."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from designer_app import pictures
from designer_app.errors import DesignError

Save = Callable[..., Path]
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">\n'
)


def bombs() -> dict[str, tuple[str, str, str]]:
    """name → (body, code, part of what was found). The trouble lies on line 2 or below."""
    lol = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    chain = "".join(f'<g id="b{i}"><use href="#b{i - 1}"/><use href="#b{i - 1}"/></g>' for i in range(1, 40))
    long = "".join(f'<g id="b{i}"><use href="#b{i + 1}"/></g>' for i in range(400))
    tiles = "".join(
        f'<pattern id="p{i}">' + f'<path d="M0 0h1" fill="url(#p{i - 1})"/>' * 3 + "</pattern>"
        for i in range(1, 20)
    )
    inner = base64.b64encode((HEAD + '<image href="file:///etc/passwd"/></svg>').encode()).decode()
    return {
        "script": ("<script>1</script>", "unsafe-svg", "<script>"),
        "handler": ('<path d="M0 0" onload="x()"/>', "unsafe-svg", "onload"),
        "script in HTML": ("<foreignObject><p onclick='x()'/></foreignObject>", "unsafe-svg", "onclick"),
        "file": ('<image href="file:///etc/passwd"/>', "unsafe-svg", "file:///etc/passwd"),
        "absolute": ('<image xlink:href="/etc/passwd"/>', "unsafe-svg", "/etc/passwd"),
        "parent": ('<image href="../a.png"/>', "unsafe-svg", "../a.png"),
        "network": ('<use href="http://example.com/a.svg#b"/>', "unsafe-svg", "http://example.com"),
        "other prefix": (
            '<g xmlns:q="http://www.w3.org/1999/xlink"><image q:href="a.png"/></g>', "unsafe-svg", "a.png"
        ),
        "paint outside": ('<path d="M0 0" fill="url(a.svg#b)"/>', "unsafe-svg", "a.svg#b"),
        "style outside": ("<style>a{fill:url(http://x/)}</style>", "unsafe-svg", "http://x/"),
        "import": ("<style>@import 'a.css';</style>", "unsafe-svg", "@import"),
        "link that runs": ('<a href="javascript:x()"/>', "unsafe-svg", "javascript:"),
        "inside data": (f'<image href="data:image/svg+xml;base64,{inner}"/>', "unsafe-svg", "file:///etc"),
        "huge radius": ('<circle r="1e308"/>', "unsafe-svg", "1e308"),
        "huge in a path": ('<path d="M0 0L99999999 1"/>', "unsafe-svg", "99999999"),
        "huge in a style": ('<path d="M0 0" style="stroke-width:1e9"/>', "unsafe-svg", "1e9"),
        "huge in a sheet": ("<style>a{stroke-width:20000001}</style>", "unsafe-svg", "20000001"),
        "depth": ("<g>" * 128 + "</g>" * 128, "unsafe-svg", "128"),
        "use of itself": ('<g id="a"><use href="#a"/></g>', "unsafe-svg", "itself"),
        "use in a circle": (
            '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "unsafe-svg", "itself"
        ),
        "use that doubles": ('<g id="b0"><path d="M0 0h1"/></g>' + chain, "unsafe-svg", "multiply"),
        "use in a long row": (long, "unsafe-svg", "128 levels"),
        "patterns that multiply": ('<pattern id="p0"/>' + tiles, "unsafe-svg", "multiply"),
        "broken XML": ("<g>", "bad-svg", "mismatched tag"),
        "entities": (f"<!DOCTYPE svg [{lol}]>", "bad-svg", "not well-formed"),
    }  # fmt: skip


BOMBS = bombs()


@pytest.mark.parametrize("name", BOMBS)
def test_refused(save: Save, name: str) -> None:
    body, code, found = BOMBS[name]
    path = save("a.svg", HEAD + body + "</svg>")
    with pytest.raises(DesignError) as caught:
        pictures.facts(path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file) == (code, str(path))
    assert finding.place.startswith("line ")
    assert int(finding.place[5:]) >= 2
    assert found in finding.found


LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
WIDE = '<!ENTITY a "' + "x" * 90_000 + '">'


@pytest.mark.parametrize(
    ("doctype", "body", "found"),
    [
        ('<!DOCTYPE svg [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>', "<text>&a;</text>", "outside the file"),
        ('<!DOCTYPE svg [\n<!ENTITY a PUBLIC "x" "http://example.com/a">]>', "", "outside the file"),
        ('<!DOCTYPE svg [\n<!ENTITY % p "<!ENTITY a \'b\'>"> %p;]>', "", "parameter entity"),
        ("<!DOCTYPE svg [\n%p;]>", "", "DOCTYPE"),
        ('<!DOCTYPE svg [\n<!ATTLIST path onload CDATA "x()">]>', "", "ATTLIST"),
        ('<!DOCTYPE svg [\n<!ENTITY a "b"', "", "DOCTYPE"),
        (f'<!DOCTYPE svg [\n<!ENTITY a0 "lol">{LAUGHS}]>', "<text>&a9;</text>", "deep"),
        ('<!DOCTYPE svg [\n<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "<text>&a;</text>", "contains itself"),
        (f"<!DOCTYPE svg [\n{WIDE}]>", "<text>" + "&a;" * 30 + "</text>", "2,000,000"),
        (f'<!DOCTYPE svg [\n{WIDE}<!ENTITY b "&a;&a;">]>', "<text>&b;</text>", "100,000"),
        ('<!DOCTYPE svg [\n<!ENTITY a "<script>1</script>">]>', "&a;", "<script>"),
        ('<!DOCTYPE svg [\n<!ENTITY a "file:///etc/passwd">]>', '<image href="&a;"/>', "file:///etc/passwd"),
        ('<!DOCTYPE svg [\n<!ENTITY a "&#60;script>1&#60;/script>">]>', "&a;", "<script>"),
        ('<!DOCTYPE svg\n SYSTEM "http://example.com/a.dtd">', "", "DOCTYPE"),
    ],
)  # fmt: skip
def test_entities_that_reach_out_hide_something_or_grow_are_refused(
    save: Save, doctype: str, body: str, found: str
) -> None:
    path = save("a.svg", doctype + HEAD + body + "</svg>")
    with pytest.raises(DesignError) as caught:
        pictures.facts(path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file) == ("unsafe-svg", str(path))
    assert found in finding.found
    assert finding.place.startswith("line ")
    assert "\n" not in finding.line()


def test_texts_that_a_doctype_names_are_put_in_place(save: Save) -> None:
    text = """<?xml version="1.0"?>
<!-- Generator: Adobe Illustrator -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ns_svg "http://www.w3.org/2000/svg">
  <!ENTITY ns_ai 'http://ns.adobe.com/AdobeIllustrator/10.0/'> <!-- unused -->
  <!ENTITY green "fill:#0&part;0"> <!ENTITY part "f">
  <!ENTITY shape "<rect width='9' height='9' style='&green;'/>">
  <!ENTITY green "fill:red">
]>
<svg xmlns="&ns_svg;" xmlns:i="&ns_ai;" viewBox="0 0 9 9"><!-- &shape; --><title>"&green;" &amp; >&lt;</title>
  <rect width="9" height="9"/>&shape;</svg>"""
    facts = pictures.facts(save("a.svg", text))
    assert pictures.decode(facts.digest).getpixel((4, 4)) == (0, 255, 0, 255)


def test_an_entity_is_no_way_out_of_its_attribute(save: Save) -> None:
    doctype = """<!DOCTYPE svg [<!ENTITY a '" onload="x()'><!ENTITY b "<g>">]>"""
    text = doctype + HEAD + """<rect id="&a;" class='&b;' width="9" height="9" fill="#0f0"/></svg>"""
    facts = pictures.facts(save("a.svg", text))
    assert pictures.decode(facts.digest).getpixel((4, 4)) == (0, 255, 0, 255)


@pytest.mark.parametrize(
    "text",
    [
        "<!-- -->" * 50_000 + "<!DOCTYPE svg x", "<!DOCTYPE svg [" + "<!--" * 50_000, "<?a?>" * 50_000 + "<!DOCTYPE svg [",
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + "<" * 200_000, '<!DOCTYPE svg [<!ENTITY a "' + "&b;" * 50_000 + '"><!ENTITY b "">]><a b="&a;"',
    ],
)  # fmt: skip
def test_no_prolog_makes_the_reader_go_back_and_forth(save: Save, text: str) -> None:
    """Linear work: each of these would take minutes otherwise."""
    with pytest.raises(DesignError):
        pictures.facts(save("a.svg", text))


def test_lines_stay_where_they_were(save: Save) -> None:
    text = '<!DOCTYPE svg [\n<!ENTITY a "x\ny">\n]>\n' + HEAD + "<title>&a;</title>\n<script>1</script></svg>"
    with pytest.raises(DesignError, match=r"line 7 .*<script>"):
        pictures.facts(save("a.svg", text))


@pytest.mark.parametrize(
    "body",
    [
        '<path id="icon-12345678901" class="a99999999999" d="M1.00000000001 2L3 4"/>',
        '<path d="M1e-5 2E1L3 4" data-size="1e99" stroke="#12345678"/>',
        '<linearGradient id="g20240101123"/><path d="M0 0" fill="url(#g20240101123)"/>',
        '<g xmlns:ink="http://x/"><path d="M0 0" ink:zoom="1e12"/></g>',
        '<a href="https://example.com/page"><path d="M0 0"/></a>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        '<g id="s"><path d="M0 0h1"/></g>' + '<use href="#s"/>' * 500,
        '<pattern id="p"><path d="M0 0" fill="url(#p)"/></pattern><path d="M0 0" fill="url(#p)"/>',
        "<g>" * 120 + "</g>" * 120,
    ],
)
def test_harmless_things_pass(save: Save, body: str) -> None:
    assert pictures.facts(save("a.svg", HEAD + body + "</svg>")).format == "SVG"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        "<!DOCTYPE svg>",
    ],
)
def test_a_doctype_without_entities_passes(save: Save, doctype: str) -> None:
    text = f'<?xml version="1.0"?>\n{doctype}\n{HEAD}<rect width="9" height="9"/></svg>'
    facts = pictures.facts(save("a.svg", text))
    assert pictures.decode(facts.digest).getpixel((4, 4)) == (0, 0, 0, 255)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(save: Save, encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>' + HEAD + "<title>Größe</title></svg>"
    assert pictures.facts(save("a.svg", text.encode(encoding))).width == 9


def test_gzipped(save: Save) -> None:
    text = (HEAD + '<rect width="9" height="9" fill="#0f0"/></svg>').encode()
    facts = pictures.facts(save("a.svgz", gzip.compress(text)))
    assert facts.notes == ()
    assert pictures.decode(facts.digest).getpixel((4, 4)) == (0, 255, 0, 255)


def test_gzip_bomb(save: Save) -> None:
    pictures.set_limits(pictures.Limits(svg_bytes=100_000))
    path = save("a.svg", gzip.compress((HEAD + " " * 10_000_000 + "</svg>").encode()))
    with pytest.raises(DesignError, match="picture-too-large"):
        pictures.facts(path)


def test_huge_drawing(save: Save) -> None:
    with pytest.raises(DesignError, match="picture-too-large"):
        pictures.facts(
            save("a.svg", HEAD.replace("viewBox", 'width="90000" height="90000" viewBox') + "</svg>")
        )


def test_pages_and_other_xml_are_no_drawings(save: Save) -> None:
    with pytest.raises(DesignError, match="bad-svg"):
        pictures.facts(save("a.svg", "<?xml version='1.0'?><html><svg/></html>"))
