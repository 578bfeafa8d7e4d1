"""Floor 3: what people make and keep. Templates, slots, overrides, brand kits, sizes."""
