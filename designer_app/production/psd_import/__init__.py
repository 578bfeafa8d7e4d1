"""A Photoshop document as a template: groups, pictures, shapes, texts, adjustments; masks, modes and effects."""

from __future__ import annotations

from pathlib import Path

from designer_app.design.kit import Kit
from designer_app.pictures.psd import read_psd
from designer_app.production.importing import Imported
from designer_app.production.psd_import.walk import Walk


def read(path: Path, kit: Kit) -> Imported:
    """Layers of a PSD or PSB. Raises ``DesignError`` as the door does: ``cannot-read``, ``bad-psd``,
    ``picture-too-large``, ``picture-timeout``."""
    return Walk(read_psd(path), kit, str(path)).imported()
