"""Where words, graphemes and paragraphs of a plain text begin and end. Indices count characters."""

from __future__ import annotations

from functools import lru_cache

from designer_app.editor.typing_words import CHIP
from designer_app.text.breaking import graphemes


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[tuple[int, int], ...]:
    """Words by UAX #29, as ICU finds them (also in Thai and Chinese); chips and runs of punctuation are words, too."""
    from icu4py.breakers import WordBreaker

    units = [0]
    for char in text:
        units.append(units[-1] + (2 if char > "\uffff" else 1))
    place = {unit: number for number, unit in enumerate(units)}
    found: list[tuple[int, int]] = []
    for a, b in WordBreaker(text, "en").segments():
        start, end = place.get(a, 0), place.get(b, len(text))
        part = text[start:end]
        if part.isspace():
            continue
        letters = any(char.isalnum() or char == CHIP for char in part)
        last = found[-1] if found else None
        if last is not None and last[1] == start and not letters and not _lettered(text[last[0] : last[1]]):
            found[-1] = (last[0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _lettered(part: str) -> bool:
    return any(char.isalnum() or char == CHIP for char in part)


def word_at(text: str, index: int) -> tuple[int, int]:
    """The word at a character, or the white space there."""
    for start, end in _words(text):
        if start <= index < end:
            return start, end
    start = end = min(index, max(0, len(text) - 1))
    while start > 0 and text[start - 1].isspace() and text[start - 1] != "\n":
        start -= 1
    while end < len(text) and text[end].isspace() and text[end] != "\n":
        end += 1
    return start, end


def next_word(text: str, index: int) -> int:
    """Where the next word begins, or the text ends; no further than one line break."""
    stop = next((start for start, _ in _words(text) if start > index), len(text))
    line = text.find("\n", index)
    return stop if line < 0 or stop <= line else line if line > index else index + 1


def word_before(text: str, index: int) -> int:
    """Where the word before, or the one inside which the index is, begins; no further than one line break."""
    stop = max((start for start, _ in _words(text) if start < index), default=0)
    line = text.rfind("\n", 0, index)
    return stop if line < 0 or stop > line else line + 1 if line + 1 < index else line


def grapheme_after(text: str, index: int) -> int:
    return index + len(graphemes(text[index:])[0]) if index < len(text) else index


def grapheme_before(text: str, index: int) -> int:
    """One grapheme back: for caret moves and Delete."""
    return index - len(graphemes(text[:index])[-1]) if index else 0


def letter_before(text: str, index: int) -> int:
    """What Backspace takes: one character, so that a mark goes before its letter; but an emoji, a flag or a line break
    whole."""
    start = grapheme_before(text, index)
    part = text[start:index]
    whole = len(part) > 1 and (
        "\u200d" in part or "\ufe0f" in part or ord(part[0]) >= 0x1F000 or part == "\r\n"
    )
    return start if whole or len(part) <= 1 else index - 1


def paragraph_at(text: str, index: int) -> tuple[int, int]:
    """The characters between the line breaks around an index."""
    end = text.find("\n", index)
    return text.rfind("\n", 0, index) + 1, len(text) if end < 0 else end
