"""Floor 0: the resolved picture. Four frozen nodes, geometry, colour; no slots, tokens or wrapping left."""
