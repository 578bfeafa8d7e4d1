"""What a command is: a frozen record that makes the next state from the present one. Journals and scripts write it."""

from __future__ import annotations

from typing import Any

import msgspec

from designer_app.editor.state import State


class Command(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="do"
):
    """``apply`` gives the next state or raises ``DesignError``; it never changes what it is given."""

    def apply(self, state: State) -> State:
        raise NotImplementedError

    @property
    def label(self) -> str:
        """What history calls it, in English; the studio translates it."""
        return type(self).__name__

    @property
    def join(self) -> str:
        """Commands one after another with the same ``join`` are one step ("" = each its own)."""
        return ""


def fields_key(kind: str, layers: tuple[str, ...], fields: dict[str, Any]) -> str:
    return f"{kind}:{','.join(layers)}:{','.join(sorted(fields))}"
