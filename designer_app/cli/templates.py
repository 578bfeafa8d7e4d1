"""``designer templates``: the bundled templates, and what each wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer_app.cli.parameters import Argument, Exit, Option

if TYPE_CHECKING:
    from designer_app.design.slots import Slot
    from designer_app.design.template import LoadedTemplate

EXAMPLES = """Examples:
  designer templates
  designer templates --json
  designer templates product --json
"""


def run(
    names: list[str] = Argument(None, metavar="NAME", help="Only these; folders are taken, too."),
    json: bool = Option(False, "--json", help="An array: name, kind, classes, example, slots."),
) -> None:
    """List the templates: what kind each is, the size classes it supports, the slots it has.

    Slots with a * are required. The example is a table of six rows to try the template with.
    """
    from designer_app.cli.output import each, print_json
    from designer_app.design.library import find_template, template_names

    found, broken = each(find_template, names or template_names())
    if json:
        print_json([described(loaded) for loaded in found])
    else:
        _table(found)
    if broken:
        raise Exit(1)


def _table(found: list[LoadedTemplate]) -> None:
    from designer_app.cli.output import print_table

    rows = []
    for loaded in found:
        slots = ", ".join(
            name + ("*" if slot.required else "") for name, slot in loaded.template.slots.items()
        )
        rows.append((loaded.id, " ".join(loaded.template.kinds), " ".join(loaded.template.classes), slots))
    print_table(("Template", "Kind", "Classes", "Slots"), rows)


def described(loaded: LoadedTemplate) -> dict[str, Any]:
    """A template as ``--json`` shows it."""
    template = loaded.template
    example = loaded.folder / template.example if template.example else None
    return {
        "name": loaded.id,
        "kind": template.kind,
        "kinds": list(template.kinds),
        "title": template.name,
        "home": template.home,
        "classes": list(template.classes),
        "pages": len(template.pages),
        "example": str(example.resolve()) if example is not None and example.is_file() else None,
        "slots": [_slot(name, slot) for name, slot in template.slots.items()],
    }


def _slot(name: str, slot: Slot) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": name,
        "type": slot.type,
        "required": slot.required,
        "default": slot.default,
        "pattern": slot.pattern or None,
        "choices": list(slot.choices),
        "max_chars": slot.max_chars,
        "short": slot.short,
        "label": slot.label,
    }
    if slot.item:
        found["item"] = [_slot(inner, field) for inner, field in slot.item.items()]
    return found
