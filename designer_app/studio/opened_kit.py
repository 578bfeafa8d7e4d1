"""A kit that a document shows: tokens changed by hand laid over it, and written into its file or into a copy's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from designer_app.data_files import data_root
from designer_app.design.json_places import place
from designer_app.design.kit import Kit, load_kit
from designer_app.design.library import find_kit
from designer_app.design.token_changes import changed_text
from designer_app.errors import fail
from designer_app.files import digest, write_text

Tokens = tuple[tuple[str, str, Any], ...]


class OpenedKit:
    """A kit as it was read. ``shown`` is it with tokens changed; ``write`` puts them into the file. A shipped kit is copied first."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.base: Kit = find_kit(name)
        self.folder = self.base.folder
        self.written: Tokens = ()
        self.moved_to: Path | None = None  # a copy that took its place
        self._path = self.folder / self.base.file.tokens
        self._text = self._path.read_text(encoding="utf-8")
        self._on_disk = digest(self._text.encode("utf-8"))
        self._shown: tuple[bytes, Kit] | None = None

    @property
    def id(self) -> str:
        return self.base.id

    @property
    def shipped(self) -> bool:
        return self.folder.resolve().is_relative_to(data_root("brand_kits").resolve())

    def mine(self, tokens: Tokens) -> dict[str, Any]:
        """The changed tokens of this kit: path → value."""
        return {path: value for kit, path, value in tokens if kit == self.id}

    def shown(self, tokens: Tokens) -> Kit:
        """The kit with changed tokens laid over it. Raises ``DesignError`` (``unknown-token``)."""
        changes = self.mine(tokens)
        for path in self.mine(self.written):
            changes.setdefault(path, self.base_value(path))
        if not changes:
            return self.base
        key = msgspec.json.encode(changes, order="deterministic")
        if self._shown is None or self._shown[0] != key:
            made = load_kit(self.folder, changes)
            self._shown = key, msgspec.structs.replace(made, id=self.id)
        return self._shown[1]

    def base_value(self, path: str) -> Any:
        found = place(self._text, [*path.split("."), "$value"])
        return None if found is None else msgspec.json.decode(self._text[found[0] : found[1]])

    def differs(self, tokens: Tokens) -> bool:
        """Whether the file doesn't say these changes yet."""
        return self.mine(tokens) != self.mine(self.written)

    def changed_on_disk(self) -> bool:
        try:
            return digest(self._path.read_bytes()) != self._on_disk
        except OSError:
            return True

    def write(self, tokens: Tokens, beside: Path) -> bool:
        """Write the changed tokens; of a shipped kit into a copy in the folder ``beside``. Whether a copy was made.

        Raises ``DesignError``: ``changed-on-disk``, ``unknown-token``, what the disk says."""
        if not self.differs(tokens):
            return False
        copied = self.shipped
        if copied:
            self._copy(beside)
        elif self.changed_on_disk():
            raise fail(
                "changed-on-disk", file=str(self._path), found="another program has changed it",
                expected="the kit as it was opened", remedy="open the document again",
            )  # fmt: skip
        text = changed_text(self._text, self.mine(tokens), str(self._path))
        write_text(self._path, text)
        self._on_disk, self.written = digest(text.encode("utf-8")), tokens
        return copied

    def _copy(self, beside: Path) -> None:
        from designer_app.production.starting import new_kit

        number, name = 2, f"{self.id}-own"
        while (beside / name).exists():
            name, number = f"{self.id}-own-{number}", number + 1
        self.moved(new_kit(name, beside, str(self.folder)).folder)

    def moved(self, folder: Path) -> None:
        """The kit was copied to another place, and this copy is the document's from now on."""
        self.moved_to = folder
        self.folder, self._path = folder, folder / self.base.file.tokens
        self._shown = None
