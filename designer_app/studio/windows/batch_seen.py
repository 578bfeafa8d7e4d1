"""Which finding the card of the Batch window shows after a check."""

from __future__ import annotations

from designer_app.production.flight.causes import Cause, Sighting
from designer_app.studio.windows.batch_state import Checked


def the_same(found: Checked, seen: Sighting | None) -> tuple[Cause, Sighting] | None:
    """The finding that was shown before, if it is still one."""
    if seen is None:
        return None
    asked = (seen.key, seen.size, seen.place, seen.found)
    return next(
        (
            (cause, other)
            for cause in found.causes
            for other in cause.sightings
            if (other.key, other.size, other.place, other.found) == asked
        ),
        None,
    )


def first_row(found: Checked) -> tuple[Cause, Sighting] | None:
    """Where nothing is wrong: the first row, as it comes out."""
    first = next((result for result in found.results if result.ok), None)
    if first is None:
        return None
    seen = Sighting(
        key=first.key, variant=first.variant, size=first.size, kit=first.kit, lang=first.lang, page=first.page
    )
    passed = Cause(
        severity="note", code="passed", title="", slot="", remedy="", rows=1, files=1, sightings=(seen,)
    )
    return passed, seen
