"""Simple HTML of rich cells: b strong i em u s mark br p ul ol li span. All other tags are shown as text."""

from __future__ import annotations

import html
import re

from designer_app.design.markup_writer import Writer

_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)(/?)>")
_ATTRIBUTE = re.compile(r"""\s*([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>]+))""")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_PLAIN = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "u": "u",
    "s": "s",
    "strike": "s",
    "del": "s",
    "ins": "u",
    "mark": "mark",
}
_BLOCKS = frozenset({"p", "ul", "ol", "li"})
_COLOURS = {
    "black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080", "white": "#ffffff",
    "maroon": "#800000", "red": "#ff0000", "purple": "#800080", "fuchsia": "#ff00ff", "green": "#008000",
    "lime": "#00ff00", "olive": "#808000", "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff",
    "teal": "#008080", "aqua": "#00ffff", "orange": "#ffa500",
}  # fmt: skip
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_ROLE = re.compile(r"[a-z][a-z0-9.-]{0,60}(?:/\d{1,3})?")
_DEEPEST = 6  # levels of lists
_KNOWN = "one of b strong i em u s mark br p ul ol li span"


def read_html(text: str) -> str:
    """The text of a cell as in ``markup.read_markup``; white space counts as in HTML."""
    reader = _Reader(text)
    reader.run()
    return reader.out.finished()


