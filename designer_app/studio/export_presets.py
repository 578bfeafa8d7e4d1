"""The presets above the export list: choose one, keep the list's formats and scales as one, forget one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from designer_app.errors import DesignError
from designer_app.studio.asking import ask_line
from designer_app.studio.exports import PRESETS, Preset, Variant, drop_preset, keep_preset, own_presets
from designer_app.studio.fields import Choice
from designer_app.studio.parts import label, row, tool
from designer_app.studio.words import tr

_chosen = {"name": PRESETS[0].name}  # for as long as the program runs


class PresetBar(QWidget):
    """``take(preset)`` is called with the chosen one; ``variants()`` are those of the list, to be kept; ``tell`` says why not."""

    def __init__(
        self, take: Callable[[Preset], None], variants: Callable[[], tuple[Variant, ...]],
        tell: Callable[[DesignError | str], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self._take, self._variants, self._tell = take, variants, tell
        self.choice = Choice([], tr("Preset"))
        self.choice.setMinimumWidth(210)
        self.choice.picked.connect(self.choose)
        keep = tool("plus", tr("Keep these formats and scales as a preset"), self._ask)
        self._drop = tool("trash-2", tr("Forget this preset"), self.drop)
        self.setLayout(row(label(tr("Preset"), "quiet"), self.choice, keep, self._drop, spacing=8))

    def choose(self, name: str = "") -> None:
        """A preset by name; "" and an unknown one: the last one, else the first."""
        own = own_presets()
        known = [*PRESETS, *own]
        wanted = name or _chosen["name"]
        found = next((p for p in known if p.name == wanted), PRESETS[0])
        _chosen["name"] = found.name
        names = {p.name for p in own}
        self.choice.offer([(p.name, p.name if p.name in names else tr(p.name)) for p in known])
        self.choice.set_value(found.name)
        self._drop.setEnabled(found.name in names)
        self._take(found)

    def _ask(self) -> None:
        if name := ask_line(self, tr("Export"), tr("Name of the preset"), take=tr("Save")):
            self.keep(name)

    def keep(self, name: str) -> None:
        """The list's variants under a name."""
        variants = self._variants()
        if not variants:
            return
        try:
            keep_preset(Preset(name=name, variants=variants))
        except (DesignError, OSError) as fault:
            self._tell(fault if isinstance(fault, DesignError) else str(fault))
            return
        self.choose(name)

    def drop(self) -> None:
        """Forget the chosen one, if it is a person's own."""
        drop_preset(_chosen["name"])
        self.choose(PRESETS[0].name)
