"""Our typesetting against a browser's: 520 headlines and mixed strings, one run of headless Chromium.

Both get the same font files in the same order. Compared are the width of each string on one line, the order
in which its graphemes stand, and where lines end at several measures (greedily, no balance). A browser line is
compared with the line that we set from the same start, so that one difference doesn't make others.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tempfile
from itertools import accumulate, pairwise
from pathlib import Path

import msgspec

from conformance.records import Failure, Suite
from designer_app.data_files import data_root
from designer_app.scene.nodes import FontRef
from designer_app.text.bands import Room
from designer_app.text.breaking import SPACES, graphemes
from designer_app.text.direction import kind, start_level
from designer_app.text.filling import fill
from designer_app.text.fonts import register_font
from designer_app.text.records import Block, Line, Paragraph, Run, RunStyle
from designer_app.text.segments import prepare
from designer_app.text.setters import setter
from designer_app.text.typeset import typeset
from tools.debian import installed

STRINGS = Path(__file__).parent / "headlines.txt"
SIZE = 40.0  # px
MEASURES = (300, 460, 720)  # px
_WIDTH_WITHIN = 0.005
_NOTO = (
    "truetype/noto/NotoSansArabic-Regular.ttf",
    "truetype/noto/NotoSansHebrew-Regular.ttf",
    "truetype/noto/NotoSansDevanagari-Regular.ttf",
    "truetype/noto/NotoSansThai-Regular.ttf",
    "opentype/noto/NotoSansCJK-Regular.ttc",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_NO_INK = frozenset("\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u00ad\ufeff")
_SECONDS = 180
_LIGATED = re.compile(
    "\ufe0f[\u20e3\u200d]|\u200d.\ufe0f"
)  # keycaps, emoji joined with a presentation selector (❤️‍🔥, 🏴‍☠️)
_KEYCAP = "the browser takes U+FE0F off before shaping and so misses the font's ligature for keycaps and joined emoji"
# A sign that Blink sets with the script before it, so that it isn't kerned with the letter behind.
_PARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af] ?[“‘„«(\"'][A-Za-z]")
_UNKERNED = (
    "the browser shapes the sign with the script before it and so doesn't kern it with the letter behind"
)
_KERN = 0.15  # em, at most
_DASHES = "–—"


class Seen(msgspec.Struct, frozen=True):
    """What the browser shows of one string: width, left edges of graphemes, the line of each at each measure."""

    width: float
    lefts: list[float]
    rights: list[float]
    lines: list[list[int]]


class Text(msgspec.Struct, frozen=True):
    """A string of the list: its language, where it stands in the file."""

    language: str
    text: str
    place: str


def run(data: Path) -> list[Suite]:
    """Rows for width, order and breaks; ``data/fonts`` is looked at before the system's folder, and
    ``data/headlines.txt``, written as ``STRINGS``, takes its place."""
    names = ("text/browser-width", "text/browser-order", "text/browser-breaks")
    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    files = font_files(data)
    missing = ""
    if program is None:
        missing = "headless Chromium; install the Debian package chromium"
    elif files is None:
        missing = "Noto fonts; install the Debian packages fonts-noto-core and fonts-noto-cjk"
    if program is None or files is None:
        return [Suite(suite=name, files=0, passed=0, target=1.0, missing=missing) for name in names]
    fonts = tuple(register_font(file) for file in files)
    own = data / STRINGS.name
    texts = strings(own if own.is_file() else STRINGS)
    try:
        seen = shown_by(program, files, fonts, texts)
    except (OSError, subprocess.SubprocessError, ValueError) as fault:
        return [
            Suite(suite=name, files=0, passed=0, target=1.0, missing=f"Chromium gave no answer ({fault})")
            for name in names
        ]
    pairs = list(zip(texts, seen, strict=True))
    return [_widths(pairs, fonts), _orders(pairs, fonts), _breaks(pairs, fonts)]


def strings(file: Path = STRINGS) -> list[Text]:
    """A list of strings, in order."""
    out: list[Text] = []
    language = ""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if found := re.fullmatch(r"\[(\w+)\]", line):
            language = found[1]
        elif line and not line.startswith("#"):
            out.append(Text("ru" if language == "mixed" else language, line, f"{file.name}:{number}"))
    return out


def font_files(data: Path) -> list[Path] | None:
    """Inter, colour emoji (before the fonts whose black ones a browser would take), a Noto font for each
    other script; None when one is missing."""
    ours = data_root("assets") / "fonts"
    noto = []
    for name in _NOTO:
        places = (data / "fonts" / Path(name).name, installed(f"usr/share/fonts/{name}"))
        found = next((place for place in places if place.is_file()), None)
        if found is None:
            return None
        noto.append(found)
    return [ours / "Inter.ttf", ours / "TwemojiMozilla.ttf", *noto]


# ── The browser ─────────────────────────────────────────────────────────────────────────────────────

_PAGE = """<!doctype html><meta charset="utf-8"><style>
%(faces)s
body { margin: 0; font: 400 %(size)gpx/2 %(families)s; font-optical-sizing: none; font-synthesis: none;
  text-rendering: geometricPrecision; line-break: strict; text-spacing-trim: space-all; text-autospace: no-autospace; }
