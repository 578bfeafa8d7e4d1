"""What a reader of markup writes into: plain text and the marks on it."""

from __future__ import annotations

from designer_app.text.rich import Fault, Mark, RichText

MOST_MARKS = 500  # of a cell


class Writer:
    """Collects plain text and marks. Marks that were opened stay undecided until they are closed; one that
    never is gives its sign back to the text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.marks: list[tuple[int, int, str]] = []  # parts from .. to, name
        self.open: list[tuple[str, str, int, int]] = []  # sign, name, part, place in the source
        self.faults: list[Fault] = []

    def text(self, text: str) -> None:
        self.parts.append(text)

    def begin(self, sign: str, name: str, at: int) -> None:
        self.open.append((sign, name, len(self.parts), at))
        self.parts.append("")

    def end(self) -> None:
        """Close the innermost mark."""
        _, name, part, _ = self.open.pop()
        if len(self.marks) < MOST_MARKS:
            self.marks.append((part, len(self.parts), name))

    def abandon(self, expected: str, remedy: str = "") -> None:
        """The innermost mark is no mark: its sign is text."""
        sign, _, part, at = self.open.pop()
        self.parts[part] = sign
        self.fault(at, sign, expected, remedy)

    def fault(self, at: int, found: str, expected: str, remedy: str = "") -> None:
        self.faults.append(Fault(at + 1, f"'{found}'", expected, remedy))

    def mark(self, text: str, name: str) -> None:
        if len(self.marks) < MOST_MARKS:
            self.begin("", name, 0)
            self.text(text)
            self.end()

    def finished(self) -> str:
        places = [0]
        for part in self.parts:
            places.append(places[-1] + len(part))
        text = "".join(self.parts)
        marks = [
            Mark(places[a], places[b], name) for a, b, name in self.marks if name and places[a] < places[b]
        ]
        order = sorted(range(len(marks)), key=lambda i: (marks[i].start, -marks[i].end, -i))
        faults = sorted(self.faults, key=lambda fault: fault.at)
        return RichText(text, [marks[i] for i in order], faults) if marks or faults else text
