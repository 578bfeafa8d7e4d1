"""Catalogs: products → collection → pages → files. Pages are templates, cells of their grids are product templates."""
