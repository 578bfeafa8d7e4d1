"""SVG text → a small tree in which styles are settled: every property lies in one mapping per element."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_FOREIGN = ("http://www.w3.org/XML/1998/namespace space", "http://www.inkscape.org/namespaces/inkscape label")
_FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)  # our fonts are the kit's
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][A-Za-z_][\w-]*)*)")
_PART = re.compile(r"([.#])([\w-]+)")


TEXTUAL = ("text", "tspan", "a", "textPath", "title")


class NotPlainError(Exception):
    """The drawing uses what Path nodes cannot say; it has to be rasterised."""


@dataclass(slots=True, eq=False)
class Item:
    """An element. ``props`` holds presentation attributes, style rules and ``style`` in one; ``parent`` is
    None for the outermost element."""

    tag: str
    attributes: dict[str, str]
    parent: Item | None
    children: list[Item] = field(default_factory=list)
    props: dict[str, str] = field(default_factory=dict)
    texts: list[tuple[int, str]] = field(default_factory=list)  # before which child, words (of text elements)


@dataclass(frozen=True, slots=True)
class Rule:
    tag: str
    ids: tuple[str, ...]
    classes: tuple[str, ...]
    declarations: dict[str, str]

    def matches(self, item: Item) -> bool:
        if self.tag not in ("", "*", item.tag):
            return False
        own = item.attributes.get("class", "").split()
        return all(c in own for c in self.classes) and all(i == item.attributes.get("id") for i in self.ids)

    @property
    def weight(self) -> tuple[int, int, int]:
        """CSS specificity (Selectors 4, 17)."""
        return (len(self.ids), len(self.classes), int(self.tag not in ("", "*")))


def read_tree(text: str) -> tuple[Item, dict[str, Item]]:
    """The outermost element and all elements by id. The text has passed the scan.

    Raises ``NotPlainError`` for style sheets beyond simple selectors.
    """
    builder = _Builder()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    rules = sorted(_rules("".join(builder.css)), key=lambda rule: rule.weight)
    for item in builder.items:
        item.props = _settle(item, rules)
    return builder.items[0], builder.by_id


def declarations(css: str) -> dict[str, str]:
    """``a: b; c: d`` as a mapping."""
    found: dict[str, str] = {}
    for part in css.split(";"):
        name, colon, value = part.partition(":")
        if not colon:
            continue
        if "!" in value:
            raise NotPlainError("!important")
        found[name.strip()] = value.strip()
    return found


class _Builder:
    def __init__(self) -> None:
        self.items: list[Item] = []
        self.by_id: dict[str, Item] = {}
        self.css: list[str] = []
        self._open: list[Item] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        own = {}
        for key, value in attributes.items():
            foreign, _, local = key.rpartition(" ")
            known = local == "href" and "href" not in attributes
            if not foreign or known or key in _FOREIGN:
                own[local] = value
        if space not in (_SVG, ""):
            name = f"{space} {name}"
        parent = self._open[-1] if self._open else None
        item = Item(name, own, parent)
        if parent:
            parent.children.append(item)
        self.items.append(item)
        self._open.append(item)
        if "id" in own:
            self.by_id.setdefault(own["id"], item)
        if name == "style" and own.get("type", "text/css") not in ("", "text/css"):
            raise NotPlainError("a style sheet of another type")

    def end(self, _: str) -> None:
        self._open.pop()

    def text(self, data: str) -> None:
        if self._open and self._open[-1].tag == "style":
            self.css.append(data)
        elif self._open and self._open[-1].tag in TEXTUAL:
            item = self._open[-1]
            item.texts.append((len(item.children), data))


def _rules(css: str) -> list[Rule]:
    css = _FONT_FACE.sub(" ", _COMMENT.sub(" ", css))
    if "@" in css:
        raise NotPlainError("an at-rule")
    if _RULE.sub("", css).strip():
        raise NotPlainError("a style sheet that cannot be read")
    rules = []
    for selectors, body in _RULE.findall(css):
        values = declarations(body)
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match is None or not match.group():
                raise NotPlainError("a selector beyond tag, class and id")
            parts = _PART.findall(match.group(2))
            ids = tuple(name for kind, name in parts if kind == "#")
            classes = tuple(name for kind, name in parts if kind == ".")
            rules.append(Rule(match.group(1) or "", ids, classes, values))
    return rules


def _settle(item: Item, rules: list[Rule]) -> dict[str, str]:
    props = {name: value.strip() for name, value in item.attributes.items()}
    for rule in rules:
        if rule.matches(item):
            props.update(rule.declarations)
    if "style" in item.attributes:
        props.update(declarations(_COMMENT.sub(" ", item.attributes["style"])))
    return props
