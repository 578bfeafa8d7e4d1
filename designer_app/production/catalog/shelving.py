"""A catalog's files in their folder: known by the ledger, proved by the receipt, never over what a person has touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from designer_app.errors import Finding
from designer_app.production.holding import held
from designer_app.production.keeping import Content, Keeper, put
from designer_app.production.ledger import Ledger, is_ours
from designer_app.production.receipt import is_current, write_receipt
from designer_app.production.records import Entry


class Shelf:
    """Where a run puts its files. ``findings`` tell of files that lie beside touched ones, and of stale ones deleted."""

    def __init__(self, out: Path, about: Entry) -> None:
        self.out, self.about = out, about
        self.files: list[str] = []
        self.findings: list[Finding] = []
        self._ledger = Ledger(out)
        self._keeper = Keeper()

    def put(
        self, name: str, data: bytes, *, key: str = "", size: str = "", width: int = 0, height: int = 0
    ) -> str:
        """Write a file; its path below the folder, which is another than ``name`` where a person has touched that one.

        Raises ``DesignError`` when the disk takes no more.
        """
        entry = Entry(
            name=name, path="", key=key, size=size, kit=self.about.kit, lang=self.about.lang, template=self.about.template,
            template_version=self.about.template_version, kit_version=self.about.kit_version, as_of=self.about.as_of,
            sha256="", bytes=0, mtime=0, width=width, height=height, format=name.rpartition(".")[2], encoder="",
        )  # fmt: skip
        known = self._ledger.known(name, [name])
        made, _ = put(
            self._keeper, str(self.out), self._ledger.part(), known, name, Content.of(data), entry, False
        )
        if made.beside:
            self.findings.append(
                Finding(
                    code="touched-file", severity="warning", file=made.beside,
                    found="a file that was changed by hand, or isn't this folder's", expected="the file that was made",
                    remedy=f"the new one is {made.path}; move the other away",
                )
            )  # fmt: skip
        self.files.append(made.path)
        return made.path

    def clear(self, folders: Iterable[str]) -> None:
        """Delete files of earlier runs in these folders that this one hasn't made: a numbered set must have no strangers."""
        self._ledger.read_news()
        for folder in folders:
            for path in self._ledger.paths():
                stale = path.startswith(folder + "/") and path not in self.files
                if stale and is_ours(self.out, path, self._ledger.of_path(path)):
                    (self.out / path).unlink(missing_ok=True)

    def _close(self) -> None:
        self._keeper.close()
        with closing(self._ledger):
            self._account()

    def _account(self) -> None:
        self._ledger.read()
        if self._ledger.parts or not is_current(self._ledger):
            self.findings += write_receipt(self._ledger)
            self._ledger.gather()


@contextmanager
def shelf(out: Path, about: Entry) -> Iterator[Shelf]:
    """Hold a folder and put files there; the receipt is written at the end, also of a run that broke off.

    Raises ``DesignError``: ``folder-in-use``, ``cannot-write``.
    """
    with held(out):
        made = Shelf(out, about)
        try:
            yield made
        finally:
            made._close()
