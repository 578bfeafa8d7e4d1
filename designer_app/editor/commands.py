"""All commands in one union: what journals store, scripts run and the palette lists."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from designer_app.editor.arranging import Align, Arrange, Distribute, Move, Resize
from designer_app.editor.command import Command
from designer_app.editor.components import (
    Detach,
    FollowComponents,
    MakeComponent,
    PushToComponent,
    ResetInstance,
)
from designer_app.editor.fields import (
    MoveToMaster,
    OpenTable,
    Rename,
    Revert,
    Select,
    SetCell,
    SetFields,
    SetLock,
    SetToken,
    SwapKit,
    TypeText,
)
from designer_app.editor.grouping import Unwrap, Wrap
from designer_app.editor.replacing import ReplaceColour, ReplacePicture, ReplaceStyle, ReplaceText
from designer_app.editor.reshaping import ClipContent, Flip, Mask, Reshape, Turn
from designer_app.editor.state import State
from designer_app.editor.structure import (
    AddPage,
    Delete,
    Duplicate,
    Insert,
    PasteStyle,
    Raise,
    Reorder,
    SetSlot,
)
from designer_app.errors import DesignError, Finding
from designer_app.known_types import read_as

Single: TypeAlias = (
    SetFields | Revert | MoveToMaster | Rename | SetLock | SetCell | SetToken | Select | Move | Resize | Align
    | Distribute | Insert | Delete | Duplicate | Reorder | Raise | Wrap | Unwrap | PasteStyle | AddPage | SetSlot
    | ReplaceText | ReplaceColour | ReplaceStyle | ReplacePicture | Arrange | Reshape | Flip | Mask | ClipContent | MakeComponent | Detach
    | OpenTable | FollowComponents | PushToComponent | ResetInstance | Turn | SwapKit | TypeText
)  # fmt: skip


class Together(Command, frozen=True, kw_only=True, tag="together"):
    """Several commands as one step; none is done when one can't be."""

    commands: tuple[Single, ...]
    named: str = "Together"

    @property
    def label(self) -> str:
        return self.named

    @property
    def join(self) -> str:
        joins = [command.join for command in self.commands]
        return " ".join(joins) if all(joins) else ""

    def apply(self, state: State) -> State:
        for command in self.commands:
            state = command.apply(state)
        return state


AnyCommand: TypeAlias = Single | Together
_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyCommand] = msgspec.json.Decoder(read_as(AnyCommand))


def written(command: Command) -> bytes:
    """The command as one line of JSON."""
    return _encoder.encode(command)


def read(data: bytes) -> AnyCommand:
    """Raises ``DesignError`` (``bad-command``)."""
    try:
        return _decoder.decode(data)
    except (msgspec.ValidationError, msgspec.DecodeError) as fault:
        raise DesignError(
            Finding(code="bad-command", found=str(fault), expected="a command of this version")
        ) from None


__all__ = ["AnyCommand", "Single", "Together", "read", "written"]
