"""Micro-typography: the marks that a typographer would have typed, shown in place of those that were."""

from designer_app.text.micro.marks import Marks, marks_of
from designer_app.text.micro.typographic import typographic, typographic_parts

__all__ = ["Marks", "marks_of", "typographic", "typographic_parts"]
