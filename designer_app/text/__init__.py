"""Floor 1: typesetting. Fonts, fallback, shaping, line breaking, fitting → positioned glyph runs."""
