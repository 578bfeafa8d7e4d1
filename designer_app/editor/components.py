"""Commands on components: made from a group, laid again, changed from an instance, let go of.

An instance's deviations are the template's own ``overrides`` of the layers inside it, whatever their scope; those of no
scope at all are what was edited by hand with the switch on *master*.
"""

from __future__ import annotations

from typing import Any

import msgspec

from designer_app.design.instances import PLACE, inside
from designer_app.design.renaming import in_values
from designer_app.design.template import Override, Template
from designer_app.editor.command import Command
from designer_app.editor.fields import guard
from designer_app.editor.state import State
from designer_app.editor.tree import changed, find, own, with_fields
from designer_app.errors import fail
from designer_app.known_types import read_as
from designer_app.layers.component import ComponentLayer
from designer_app.layers.group import GroupLayer, Holder, Layer, StackLayer, layers_of


def instance_of(template: Template, name: str) -> ComponentLayer:
    """The instance called so. Raises ``DesignError`` (``no-instance``)."""
    layer = own(template, name)
    if not isinstance(layer, ComponentLayer):
        raise fail("no-instance", place=name, found=f"'{name}'", expected="an instance of a component")
    return layer


def around(template: Template, name: str) -> str:
    """The instance that a layer is, or stands in; "" = none."""
    while name:
        if isinstance(own(template, name), ComponentLayer):
            return name
        name = find(template, name)[1].parent
    return ""


class MakeComponent(Command, frozen=True, kw_only=True, tag="component"):
    """Keep a group as a component and put an instance in its place; deviations and references follow."""

    layer: str
    name: str = ""

    @property
    def label(self) -> str:
        return "Make a component"

    def apply(self, state: State) -> State:
        template = state.template
        guard(state, self.layer, {"layers": None})
        group = own(template, self.layer)
        if not isinstance(group, GroupLayer | StackLayer) or group.repeat:
            raise fail(
                "not-a-group",
                place=self.layer,
                found=f"'{self.layer}'",
                expected="a group that repeats no list",
            )
        name = _free(template, self.name or self.layer)
        data = msgspec.to_builtins(group)
        place: dict[str, Any] = {k: data[k] for k in (*PLACE, "rotation", "visible", "opacity") if k in data}
        kept: GroupLayer | StackLayer = msgspec.convert(
            {k: v for k, v in data.items() if k not in place}, read_as(GroupLayer | StackLayer)
        )
        made = msgspec.convert(
            {"kind": "component", "name": group.name, "of": name, **place}, read_as(ComponentLayer)
        )
        template = changed(template, self.layer, lambda _: made)
        template = msgspec.structs.replace(template, components={**template.components, name: kept})
        names = {inner.name: inside(group.name, inner.name) for inner in layers_of(kept.layers)}
        rows = tuple(_followed(o, names) for o in state.rows)
        return msgspec.structs.replace(
            state, template=_referring(template, names), rows=rows, selection=(self.layer,)
        )


def _free(template: Template, wish: str) -> str:
    name, number = wish, 1
    while name in template.components:
        number += 1
        name = f"{wish}_{number}"
    return name


def _followed(override: Override, names: dict[str, str]) -> Override:
    values: dict[str, Any] = override.set
    for old, new in names.items():
        values = in_values(values, old, new)
    return msgspec.structs.replace(override, layer=names.get(override.layer, override.layer), set=values)


def _referring(template: Template, names: dict[str, str]) -> Template:
    """The template with references to layers that now stand in an instance turned to their names there."""
    pages = []
    for page in template.pages:
        data = msgspec.to_builtins(page.layers)
        for old, new in names.items():
            data = in_values(data, old, new)
        pages.append(msgspec.structs.replace(page, layers=msgspec.convert(data, read_as(tuple[Layer, ...]))))
    overrides = tuple(_followed(o, names) for o in template.overrides)
    return msgspec.structs.replace(template, pages=tuple(pages), overrides=overrides)


class Detach(Command, frozen=True, kw_only=True, tag="detach"):
    """Make an instance the plain group that it stands for; its deviations stay."""

    layer: str

    @property
    def label(self) -> str:
        return "Detach"

    def apply(self, state: State) -> State:
        instance_of(state.template, self.layer)
        guard(state, self.layer, {"layers": None})
        group = find(state.template, self.layer)[0]
        template = changed(state.template, self.layer, lambda _: group)
        return msgspec.structs.replace(state, template=template)


class FollowComponents(Command, frozen=True, kw_only=True, tag="follow"):
    """Components as the templates that they come from have them now; instances follow, their deviations stay. With
    ``loose`` they are this template's own from now on instead."""

    components: dict[str, dict[str, Any]]
    origins: dict[str, str] = {}
    loose: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return "Follow the components"

    def apply(self, state: State) -> State:
        template = state.template
        made = {
            name: msgspec.convert(data, read_as(GroupLayer | StackLayer))
            for name, data in self.components.items()
        }
        origins = {**template.origins, **self.origins}
        template = msgspec.structs.replace(
            template, components={**template.components, **made},
            origins={name: origin for name, origin in origins.items() if name not in self.loose},
        )  # fmt: skip
        _ = template.expanded  # raises for what can't be
        return msgspec.structs.replace(state, template=template)


class ResetInstance(Command, frozen=True, kw_only=True, tag="reset-instance"):
    """Take back every deviation inside an instance: it follows its component again in all."""

    layer: str

    @property
    def label(self) -> str:
        return "Reset the instance"

    def apply(self, state: State) -> State:
        instance_of(state.template, self.layer)
        mine = _inner(state.template, self.layer)
        overrides = tuple(o for o in state.template.overrides if o.layer not in mine)
        rows = tuple(o for o in state.rows if o.layer not in mine)
        template = msgspec.structs.replace(state.template, overrides=overrides)
        return msgspec.structs.replace(state, template=template, rows=rows)


class PushToComponent(Command, frozen=True, kw_only=True, tag="push"):
    """What was edited in an instance by hand becomes the component's, and every other instance follows."""

    layer: str

    @property
    def label(self) -> str:
        return "Change the component"

    def apply(self, state: State) -> State:
        template = state.template
        name = instance_of(template, self.layer).of
        mine = {
            inside(self.layer, n): n for n in (x.name for x in layers_of(template.components[name].layers))
        }
        plain = [o for o in template.overrides if o.layer in mine and o.rank == (0, 0)]
        if not plain:
            raise fail(
                "nothing-there", place=self.layer, found="no edits", expected="something edited inside it"
            )
        component: Layer = template.components[name]
        back = {v: k for k, v in ((n, inside(self.layer, n)) for n in mine.values())}
        for override in plain:
            values: Any = override.set
            for there, here in back.items():
                values = in_values(values, there, here)
            component = _with(component, mine[override.layer], values)
        assert isinstance(component, GroupLayer | StackLayer)
        template = msgspec.structs.replace(
            template, components={**template.components, name: component},
            origins={k: v for k, v in template.origins.items() if k != name},  # its own from now on
            overrides=tuple(o for o in template.overrides if o not in plain),
        )  # fmt: skip
        return msgspec.structs.replace(state, template=template)


def _with(layer: Layer, name: str, fields: dict[str, Any]) -> Layer:
    if layer.name == name:
        return with_fields(layer, fields)
    if isinstance(layer, Holder):
        return msgspec.structs.replace(layer, layers=tuple(_with(c, name, fields) for c in layer.layers))
    return layer


def _inner(template: Template, name: str) -> set[str]:
    return {inner.name for inner in layers_of((find(template, name)[0],))} - {name}
