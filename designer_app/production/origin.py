"""Where a wish stands that can't be fulfilled: in a job's file, or among the flags of a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from designer_app.errors import DesignError, Finding

_FLAGS = {
    "template": "",
    "kits": "--kit",
    "langs": "--lang",
    "formats": "--format",
}  # others are called like their fields
_PAIRS = ("set", "vary")


class Origin(msgspec.Struct, frozen=True):
    """The ``file`` of a job, and those of its fields that flags have said instead."""

    file: str = ""
    flags: frozenset[str] = frozenset()

    @contextmanager
    def asked(self, field: str) -> Iterator[None]:
        """What is refused inside is told of this field of the job, or of its flag."""
        try:
            yield
        except DesignError as error:
            raise DesignError(*[self._placed(f, field) for f in error.findings], usage=error.usage) from None

    def _placed(self, finding: Finding, field: str) -> Finding:
        flag = _FLAGS.get(field, f"--{field.replace('_', '-')}")
        if finding.file or not (self.file or flag):
            return finding
        said = finding.place.removeprefix(flag).strip() if flag else finding.place
        if not self.file or field in self.flags:
            return msgspec.structs.replace(finding, place=f"{flag} {said}".strip())
        place = f"{field}.{said}" if field in _PAIRS and said else f"{field} '{said}'" if said else field
        return msgspec.structs.replace(finding, file=self.file, place=place)
