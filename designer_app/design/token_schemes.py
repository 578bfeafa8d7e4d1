"""From the roles that a brand's tokens tell to the five schemes of a kit, every text in them readable."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from designer_app.design.readable import (
    LEAST,
    ROLES,
    SCHEMES,
    TEXT_PAIRS,
    as_text,
    completed,
    deepened,
    pick,
    readable,
)
from designer_app.design.token_roles import Found, Roles
from designer_app.errors import Finding
from designer_app.scene.colour import Colour, contrast, over, to_hex

_TOLD = ("surface", "on-surface", "quiet", "accent", "on-accent", "label", "line", "field")


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A role's colour; ``source`` is the token it was taken from (empty: derived), ``origin`` the one with its value."""

    colour: Colour
    source: str = ""
    origin: str = ""


Schemes = dict[str, dict[str, Role]]


def composed(told: Mapping[str, Roles], file: str) -> tuple[Schemes, list[Finding]]:
    """All roles of all schemes, and what was mapped, guessed and moved to be readable."""
    findings: list[Finding] = []
    light, dark = told["light"], told["dark"]
    given: dict[str, Roles] = {"light": _tidy(light, file, "light", findings)}
    if dark:
        given["dark"] = _tidy(dark, file, "dark", findings)
    given["soft"] = _soft(given["light"], told["soft"])
    given["accent"] = {"surface": light["accent"]}
    if told["second"]:
        ground = told["second"]["surface"]
        given["second"] = {"surface": msgspec.structs.replace(ground, colour=deepened(ground.colour, LEAST))}
    filled = completed({name: {role: f.colour for role, f in roles.items()} for name, roles in given.items()})
    schemes: Schemes = {}
    for name in SCHEMES:
        schemes[name] = {}
        for role in ROLES:
            taken = given.get(name, {}).get(role)
            colour = filled[name][role]
            same = taken is not None and taken.colour == colour
            schemes[name][role] = (
                Role(colour=colour, source=taken.source, origin=taken.origin)
                if taken is not None and same
                else Role(colour=colour)
            )
        _lit(schemes[name])
    findings += _said(told, file)
    return schemes, findings


def _tidy(roles: Roles, file: str, scheme: str, findings: list[Finding]) -> Roles:
    """The roles that were told, texts among them moved until they read on their grounds."""
    kept = {role: roles[role] for role in _TOLD if role in roles}
    ground = kept["surface"].colour if "surface" in kept else None
    if "accent" in kept:  # as a ground and a line it stays the brand's own, whatever text asks of it
        kept["primary"] = kept["motif"] = kept["accent"]
        if "on-accent" in kept:
            kept["on-primary"] = kept["on-accent"]
    for role, on in {"accent": "surface", **TEXT_PAIRS}.items():
        if role not in kept or on not in kept or ground is None:
            continue
        below = over(kept[on].colour, ground)
        old = kept[role].colour
        new = readable(old, below)
        if role == "accent":
            new = as_text(old, below, kept["on-surface"].colour if "on-surface" in kept else pick(below))
        elif role.startswith("on-") and role != "on-surface":
            new = pick(below, old)
        if new != old:
            findings.append(
                Finding(
                    code="role-moved", severity="warning", file=file, place=f"scheme.{scheme}.{role}",
                    found=f"{to_hex(old)} of {kept[role].source} with {contrast(old, below):.2f} on {on}",
                    expected=f"at least {LEAST:g}", remedy=f"{to_hex(new)} is used: change it in tokens.json if you like",
                )
            )  # fmt: skip
            kept[role] = Found(colour=new, source=kept[role].source)
    text = kept.get("on-surface")
    if text is not None and "field" in kept and contrast(text.colour, kept["field"].colour) < LEAST:
        del kept["field"]
    return kept


def _soft(light: Roles, soft: Roles) -> Roles:
    """The second neutral ground: the brand's own or a tint, with the light scheme's colours made to read on it."""
    if not soft or contrast(light["on-surface"].colour, soft["surface"].colour) < LEAST:
        return {}
    ground = soft["surface"].colour
    made = {"surface": soft["surface"], "field": light["surface"], "on-surface": light["on-surface"]}
    made |= {role: light[role] for role in ("primary", "on-primary", "motif") if role in light}
    for role in ("quiet", "label", "accent"):
        if role in light:
            colour = as_text(light[role].colour, ground, light["on-surface"].colour)
            made[role] = msgspec.structs.replace(light[role], colour=colour)
    return made


def _lit(roles: dict[str, Role]) -> None:
    """The last word: no text role under its contrast, whatever was told."""
    ground = roles["surface"].colour
    for role, on in TEXT_PAIRS.items():
        below = over(roles[on].colour, ground)
        colour = over(roles[role].colour, below)
        if contrast(colour, below) < LEAST:
            roles[role] = Role(colour=readable(colour, below))


def _said(told: Mapping[str, Roles], file: str) -> list[Finding]:
    """A note for each role that a name told, a warning for each that was guessed."""
    findings = []
    for scheme, roles in told.items():
        for role, found in roles.items():
            findings.append(
                Finding(
                    code="role-guessed" if found.guessed else "role-mapped",
                    severity="warning" if found.guessed else "note", file=file, place=f"scheme.{scheme}.{role}",
                    found=f"{found.source or 'nothing by name'}: {to_hex(found.colour)}",
                    remedy="no token's name says this role: look at it and change it in tokens.json"
                    if found.guessed else "",
                )
            )  # fmt: skip
    missing = [scheme for scheme in ("dark", "soft", "second") if not told[scheme]]
    if missing:
        findings.append(
            Finding(
                code="scheme-derived", severity="note", file=file, place=", ".join(f"scheme.{m}" for m in missing),
                found="no such colours in the tokens", expected="grounds of the brand's own",
                remedy="they are derived from ground, text and accent: change them in tokens.json if you like",
            )
        )  # fmt: skip
    return findings
