"""Embedding levels: the Unicode Bidirectional Algorithm (UAX #9), rules P2 to L1, on one paragraph.

Works on bidirectional classes, so that Unicode's tests, which give classes alone, can drive it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from designer_app.text.brackets import CLOSING, OPENING

MAX_DEPTH = 125  # BD2
_MOST_OPEN = 63  # BD16

_EMBEDDINGS = {"RLE": (1, ""), "LRE": (0, ""), "RLO": (1, "R"), "LRO": (0, "L")}
_INITIATORS = frozenset({"LRI", "RLI", "FSI"})
ISOLATES = frozenset({*_INITIATORS, "PDI"})
REMOVED = frozenset({*_EMBEDDINGS, "PDF", "BN"})  # rule X9
_NEUTRAL = frozenset({"B", "S", "WS", "ON", *ISOLATES})  # NI of rules N1 and N2
_SPACES = frozenset({"WS", *ISOLATES, *REMOVED})  # what L1 looks through


def paragraph_level(kinds: Sequence[str], start: int = 0, *, within: bool = False) -> int | None:
    """Rules P2 and P3: the level of the first strong character outside isolates; None without one.

    ``within`` looks only as far as the isolate that begins before ``start`` (rule X5c).
    """
    depth = 0
    for kind in kinds[start:]:
        if kind in _INITIATORS:
            depth += 1
        elif kind == "PDI":
            if depth:
                depth -= 1
            elif within:
                return None
        elif depth == 0 and kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
    return None


def resolve(kinds: Sequence[str], text: str, base: int) -> list[int]:
    """A level for each character of a paragraph whose own level is ``base``.

    ``text`` gives the brackets of rule N0 ("" = no brackets). Characters that X9 removes take the level
    of the one before them, as UAX #9 section 5.2 suggests for those who keep them.
    """
    levels, types = _explicit(kinds, base)
    originals = list(types)
    for run in _sequences(kinds, levels, base):
        _weak(run, types)
        if text:
            _brackets(run, types, originals, text)
        _neutral(run, types)
        _implicit(run, types, levels)
    _reset(kinds, levels, base)
    last = base
    for i, kind in enumerate(kinds):
        if kind in REMOVED:
            levels[i] = last
        last = levels[i]
    return levels


class _Entry(NamedTuple):
    """An entry of the directional status stack (rule X1)."""

    level: int
    override: str
    isolate: bool


def _explicit(kinds: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """Rules X1 to X8: explicit levels, and the classes with overrides applied."""
    types = list(kinds)
    levels = [base] * len(types)
    stack = [_Entry(base, "", False)]
    lost_isolates = lost_embeddings = open_isolates = 0
    for i, kind in enumerate(kinds):
        top = stack[-1]
        if kind in _EMBEDDINGS:  # X2 to X5
            parity, override = _EMBEDDINGS[kind]
            levels[i] = top.level
            level = _next_level(top.level, parity)
            if level <= MAX_DEPTH and not lost_isolates and not lost_embeddings:
                stack.append(_Entry(level, override, False))
            elif not lost_isolates:
                lost_embeddings += 1
        elif kind in _INITIATORS:  # X5a to X5c
            levels[i] = top.level
            types[i] = top.override or kind
            rightward = kind == "RLI" or (kind == "FSI" and paragraph_level(kinds, i + 1, within=True) == 1)
            level = _next_level(top.level, int(rightward))
            if level <= MAX_DEPTH and not lost_isolates and not lost_embeddings:
                open_isolates += 1
                stack.append(_Entry(level, "", True))
            else:
                lost_isolates += 1
        elif kind == "PDI":  # X6a
            if lost_isolates:
                lost_isolates -= 1
            elif open_isolates:
                lost_embeddings = 0
                while not stack[-1].isolate:
                    stack.pop()
                stack.pop()
                open_isolates -= 1
            levels[i] = stack[-1].level
            types[i] = stack[-1].override or kind
        elif kind == "PDF":  # X7
            levels[i] = top.level
            if lost_isolates:
                continue
            if lost_embeddings:
                lost_embeddings -= 1
            elif not top.isolate and len(stack) > 1:
                stack.pop()
        elif kind == "B":  # X8
            levels[i] = base
        else:  # X6
            levels[i] = top.level
            if kind != "BN" and top.override:
                types[i] = top.override
    return levels, types


def _next_level(level: int, parity: int) -> int:
    """The least higher level that is odd (``parity`` 1) or even (0)."""
    return level + 1 + ((level + 1 + parity) & 1)


class _Run(NamedTuple):
    """An isolating run sequence (BD13): its characters, level, and the classes on either side."""

    places: list[int]
    level: int
    sos: str
    eos: str


def _sequences(kinds: Sequence[str], levels: list[int], base: int) -> list[_Run]:
    """Rule X10: level runs, those before an isolate and after its end joined."""
    kept = [i for i, kind in enumerate(kinds) if kind not in REMOVED]
    matches = _matching(kinds)
    runs: list[list[int]] = []
    for number, i in enumerate(kept):
        if number and levels[kept[number - 1]] == levels[i]:
            runs[-1].append(i)
        else:
            runs.append([i])
    chains: list[list[int]] = []
    waiting: dict[int, list[int]] = {}  # PDI → the sequence that goes on with it
    for run in runs:
        chain = waiting.pop(run[0], None) if kinds[run[0]] == "PDI" else None
        if chain is None:
            chain = []
            chains.append(chain)
        chain += run
        if kinds[run[-1]] in _INITIATORS and (end := matches.get(run[-1])) is not None:
            waiting[end] = chain
    position = {i: number for number, i in enumerate(kept)}
    out = []
    for chain in chains:
        level = levels[chain[0]]
        first, last = position[chain[0]], position[chain[-1]]
        before = levels[kept[first - 1]] if first else base
        open_ended = kinds[chain[-1]] in _INITIATORS and chain[-1] not in matches
        after = base if open_ended or last + 1 == len(kept) else levels[kept[last + 1]]
        out.append(_Run(chain, level, _side(max(level, before)), _side(max(level, after))))
    return out


def _matching(kinds: Sequence[str]) -> dict[int, int]:
    """BD9: isolate initiator → its PDI."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for i, kind in enumerate(kinds):
        if kind in _INITIATORS:
            opened.append(i)
        elif kind == "PDI" and opened:
            found[opened.pop()] = i
    return found


