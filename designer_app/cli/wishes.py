"""What flags mean: lists with commas, ``slot=value``, dates, numbers of workers."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from designer_app.errors import DesignError, did_you_mean, fail

_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xml", ".db", ".sqlite")

if TYPE_CHECKING:
    from designer_app.production.jobs import Job


def wrong_use(code: str, **fields: str) -> DesignError:
    """An error that ends with exit code 2."""
    error = fail(code, **fields)
    error.usage = True
    return error


def listed(values: list[str] | None) -> tuple[str, ...]:
    """A flag that may be given several times, each with a comma list; no entry twice."""
    parts = [part.strip() for value in values or () for part in value.split(",")]
    return tuple(dict.fromkeys(part for part in parts if part))


def assignments(values: list[str] | None, flag: str) -> dict[str, str]:
    """``slot=value`` pairs; the value may be empty and may hold further ``=``."""
    found: dict[str, str] = {}
    for pair in values or ():
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise wrong_use("wrong-use", place=flag, found=f"'{pair}'", expected="slot=value")
        found[name.strip()] = value
    return found


def a_pasted_table() -> str:
    """What comes through the pipe (a clipboard: ``xclip -o | designer batch … --data -``), as a file's name."""
    import sys

    from designer_app.production.data.pasted import keep_pasted

    return str(keep_pasted(sys.stdin.buffer.read()))


def a_mapping(values: list[str] | None) -> dict[str, str]:
    """``heading=slot`` pairs and JSON files of such (a mapping that was saved, or a job with ``columns``)."""
    found: dict[str, str] = {}
    for value in values or ():
        if value.lower().endswith(".json") and "=" not in value:
            found |= _saved_mapping(value)
            continue
        heading, sign, slot = value.rpartition("=")
        if not sign or not heading.strip():
            raise wrong_use(
                "wrong-use", place="--column", found=f"'{value}'", expected="heading=slot, or a JSON file"
            )
        found[heading] = slot.strip()
    return found


def _saved_mapping(name: str) -> dict[str, str]:
    from designer_app.design.strict_json import parse_json

    try:
        data = parse_json(Path(name).read_text(encoding="utf-8"), file=name)
    except (OSError, UnicodeDecodeError) as fault:
        raise wrong_use(
            "cannot-read",
            file=name,
            found=getattr(fault, "strerror", None) or str(fault),
            expected="a JSON file of columns",
            remedy="check the name",
        ) from None
    columns = data.get("columns", data) if isinstance(data, dict) else None
    if not isinstance(columns, dict) or not all(isinstance(slot, str) for slot in columns.values()):
        raise wrong_use("bad-mapping", file=name, found="something else", expected='{"heading": "slot", …}')
    return columns


def variants(values: list[str] | None, images: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """``slot=one|two`` pairs: the values that a slot takes in turn. Pictures may be parted by commas. A slot alone: the
    values that the row's own cell lists."""
    own = [value.strip() for value in values or () if "=" not in value]
    values = [value for value in values or () if "=" in value]
    return dict.fromkeys(own, ()) | {
        slot: tuple(part.strip() for part in value.split(","))
        if slot in images and "|" not in value
        else tuple(value.split("|"))
        for slot, value in assignments(values, "--vary").items()
    }


def a_date(text: str) -> str:
    """``2026-11-25`` as it is, ``now`` as today's date; empty stays empty."""
    from datetime import date

    if not text:
        return ""
    if text == "now":
        return date.today().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise wrong_use(
            "bad-date", place="--as-of", found=f"'{text}'", expected="a date such as 2026-11-25, or now"
        ) from None


def a_number(text: str, flag: str, least: int, most: int) -> int:
    """A whole number in a range; 0 for an empty text."""
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise wrong_use(
            "wrong-use", place=flag, found=f"'{text}'", expected=f"a whole number from {least} to {most}"
        )
    return int(text)


def pages_named(text: str) -> tuple[int, ...]:
    """``1-7,12`` as page numbers."""
    found: list[int] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        first, dash, last = part.partition("-")
        if not first.strip().isdigit() or (dash and not last.strip().isdigit()):
            raise wrong_use(
                "wrong-use", place="--keep-pages", found=f"'{part}'", expected="pages such as 1-7,12"
            )
        found += range(int(first), int(last if dash else first) + 1)
    return tuple(dict.fromkeys(found))


def a_csv(name: str) -> None:
    """Raises ``DesignError`` (usage) for a name that isn't a CSV's, so that no picture or table is overwritten."""
    if Path(name).suffix.lower() != ".csv":
        raise wrong_use("wrong-use", place="--csv", found=f"'{name}'", expected="a name that ends in .csv")


def a_choice(text: str, flag: str, choices: tuple[str, ...]) -> str:
    """One of a few words, or an empty text."""
    if text and text not in choices:
        raise wrong_use("wrong-use", place=flag, found=f"'{text}'", expected=" or ".join(choices))
    return text


def choices(values: list[str] | None, flag: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """A comma list of a few words."""
    return tuple(a_choice(value.lower(), flag, known) for value in listed(values))


def known_formats(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of file formats as our table has them."""
    from designer_app.export.formats import format_named

    try:
        return tuple(dict.fromkeys(format_named(name).name for name in names))
    except DesignError as error:
        error.usage = True
        raise


def with_pictures(values: dict[str, str], images: set[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Values for slots, and the folders of the picture files among them.

    A picture that a person names on the command line may lie anywhere; rows read below their own folders.
    """
    from designer_app.build.resources import focal_of

    found: dict[str, str] = {}
    folders: list[str] = []
    for slot, value in values.items():
        file = focal_of(value)[0] if slot.partition(":")[0] in images else ""
        if os.path.isabs(file) and not os.path.exists(file):
            near = did_you_mean(Path(file).name, _beside(Path(file)))
            raise fail(
                "missing-file", file=file, place=f"--set {slot}", found="no such file", expected="a picture",
                remedy=near if near.startswith("did you mean") else "check the name",
            )  # fmt: skip
        if file and os.path.isfile(file):
            folders.append(str(Path(file).parent))
            value = Path(file).name + value.removeprefix(file)
        found[slot] = value
    return found, tuple(dict.fromkeys(folders))


def _beside(file: Path) -> list[str]:
    try:
        return sorted(os.listdir(file.parent))
    except OSError:
        return []


def a_job(what: str) -> tuple[Job, str]:
    """The job of a file, or one that is only a template; with the file's name for findings."""
    from designer_app.production.jobs import Job, job_file, read_job

    path = job_file(what)
    if path is not None:
        return read_job(path), str(path)
    if Path(what).suffix.lower() in _TABLES and os.path.isfile(what):
        raise wrong_use(
            "wrong-use", file=what, found="a table where the template is named", expected="a template's name, or a job's file",
            remedy=f'--data "{what}" behind the name of a template',
        )  # fmt: skip
    return Job(template=what), ""


def image_slots(template: str) -> set[str]:
    from designer_app.design.library import find_template

    return {name for name, slot in find_template(template).template.slots.items() if slot.type == "image"}
