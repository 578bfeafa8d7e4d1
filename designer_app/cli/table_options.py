"""The flags that say which table is meant and how it is read: the same for every command that reads one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from designer_app.cli.parameters import Option

if TYPE_CHECKING:
    from designer_app.production.data.records import Reading

DATA = Option(
    "",
    "--data",
    metavar="FILE",
    help="Table of rows: CSV, XLSX, XLS, ODS, JSON, XML, SQLite; - = from the pipe.",
)
SHEET = Option("", "--sheet", metavar="NAME", help="Sheet; table or query of a database.")
ENCODING = Option("", "--encoding", metavar="NAME", help="Of a CSV: cp1251, koi8-r …; guessed.")
SEPARATOR = Option("", "--separator", metavar="SIGN", help="Of a CSV: ; , | tab; found out.")
HEADER = Option("", "--header", metavar="LINE", help="Line (sheet's row) of the headings; found out.")
GROUPS = Option(
    "",
    "--groups",
    metavar="names|rows",
    help="A text alone in its line: a group's name, or a row; rows = every line is one; found out.",
)
KEY = Option("", "--key", metavar="COLUMN", help="Column that holds the rows' keys.")
COLUMNS = Option(
    None, "--column", metavar="HEADING=SLOT", help="What a column means, or a JSON file of that; =: nothing."
)
ASSETS = Option(None, "--assets", metavar="DIR", help="Folder that rows may read pictures from.")


def reading(sheet: str, encoding: str, separator: str, header: str, groups: str) -> Reading:
    """What these flags say. Raises ``DesignError`` (usage)."""
    from designer_app.cli import wishes
    from designer_app.production.data.records import Groups, Reading

    line = wishes.a_number(header, "--header", 1, 1_000_000)
    wish = cast("Groups", wishes.a_choice(groups, "--groups", ("names", "rows")))
    return Reading(sheet=sheet, encoding=encoding, separator=separator, header=line, groups=wish)


def given(data: str, sheet: str, encoding: str, separator: str, header: str, groups: str) -> dict[str, Any]:
    """What all of these flags say, as fields of a job. Raises ``DesignError`` (usage)."""
    import msgspec

    how = reading(sheet, encoding, separator, header, groups)
    return {**msgspec.structs.asdict(how), "data": table_file(data)}


def folders(data: str, assets: list[str] | None) -> tuple[str, ...]:
    """Folders that rows may read pictures from: those named, and for a table from the pipe the one that one stands in."""
    return (*(assets or ()), *((".",) if data == "-" else ()))


def table_file(data: str) -> str:
    """The table's file; of ``-`` the one that keeps what comes through the pipe."""
    from designer_app.cli import wishes

    return wishes.a_pasted_table() if data == "-" else data