def _side(level: int) -> str:
    return "R" if level & 1 else "L"


def _weak(run: _Run, types: list[str]) -> None:
    """Rules W1 to W7."""
    places = run.places
    before = run.sos
    for i in places:  # W1
        if types[i] == "NSM":
            types[i] = "ON" if before in ISOLATES else before
        before = types[i]
    strong = run.sos
    for i in places:  # W2, W3
        kind = types[i]
        if kind in ("L", "R"):
            strong = kind
        elif kind == "AL":
            strong, types[i] = kind, "R"
        elif kind == "EN" and strong == "AL":
            types[i] = "AN"
    for a, b, c in zip(places, places[1:], places[2:], strict=False):  # W4
        kind = types[b]
        if kind in ("ES", "CS") and types[a] == types[c] and (
            types[a] == "EN" or (kind == "CS" and types[a] == "AN")
        ):  # fmt: skip
            types[b] = types[a]
    _terminators(places, types)
    strong = run.sos
    for i in places:  # W6, W7
        kind = types[i]
        if kind in ("ES", "ET", "CS"):
            types[i] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[i] = "L"


def _terminators(places: list[int], types: list[str]) -> None:
    """Rule W5: signs beside a European number belong to it."""
    at = 0
    while at < len(places):
        if types[places[at]] != "ET":
            at += 1
            continue
        end = at
        while end < len(places) and types[places[end]] == "ET":
            end += 1
        beside = [types[places[k]] for k in (at - 1, end) if 0 <= k < len(places)]
        if "EN" in beside:
            for i in places[at:end]:
                types[i] = "EN"
        at = end


def _brackets(run: _Run, types: list[str], originals: list[str], text: str) -> None:
    """Rule N0: a pair of brackets takes the direction of what it holds or follows."""
    own = _side(run.level)
    places = run.places
    for opening, closing in _pairs(places, types, text):
        inside = {_strong(types[i]) for i in places[opening + 1 : closing]}
        if own in inside:
            side = own  # N0b
        elif inside & {"L", "R"}:  # N0c
            before = next((s for i in reversed(places[:opening]) if (s := _strong(types[i]))), run.sos)
            side = before if before != own else own
        else:
            continue  # N0d
        for at in (opening, closing):
            types[places[at]] = side
            for i in places[at + 1 :]:  # marks on a bracket go with it
                if originals[i] != "NSM":
                    break
                types[i] = side


def _pairs(places: list[int], types: list[str], text: str) -> list[tuple[int, int]]:
    """BD16: bracket pairs as indices into ``places``, in order of their opening brackets."""
    opened: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, i in enumerate(places):
        if types[i] != "ON":
            continue
        char = text[i]
        if char in OPENING:
            if len(opened) == _MOST_OPEN:
                break
            opened.append((OPENING[char], at))
        elif char in CLOSING:
            for k in range(len(opened) - 1, -1, -1):
                if opened[k][0] == CLOSING[char]:
                    found.append((opened[k][1], at))
                    del opened[k:]
                    break
    return sorted(found)


def _strong(kind: str) -> str:
    """L, R or "": numbers count as right-to-left (rules N0 to N2)."""
    return "L" if kind == "L" else "R" if kind in ("R", "EN", "AN") else ""


def _neutral(run: _Run, types: list[str]) -> None:
    """Rules N1 and N2."""
    places = run.places
    at = 0
    while at < len(places):
        if types[places[at]] not in _NEUTRAL:
            at += 1
            continue
        end = at
        while end < len(places) and types[places[end]] in _NEUTRAL:
            end += 1
        before = _strong(types[places[at - 1]]) if at else run.sos
        after = _strong(types[places[end]]) if end < len(places) else run.eos
        side = before if before == after else _side(run.level)
        for i in places[at:end]:
            types[i] = side
        at = end


def _implicit(run: _Run, types: list[str], levels: list[int]) -> None:
    """Rules I1 and I2."""
    odd = run.level & 1
    for i in run.places:
        kind = types[i]
        if odd:
            levels[i] += kind != "R"
        elif kind != "L":
            levels[i] += 1 if kind == "R" else 2


def _reset(kinds: Sequence[str], levels: list[int], base: int) -> None:
    """Rule L1, parts 1 to 4, with the paragraph taken as one line."""
    trailing = True
    for i in range(len(kinds) - 1, -1, -1):
        kind = kinds[i]
        if kind in ("B", "S"):
            trailing = True
        elif kind not in _SPACES:
            trailing = False
        if trailing:
            levels[i] = base
