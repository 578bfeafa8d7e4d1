"""Reads an SVG once as a stream and refuses what could hang, crash or look outside, before a renderer sees it."""

from __future__ import annotations

import base64
import binascii
import re
import urllib.parse
import zlib
from typing import NoReturn
from xml.parsers import expat

from designer_app.errors import DesignError, fail
from designer_app.pictures.limits import limits
from designer_app.pictures.path_data import BIGGEST
from designer_app.pictures.svg_reach import Element, check_reach

SVG = "http://www.w3.org/2000/svg"
DEEPEST = 128
MOST_ELEMENTS = 200_000
_DEEPEST_DATA = 3  # SVG inside data: inside SVG …
# Attributes whose digits are names or words, not sizes.
_WORDS = frozenset(
    ["id", "class", "href", "name", "title", "lang", "role", "type", "version", "systemLanguage", "src",
     "font-family", "content", "unicode", "glyph-name", "media", "baseProfile", "requiredExtensions",
     "requiredFeatures", "color-profile", "label"]
)  # fmt: skip
_SUSPECT = re.compile(r"(?<![.\d])\d{8}|\d[eE][+]?\d|\.[eE]\+?\d")
_NUMBER = re.compile(r"(?<![#\w.])[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_PATH_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*['\"]([\w.:-]+)['\"]")