p { margin: 0; unicode-bidi: plaintext; overflow-wrap: normal; }
p.one { white-space: nowrap; width: max-content; }
</style><body><script>
const data = %(data)s, measures = %(measures)s, fonts = %(names)s;
function rects(p, ends) {
  const node = p.firstChild, found = [];
  let start = 0;
  for (const end of ends) {
    const range = document.createRange();
    range.setStart(node, start); range.setEnd(node, end);
    const boxes = range.getClientRects();
    found.push(boxes[boxes.length - 1] || {left: 0, right: 0, top: -1, bottom: -1});
    start = end;
  }
  return found;
}
function paragraph(language, text) {
  const p = document.createElement("p");
  p.lang = language; p.textContent = text;
  document.body.append(p);
  return p;
}
function look([language, text, ends]) {
  const one = paragraph(language, text);
  one.className = "one";
  const left = one.getBoundingClientRect().left, found = rects(one, ends);
  const whole = document.createRange();
  whole.selectNodeContents(one);
  const answer = {width: whole.getBoundingClientRect().width, lefts: found.map(r => r.left - left),
    rights: found.map(r => r.right - left), lines: []};
  one.remove();
  for (const measure of measures) {
    const p = paragraph(language, text);
    p.style.width = measure + "px";
    const top = p.getBoundingClientRect().top;
    answer.lines.push(rects(p, ends).map(r => Math.floor(((r.top + r.bottom) / 2 - top) / %(line)g)));
    p.remove();
  }
  return answer;
}
Promise.all(fonts.map(name => document.fonts.load("40px " + name, "x"))).then(() => {
  const out = document.createElement("pre");
  out.id = "answer";
  out.textContent = JSON.stringify(data.map(look));
  document.body.append(out);
});
</script>"""


def page(files: list[Path], fonts: tuple[FontRef, ...], texts: list[Text]) -> str:
    """The page that measures all strings and writes what it sees into itself."""
    style = setter(RunStyle(fonts=fonts), "en")
    names = [f"F{i}" for i in range(len(files))]
    faces = "\n".join(
        f"@font-face {{ font-family: {name}; src: url('{file.resolve().as_uri()}');"
        f" size-adjust: {100 * style.size_of(font):.5f}%; font-weight: 1 1000; }}"
        for name, file, font in zip(names, files, fonts, strict=True)
    )
    data = [[text.language, text.text, _utf16_ends(text.text)] for text in texts]
    return _PAGE % {
        "faces": faces, "size": SIZE, "families": ", ".join(names), "line": 2 * SIZE,
        "data": json.dumps(data).replace("</", "<\\/"), "measures": json.dumps(MEASURES), "names": json.dumps(names),
    }  # fmt: skip


def _utf16_ends(text: str) -> list[int]:
    ends: list[int] = []
    for cluster in graphemes(text):
        ends.append((ends[-1] if ends else 0) + len(cluster.encode("utf-16-le")) // 2)
    return ends


def shown_by(program: str, files: list[Path], fonts: tuple[FontRef, ...], texts: list[Text]) -> list[Seen]:
    """Run the browser once. Raises ``OSError``, ``SubprocessError``, ``ValueError`` when it gives no answer."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page(files, fonts, texts), encoding="utf-8")
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--font-render-hinting=none", "--allow-file-access-from-files", "--force-device-scale-factor=1",
            f"--user-data-dir={folder}/profile", "--virtual-time-budget=60000", "--dump-dom", file.as_uri(),
        ]  # fmt: skip
        found = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    answer = re.search(r'<pre id="answer">(.*?)</pre>', found.stdout.decode("utf-8", "replace"), re.DOTALL)
    if answer is None:
        raise ValueError(f"exit code {found.returncode}, no measurements in the page")
    return msgspec.json.decode(html.unescape(answer[1]), type=list[Seen])