class _Reader:
    def __init__(self, source: str) -> None:
        self.out = Writer(source)
        self.tags: list[tuple[str, int]] = []  # tag and how many marks it opened
        self.lists: list[list[int | str]] = []  # kind, items so far
        self.fresh = True  # nothing on this line yet
        self.space = False
        self.any = False

    def run(self) -> None:
        source, at = self.out.source, 0
        for token in _TOKEN.finditer(source):
            self._text(source[at : token.start()])
            at = token.end()
            self._tag(token)
        self._text(source[at:])
        while self.tags:
            self._pop()
        last = next((i for i in range(len(self.out.parts) - 1, -1, -1) if self.out.parts[i]), None)
        if last is not None and self.out.parts[last] in ("\n", "\u2028"):
            self.out.parts[last] = ""

    # ── Text ────────────────────────────────────────────────────────────────────────────────────

    def _text(self, raw: str) -> None:
        if not raw:
            return
        text = _SPACE.sub(" ", raw)
        if text.startswith(" "):
            self.space, text = True, text[1:]
        ends = text.endswith(" ")
        text = text.removesuffix(" ")
        if text:
            self._put(html.unescape(text))
        self.space = self.space or ends

    def _put(self, text: str) -> None:
        text = "".join(char for char in text if char >= " " and not "\x7f" <= char <= "\x9f"
                       and not "\ufdd0" <= char <= "\ufdef" and not "\ud800" <= char <= "\udfff")  # fmt: skip
        self.out.text(" " + text if self.space and not self.fresh else text)
        self.fresh = self.space = False
        self.any = True

    def _break(self, sign: str) -> None:
        if self.any and not (sign == "\n" and self.fresh):
            self.out.text(sign)
        self.fresh, self.space = True, False

    # ── Tags ────────────────────────────────────────────────────────────────────────────────────

    def _tag(self, token: re.Match[str]) -> None:
        closing, name, rest = token[1] == "/", token[2].lower(), token[3].strip().removesuffix("/").strip()
        if name == "br":
            self._break("\u2028")
        elif name not in _PLAIN and name not in _BLOCKS and name != "span":
            self._wrong(token, _KNOWN)
        elif closing:
            self._close(token, name)
        elif name in _BLOCKS:
            self._open_block(token, name)
        elif name == "span":
            self._open(token, "span", self._names(token, rest))
        else:
            self._open(token, name, [_PLAIN[name]])

    def _wrong(self, token: re.Match[str], expected: str) -> None:
        self.out.fault(token.start(), token[0][:40], expected, "write &lt; for <")
        self._text(token[0])

    def _open(self, token: re.Match[str], name: str, marks: list[str]) -> None:
        if self.space and not self.fresh:
            self.out.text(" ")
            self.space = False
        marks = marks or [""]  # a span that says nothing
        for number, mark in enumerate(marks):
            self.out.begin("" if number else token[0], mark, token.start())
        self.tags.append((name, len(marks)))

    def _open_block(self, token: re.Match[str], name: str) -> None:
        if name in ("p", "li"):
            self._end_block(name)
        self._break("\n")
        mark = ""
        if name in ("ul", "ol"):
            self.lists.append([name[0], 0])
        elif name == "li":
            if not self.lists:
                self._wrong(token, "it inside ul or ol")
                return
            self.lists[-1][1] = int(self.lists[-1][1]) + 1
            kind, number = self.lists[-1]
            mark = f"item:{kind}:{min(len(self.lists), _DEEPEST)}:{number}"
        self.out.begin("", mark, token.start())
        self.tags.append((name, 1))

    def _end_block(self, name: str) -> None:
        """A new p or li ends the one before it, as in HTML."""
        for number in range(len(self.tags) - 1, -1, -1):
            tag = self.tags[number][0]
            if tag == name:
                while len(self.tags) > number:
                    self._pop()
                return
            if tag in ("ul", "ol", "li"):
                return

    def _close(self, token: re.Match[str], name: str) -> None:
        depth = next((i for i in range(len(self.tags) - 1, -1, -1) if self.tags[i][0] == name), None)
        inline = name not in _BLOCKS
        if depth is None or (inline and any(tag in _BLOCKS for tag, _ in self.tags[depth:])):
            self._wrong(token, f"<{name}> before it")
            return
        while len(self.tags) > depth + 1:
            self._pop()
        self._pop(closed=True)
        if not inline:
            self._break("\n")

    def _pop(self, closed: bool = False) -> None:
        """End the innermost tag; an inline one that was never closed is text."""
        name, marks = self.tags.pop()
        if name in ("ul", "ol"):
            self.lists.pop()
        for _ in range(marks):
            if closed or not self.out.open[-1][0]:
                self.out.end()
            else:
                self.out.abandon(f"</{name}>", "close it, or write &lt; for <")

    # ── Attributes ──────────────────────────────────────────────────────────────────────────────

    def _names(self, token: re.Match[str], rest: str) -> list[str]:
        """The marks of a span: ``class`` is a style or role, ``style`` a few plain declarations."""
        marks: list[str] = []
        at = 0
        while at < len(rest):
            found = _ATTRIBUTE.match(rest, at)
            if found is None:
                self._odd(token, rest[at:])
                break
            at = found.end()
            key = found[1].lower()
            value = html.unescape(next((v for v in found.groups()[1:] if v is not None), ""))
            if key == "class" and re.fullmatch(r"[^\W\d][\w.-]{0,60}", value):
                marks.append(f"style:{value}")
            elif key == "style":
                marks += self._declared(token, value)
            else:
                self._odd(token, found[0])
        return marks

    def _declared(self, token: re.Match[str], value: str) -> list[str]:
        marks: list[str] = []
        for declaration in value.split(";"):
            name, _, said = (part.strip().lower() for part in declaration.partition(":"))
            mark = _declaration(name, said)
            if mark:
                marks.append(mark)
            elif declaration.strip():
                self._odd(token, declaration)
        return marks

    def _odd(self, token: re.Match[str], found: str) -> None:
        self.out.fault(
            token.start(), found.strip()[:40], 'class="STYLE" or style="color: …; font-weight: bold; …"',
            "it has no effect: take it out",
        )  # fmt: skip


def _declaration(name: str, said: str) -> str:
    if name == "color":
        said = _COLOURS.get(said, said)
        return f"colour:{said}" if _HEX.fullmatch(said) or _ROLE.fullmatch(said) else ""
    if name in ("background", "background-color"):
        said = _COLOURS.get(said, said)
        return f"mark:{said}" if _HEX.fullmatch(said) or _ROLE.fullmatch(said) else ""
    if name == "font-weight" and (said in ("bold", "bolder") or (said.isdigit() and "600" <= said <= "900")):
        return "b"
    if name == "font-style" and said in ("italic", "oblique"):
        return "i"
    if name in ("text-decoration", "text-decoration-line"):
        return {"underline": "u", "line-through": "s"}.get(said, "")
    return ""