def read_text(data: bytes) -> str:
    """SVG or gzipped SVG bytes as text. Raises ``DesignError``: ``bad-svg``, ``picture-too-large``."""
    cap = limits().svg_bytes
    if data[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(wbits=31)
        try:
            data = unpacker.decompress(data, cap + 1)
        except zlib.error:
            raise fail("bad-svg", found="damaged gzip data", expected="an SVG file") from None
    if len(data) > cap:
        raise fail(
            "picture-too-large",
            found=f"an SVG of more than {cap // 1024**2} MB",
            expected=f"at most {cap // 1024**2} MB",
            remedy="simplify the drawing or export it as PNG",
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        declared = _DECLARED.match(data[:200].lstrip())
        encoding = declared.group(1).decode("ascii").lower() if declared else "utf-8"
        if encoding not in ("iso-8859-1", "windows-1252", "windows-1251", "us-ascii"):
            encoding = "utf-8"
    try:
        return data.decode(encoding).lstrip("\ufeff").lstrip()
    except UnicodeDecodeError:
        raise fail(
            "bad-svg", found="bytes that are no text", expected="UTF-8", remedy="save the drawing again"
        ) from None


def scan(text: str, *, nested: int = 0) -> None:
    """Refuse an SVG that is broken, refers outside, runs scripts or would exhaust a renderer.

    Raises ``DesignError``: ``bad-svg`` (no well-formed SVG) or ``unsafe-svg``, each with its line.
    """
    scanner = _Scanner(nested)
    parser = expat.ParserCreate("utf-8", " ")
    scanner.parser = parser
    parser.buffer_text = True
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.text
    parser.StartDoctypeDeclHandler = scanner.doctype
    parser.EntityDeclHandler = scanner.entity
    parser.ProcessingInstructionHandler = scanner.instruction
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as fault:
        raise fail(
            "bad-svg",
            place=f"line {fault.lineno}",
            found=expat.ErrorString(fault.code),
            expected="well-formed XML",
            remedy="save the drawing again",
        ) from None
    check_reach(scanner.elements, scanner.style_targets, DEEPEST)


class _Scanner:
    def __init__(self, nested: int) -> None:
        self.parser: expat.XMLParserType
        self.elements: list[Element] = []
        self.style_targets: list[str] = []
        self._open: list[int] = []
        self._nested = nested
        self._style: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if not self.elements and (name != "svg" or space not in (SVG, "")):
            self._refuse(f"<{name}> as the outermost element", "an SVG drawing", code="bad-svg")
        if len(self._open) >= DEEPEST:
            self._refuse(f"more than {DEEPEST} elements inside each other", f"at most {DEEPEST}")
        if len(self.elements) >= MOST_ELEMENTS:
            self._refuse(f"more than {MOST_ELEMENTS} elements", f"at most {MOST_ELEMENTS}")
        if name == "script":
            self._refuse("a <script>", "a drawing without scripts", "delete the script")
        element = Element(name, self._line, attributes.get("id", ""))
        if self._open:
            self.elements[self._open[-1]].children.append(len(self.elements))
        self._open.append(len(self.elements))
        self.elements.append(element)
        for key, value in attributes.items():
            self._attribute(element, key, value)
        if name == "style":
            self._style = []

    def end(self, tag: str) -> None:
        self._open.pop()
        if self._style is not None and tag.rpartition(" ")[2] == "style":
            css, self._style = "".join(self._style), None
            if "@import" in css.lower():
                self._refuse("an @import", "styles inside the file", "copy the styles into the file")
            self.style_targets += self._urls(css)
            self._numbers(_URL.sub("", css), _NUMBER)

    def text(self, data: str) -> None:
        if self._style is not None:
            self._style.append(data)

    def doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        harmless = (public or "").startswith("-//W3C//DTD SVG") or not (public or system)
        if has_subset or not harmless:
            self._refuse("a DOCTYPE", "a drawing without DOCTYPE and entities", "delete the DOCTYPE")

    def entity(self, *_: object) -> None:
        self._refuse("an entity declaration", "a drawing without entities", "save it as plain SVG")

    def instruction(self, target: str, _: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._refuse("an outside style sheet", "styles inside the file", "copy the styles into the file")

    @property
    def _line(self) -> int:
        return self.parser.CurrentLineNumber

    def _attribute(self, element: Element, key: str, value: str) -> None:
        space, _, name = key.rpartition(" ")
        if name in ("href", "src"):
            self._reference(element, value.strip())
            return
        if not space and name.lower().startswith("on"):
            self._refuse(f"the script attribute {name}", "a drawing without scripts", f"delete {name}")
        if space or name in _WORDS or name.startswith(("data-", "aria-")):
            return
        if "url" in value.lower():
            element.paints += self._urls(value)
            value = _URL.sub("", value)
        self._numbers(value, _PATH_NUMBER if name == "d" else _NUMBER)

    def _reference(self, element: Element, value: str) -> None:
        if value.startswith("#"):
            element.uses.append(value[1:])
        elif value[:5].lower() == "data:":
            self._data(value)
        elif value and (element.name != "a" or value.lower().startswith("javascript:")):
            self._refuse(
                f"a reference to '{value[:60]}'", "pictures inside the file (data:)", "embed the picture"
            )

    def _urls(self, text: str) -> list[str]:
        targets = []
        for target in _URL.findall(text):
            target = target.strip()
            if target.startswith("#"):
                targets.append(target[1:])
            elif target and target[:5].lower() != "data:":
                self._refuse(f"a reference to '{target[:60]}'", "references inside the file", "embed it")
        return targets

    def _data(self, value: str) -> None:
        """Scan an SVG embedded as ``data:``; pictures are left to the decoding child."""
        head, _, body = value.partition(",")
        try:
            if ";base64" in head.lower():
                payload = base64.b64decode("".join(urllib.parse.unquote(body).split()) + "===")
            else:
                payload = urllib.parse.unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            return  # no renderer can read it either
        if (
            payload[:2] != b"\x1f\x8b"
            and b"<" not in payload[:1024].lstrip()[:64]
            and "svg" not in head.lower()
        ):
            return
        if self._nested >= _DEEPEST_DATA:
            self._refuse("drawings embedded in each other", f"at most {_DEEPEST_DATA} deep")
        try:
            scan(read_text(payload), nested=self._nested + 1)
        except DesignError as error:
            self._refuse(f"an embedded drawing with {error.findings[0].found}", error.findings[0].expected)

    def _numbers(self, text: str, pattern: re.Pattern[str]) -> None:
        if not _SUSPECT.search(text):
            return
        for match in pattern.finditer(text):
            if not abs(float(match.group())) <= BIGGEST:
                self._refuse(
                    f"the number {match.group()[:24]}", "numbers up to 10,000,000", "redraw the shape"
                )

    def _refuse(self, found: str, expected: str, remedy: str = "", *, code: str = "unsafe-svg") -> NoReturn:
        raise fail(
            code,
            place=f"line {self._line}",
            found=found,
            expected=expected,
            remedy=remedy or "simplify the drawing or export it as PNG",
        )