# ── Ours ────────────────────────────────────────────────────────────────────────────────────────────


def block_of(text: str, language: str, fonts: tuple[FontRef, ...], width: float | None, rtl: bool) -> Block:
    runs = (Run(text, RunStyle(fonts=fonts, language=language)),)
    return Block(
        paragraphs=(Paragraph(runs=runs),), size=SIZE, width=width, leading=2.0, language=language,
        direction="rtl" if rtl else "ltr", breaking="greedy",
    )  # fmt: skip


def line_of(text: Text, fonts: tuple[FontRef, ...]) -> Line:
    """A string on one line."""
    block = block_of(text.text, text.language, fonts, None, bool(start_level(text.text)))
    return typeset(block).lines[0]


def order_of(line: Line) -> str:
    """The first character of each grapheme, from left to right."""
    found: list[tuple[float, int, str]] = []
    for piece in line.pieces:
        edges = [*sorted(set(piece.clusters)), len(piece.text)]
        whole = set(accumulate(map(len, graphemes(piece.text)), initial=0))
        for start, after in pairwise(edges):
            if start not in whole:  # a second glyph of a conjunct
                continue
            x = min(x for x, cluster in zip(piece.xs, piece.clusters, strict=True) if cluster == start)
            signs = [cluster[0] for cluster in graphemes(piece.text[start:after])]
            leftward = any(kind(sign) in ("R", "AL") for sign in signs)
            found.extend((x, k, sign) for k, sign in enumerate(reversed(signs) if leftward else signs))
    return "".join(sign for _, _, sign in sorted(found) if sign not in _NO_INK)


# ── Comparing ───────────────────────────────────────────────────────────────────────────────────────


def _widths(pairs: list[tuple[Text, Seen]], fonts: tuple[FontRef, ...]) -> Suite:
    failures = []
    worst = 0.0
    explained = 0
    for text, seen in pairs:
        ours = line_of(text, fonts).width
        away = abs(ours - seen.width) / max(1.0, seen.width)
        if away > _WIDTH_WITHIN:
            why = _KEYCAP if _LIGATED.search(text.text) else ""
            if _PARTED.search(text.text) and abs(ours - seen.width) <= _KERN * SIZE:
                why = why or _UNKERNED
            explained += bool(why)
            sizes = f"{ours:.2f} px, the browser {seen.width:.2f} px ({100 * away:.2f} %)"
            failures.append(Failure(text.place, f"{why or 'unexplained'}: {sizes}: {text.text}"))
        else:
            worst = max(worst, away)
    what = f"the others differ by at most {100 * worst:.3f} %; {explained} explained"
    return _suite("text/browser-width", len(pairs), failures, explained, what)


def _orders(pairs: list[tuple[Text, Seen]], fonts: tuple[FontRef, ...]) -> Suite:
    failures = []
    for text, seen in pairs:
        ours = order_of(line_of(text, fonts))
        edges = sorted(
            (round((left + right) / 2, 2), cluster[0])
            for left, right, cluster in zip(seen.lefts, seen.rights, graphemes(text.text), strict=True)
            if right > left
        )
        theirs = "".join(sign for _, sign in edges if sign not in _NO_INK)
        if ours != theirs:
            failures.append(Failure(text.place, f"“{ours}”, the browser “{theirs}”"))
    return _suite("text/browser-order", len(pairs), failures, 0, "")


