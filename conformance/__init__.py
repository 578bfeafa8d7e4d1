"""Our text, blending, SVG and shapes against material made by others: ``python -m conformance``."""
