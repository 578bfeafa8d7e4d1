"""The flight check: all that is wrong with a template, a kit or a job, before anyone sees the pictures."""

from designer_app.production.flight.brand import check_kit
from designer_app.production.flight.declared import check_declarations
from designer_app.production.flight.page import check_page
from designer_app.production.flight.targets import check_targets

__all__ = ["check_declarations", "check_kit", "check_page", "check_targets"]
