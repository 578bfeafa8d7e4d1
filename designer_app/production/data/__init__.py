"""Tables of rows from CSV, TSV, XLSX, JSON, JSON Lines and feeds, and the keys of their rows."""

from designer_app.production.data.keys import find_row, row_keys
from designer_app.production.data.reading import read_table
from designer_app.production.data.records import Cell, Row, Table

__all__ = ["Cell", "Row", "Table", "find_row", "read_table", "row_keys"]