def _breaks(pairs: list[tuple[Text, Seen]], fonts: tuple[FontRef, ...]) -> Suite:
    total = 0
    failures = []
    explained = 0
    for text, seen in pairs:
        for measure, numbers in zip(MEASURES, seen.lines, strict=True):
            for start, end in _lines(text.text, numbers):
                total += 1
                ours = _our_end(text, start, measure, fonts)
                if ours == end:
                    continue
                why = _browser_rule(text.text, end, ours) or _near(text, start, (end, ours), measure, fonts)
                explained += bool(why)
                shown = f"unexplained: “{text.text[:end]}⁞{text.text[end:]}”, ours “{text.text[:ours]}⁞”"
                failures.append(Failure(f"{text.place} at {measure} px", why or shown))
    what = f"{total - len(failures)} agree, {explained} differ by a named rule"
    return _suite("text/browser-breaks", total, failures, explained, what)


def _lines(text: str, numbers: list[int]) -> list[tuple[int, int]]:
    """Start and end (without white space) of each line that the browser shows."""
    out: list[tuple[int, int]] = []
    at = start = 0
    current = numbers[0]
    for cluster, number in zip(graphemes(text), numbers, strict=True):
        # white space at the end of a line may have a box on neither line
        if number > current and cluster.strip():
            out.append((start, _bare(text, start, at)))
            start, current = at, number
        at += len(cluster)
    out.append((start, _bare(text, start, at)))
    return out


def _bare(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(SPACES))


def _our_end(text: Text, start: int, measure: float, fonts: tuple[FontRef, ...]) -> int:
    """Where the first greedy line from ``start`` ends; words too long for it stick out, as in the browser."""
    block = block_of(text.text[start:], text.language, fonts, measure, bool(start_level(text.text)))
    flow = prepare(block)
    filled = fill(flow, SIZE, Room(block), force="anywhere")
    if filled is None:
        return start
    number, _, last = filled.rows[0]
    stretch = flow.stretches[number]
    cells = stretch.cells[: stretch.cuts[last + 1]]
    return _bare(text.text, start, start + sum(len(cell.strip.text) for cell in cells))


def _browser_rule(text: str, end: int, ours: int) -> str:
    """The rule of Blink's own by which a line ends there, or not where UAX #14 lets it."""
    if text[:ours].endswith("/") and (text[ours - 2].isdigit() or text[ours : ours + 1].isascii()):
        return f"Blink ends no line at a slash after a figure or before ASCII (LB13 lets it): {text}"
    before, after = text[:end], text[end:]
    if before.endswith("-") and after[:1].isdigit():
        return f"Blink ends lines at a hyphen before digits, as in long addresses (LB25 doesn't): {text}"
    if before.endswith("-"):
        return f"Blink ends lines after every hyphen, also at a word's beginning and before signs (LB20a, LB21 don't): {text}"
    if after[:1] == " " and after.lstrip()[:1] in "!?:;/».,)]}":
        return f"Blink ends lines at every space, also before “{after.lstrip()[0]}” (LB13 doesn't): {text}"
    if after[:1] == " " and before[-1:] in "«“„":
        return f"Blink ends lines at every space, also after “{before[-1]}” (LB15a doesn't): {text}"
    if after[:1] == " " and before[-1:] in _DASHES and after.lstrip()[:1] in _DASHES:
        return f"Blink ends lines at every space, also between dashes (LB17 doesn't): {text}"
    return _KEYCAP if _LIGATED.search(text) else ""


def _near(text: Text, start: int, ends: tuple[int, int], measure: float, fonts: tuple[FontRef, ...]) -> str:
    """The longer of the two lines is as wide as the measure, within what widths may differ by."""
    longer = msgspec.structs.replace(text, text=text.text[start : max(ends)])
    width = line_of(longer, fonts).width
    close = abs(width - measure) <= _WIDTH_WITHIN * measure
    return f"just as wide as the measure ({width:.2f} px): {longer.text}" if close else ""


def _suite(name: str, total: int, failures: list[Failure], explained: int, what: str) -> Suite:
    return Suite(
        suite=name, files=total, passed=total - len(failures) + explained, target=1.0, what=what,
        failures=tuple(failures),
    )  # fmt: skip
