"""The export list's worker: makes lines beside the window so that sizes are real, keeps the bytes, writes them when told."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QThread, Signal

from designer_app.design.template import LoadedTemplate, Override
from designer_app.errors import DesignError, Finding
from designer_app.export.records import Encoded
from designer_app.files import inside, write_bytes
from designer_app.studio.exports import Key, Line, Maker

_KEPT = 256_000_000  # bytes of finished files held; what goes beyond is made again when it is written


@dataclass(frozen=True)
class Priced:
    """A line as made: its files, or what prevented one."""

    line: Line
    files: tuple[Encoded, ...] = ()
    faults: tuple[Finding, ...] = ()

    @property
    def size(self) -> int:
        return sum(len(file.data) for file in self.files)


@dataclass(frozen=True)
class Order:
    """A line to be written, under these names (with suffix), one for each file."""

    number: int
    line: Line
    names: tuple[str, ...]


@dataclass
class Outcome:
    """What an export did."""

    folder: Path
    made: list[str] = field(default_factory=list)
    size: int = 0
    faults: list[Finding] = field(default_factory=list)
    seconds: float = 0.0
    stopped: bool = False


class ExportWorker(QThread):
    """``wish`` asks for a line's files, ``write`` for all of an export's; ``priced``, ``step`` and ``done`` tell of them."""

    priced = Signal(int, object)  # the line's number, a Priced
    step = Signal(int, str)  # files done, the one in work
    done = Signal(object)  # an Outcome

    def __init__(self, template: LoadedTemplate, rows: tuple[Override, ...]) -> None:
        super().__init__()
        self._maker = Maker(template, rows)
        self._wake = threading.Condition()
        self._wishes: OrderedDict[int, Line] = OrderedDict()
        self._export: tuple[Path, list[Order]] | None = None
        self._ending = self._stop = False
        self._made: OrderedDict[Key, Priced] = OrderedDict()

    # From the window

    def wish(self, number: int, line: Line, *, first: bool = False) -> None:
        with self._wake:
            self._wishes[number] = line
            if first:
                self._wishes.move_to_end(number, last=False)
            self._wake.notify()

    def forget(self, number: int) -> None:
        with self._wake:
            self._wishes.pop(number, None)

    def write(self, folder: Path, orders: list[Order]) -> None:
        with self._wake:
            self._export, self._stop = (folder, orders), False
            self._wake.notify()

    def stop(self) -> None:
        """End the export after the file in work; what is written stays."""
        self._stop = True

    def end(self) -> None:
        with self._wake:
            self._ending = self._stop = True
            self._wake.notify()
        self.wait()

    # Beside it

    def run(self) -> None:
        while True:
            with self._wake:
                while not self._wishes and self._export is None and not self._ending:
                    self._wake.wait()
                if self._ending:
                    return
                export, self._export = self._export, None
                wish = None if export is not None else self._wishes.popitem(last=False)
            if export is not None:
                self.done.emit(self._written(*export))
            elif wish is not None:
                self.priced.emit(wish[0], self._price(wish[1]))

    def _price(self, line: Line) -> Priced:
        if line.key in self._made:
            self._made.move_to_end(line.key)
            return self._made[line.key]
        files: list[Encoded] = []
        try:
            for number in range(1, line.files + 1):
                if self._ending:
                    break
                files.append(self._maker.make(line, number))
            made = Priced(line, tuple(files))
        except DesignError as fault:
            made = Priced(line, (), tuple(fault.findings))
        except Exception as fault:  # a fault of ours must not end the window: it is shown and written down
            from designer_app.studio.crashes import note

            made = Priced(line, (), (note(fault),))
        self._made[line.key] = made
        while len(self._made) > 1 and sum(p.size for p in self._made.values()) > _KEPT:
            self._made.popitem(last=False)
        return made

    def _written(self, folder: Path, orders: list[Order]) -> Outcome:
        outcome, began = Outcome(folder), time.monotonic()
        for order in orders:
            if self._stop:
                outcome.stopped = True
                break
            self.step.emit(len(outcome.made), order.names[0])
            priced = self._price(order.line)
            self.priced.emit(order.number, priced)
            outcome.faults += priced.faults
            for name, encoded in zip(order.names, priced.files, strict=False):
                try:
                    inside(folder, name, file=str(folder), place=name)
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    write_bytes(folder / name, encoded.data)
                except DesignError as fault:
                    outcome.faults += fault.findings
                except OSError as fault:
                    why = fault.strerror or str(fault)
                    outcome.faults.append(Finding(code="cannot-write", file=str(folder / name), found=why))
                else:
                    outcome.made.append(name)
                    outcome.size += len(encoded.data)
                    self.step.emit(len(outcome.made), name)
        outcome.seconds = time.monotonic() - began
        return outcome
