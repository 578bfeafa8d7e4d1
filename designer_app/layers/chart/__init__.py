"""Charts: rows of a slot drawn by one of the kinds in ``kinds``. They make paths and glyphs; the painter knows nothing of
them."""
