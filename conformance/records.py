"""What a suite finds. One record for all suites, so that the table and the JSON are made in one place."""

from __future__ import annotations

import msgspec


class Failure(msgspec.Struct, frozen=True):
    """A case that differs: which file (and line or case in it), and the reason as far as it is known."""

    file: str
    reason: str


class Suite(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table.

    ``files`` is how many cases were looked at, ``passed`` how many agree, ``target`` the share asked for
    (0 to 1). ``refused`` are cases that our doors turn down on purpose: counted apart, neither passed nor
    in ``files``. ``missing`` is why nothing could be run ("" = it ran).
    """

    suite: str
    files: int
    passed: int
    target: float
    what: str = ""
    failures: tuple[Failure, ...] = ()
    refused: tuple[Failure, ...] = ()
    missing: str = ""

    @property
    def ok(self) -> bool:
        return not self.missing and self.files > 0 and self.passed >= self.target * self.files
