"""The job: a batch written down as JSON (or, by hand, as TOML), so that it can be kept beside its table and run again."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta as About

from designer_app.design.template import Override
from designer_app.errors import DesignError, fail
from designer_app.known_types import read_as
from designer_app.production.catalog.records import Collection
from designer_app.production.data.records import Groups, Reading

NOW = "now"  # who runs the job puts the day in its place: the engine reads no clock
DEFAULT_NAME = "{{key}}-{{size}}-{{page}}"
_LIMIT = 16_000_000  # bytes of a job file


class Job(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What to make. Paths are relative to the job's file (to the working folder for flags).

    Every row × size × kit × language × variant × page × format is one file.
    """

    schema: str = msgspec.field(default="", name="$schema")
    template: Annotated[
        str, About(description="a template's name or folder; of a catalog its cells', 'goods' when left out")
    ] = ""
    data: Annotated[
        str, About(description="the table: CSV, XLSX, XLS, ODS, JSON, JSON Lines, XML feeds, SQLite")
    ] = ""
    sheet: Annotated[
        str, About(description="a workbook's sheet; a database's table or a query; the first when left out")
    ] = ""
    encoding: Annotated[str, About(description="of a CSV; guessed when left out")] = ""
    separator: Annotated[str, About(description="of a CSV: , ; | tab; found out when left out")] = ""
    header: Annotated[
        int,
        About(ge=0, le=1_000_000, description="the line (of a sheet the row) of the headings; 0 = found out"),
    ] = 0
    groups: Annotated[
        Groups,
        About(
            description="a text alone in its line: names = the name of a group of rows, rows = a row; found out when left out"
        ),
    ] = ""
    kits: tuple[str, ...] = ()
    sizes: Annotated[
        tuple[str, ...], About(description="ids, groups such as vk or kind:story, 1200x628, 210x297mm+3@300")
    ] = ()
    langs: Annotated[tuple[str, ...], About(description="the kit's first language when left out")] = ()
    formats: Annotated[
        tuple[str, ...],
        About(description="png, jpg, webp, avif, pdf; the first that the size allows when left out"),
    ] = ()
    name: Annotated[
        str, About(description="pattern of file names; {{key}} {{size}} {{kit}} {{lang}} {{page}} …")
    ] = ""
    columns: Annotated[
        dict[str, str], About(description='heading → slot, where they differ; "" = take it for none')
    ] = {}
    key: Annotated[str, About(description="the column that holds the rows' keys")] = ""
    rows: Annotated[tuple[str, ...], About(description="keys of the rows to take; all when left out")] = ()
    where: Annotated[str, About(description="a condition, such as: price < 1000 and tag = autumn")] = ""
    order: Annotated[str, About(description="columns, such as: price desc, name")] = ""
    range: Annotated[str, About(description="places of rows, after order: 1-20,25,30-")] = ""
    sample: Annotated[int, About(ge=0, description="so many rows, drawn by their keys; 0 = all")] = 0
    assets: Annotated[tuple[str, ...], About(description="folders that rows may read pictures from")] = ()
    set: Annotated[dict[str, Any], About(description="slot → value, the same for every row")] = {}
    vary: Annotated[
        dict[str, tuple[str, ...]],
        About(description="slot → the values to try in turn; none = those that the row's own cell lists"),
    ] = {}
    overrides: Annotated[tuple[Override, ...], About(description="deviations of single rows")] = ()
    cells: Annotated[
        dict[str, dict[str, Any]],
        About(
            description="corrections of the table: row key → column or slot → value; _skip leaves a row out"
        ),
    ] = {}
    captions: Annotated[
        str,
        About(
            description="a text file beside each row's pictures: a slot, a column, or words with {{ slots }}"
        ),
    ] = ""
    zip: Annotated[
        Literal["", "platform", "row"],
        About(description="archives of the files, one for each platform or row"),
    ] = ""
    contact: Annotated[
        tuple[Literal["png", "pdf"], ...], About(description="contact sheets of all pictures with their keys")
    ] = ()
    sizes_file: Annotated[str, About(description="a file of your own sizes")] = ""
    quality: Annotated[int, About(ge=1, le=100, description="of JPEG, WebP and AVIF, on JPEG's scale")] = 90
    chroma: Annotated[
        Literal["444", "420"],
        About(description="JPEG's colour: 444 keeps coloured type crisp, 420 is smaller"),
    ] = "444"
    as_of: Annotated[
        str, About(description="the date that relative dates mean, as 2026-11-25; now = the day it runs")
    ] = ""
    catalog: Annotated[
        Collection | None,
        About(description="pages of products instead of a file for each (designer catalog)"),
    ] = None


def reading_of(job: Job) -> Reading:
    """How a job says that its table is to be read."""
    return Reading(
        sheet=job.sheet, encoding=job.encoding, separator=job.separator, header=job.header, groups=job.groups
    )


def with_reading(job: Job, how: Reading) -> Job:
    """The job whose table is read so."""
    return msgspec.structs.replace(job, **msgspec.structs.asdict(how))


def job_file(what: str) -> Path | None:
    """The job's file that a word on the command line means: a .json or .toml that is no template's, or the job.json of
    a folder; None where it means something else."""
    if not what:
        return None  # not the folder that one happens to stand in
    path = Path(what)
    inside = path / "job.json"
    if inside.is_file() and not (path / "template.json").is_file():
        return inside
    is_job = path.suffix.lower() in (".json", ".toml") and path.name not in ("template.json", "kit.json")
    return path if is_job else None


def read_job(path: Path) -> Job:
    """Read a job file, JSON or TOML; its paths become relative to the working folder.

    Raises ``DesignError``: ``cannot-read``, ``bad-json``, ``bad-toml``, ``bad-job`` with place and remedy.
    """
    file = str(path)
    try:
        if path.stat().st_size > _LIMIT:
            raise fail("file-too-large", file=file, expected=f"at most {_LIMIT:,} bytes")
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise fail(
            "cannot-read", file=file, found=fault.strerror or str(fault), expected="a job file that can be read",
            remedy="check the name",
        ) from None  # fmt: skip
    except UnicodeDecodeError as fault:
        from designer_app.design.strict_json import not_utf8

        raise not_utf8(fault, file) from None
    data = _parsed(text, file)
    try:
        job = msgspec.convert(data, read_as(Job))
    except msgspec.ValidationError as fault:
        from designer_app.design.misfits import misfit

        raise DesignError(misfit(fault, data, Job, code="bad-job", file=file, schema="job")) from None
    if not job.template and job.catalog is None:
        raise fail(
            "bad-job", file=file, place="template", found="no template", expected="a template's name or folder",
            remedy="add \"template\"",
        )  # fmt: skip
    if job.as_of not in ("", NOW) and not _is_day(job.as_of):
        raise fail(
            "bad-date", file=file, place="as_of", found=f"'{job.as_of}'",
            expected="a date such as 2026-11-25, or now",
        )  # fmt: skip
    return _rooted(job, path.parent)


def _parsed(text: str, file: str) -> Any:
    if not file.lower().endswith(".toml"):
        from designer_app.design.strict_json import parse_json

        return parse_json(text, file=file)
    import tomllib

    try:
        return msgspec.to_builtins(tomllib.loads(text))  # a date is its ISO text
    except tomllib.TOMLDecodeError as fault:
        raise fail("bad-toml", file=file, found=str(fault)[:160], expected="a job in TOML") from None


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def absolute(job: Job) -> Job:
    """The job with paths that mean the same from any working folder."""
    return _rooted(job, Path.cwd())


def _rooted(job: Job, folder: Path) -> Job:
    """Paths as seen from the working folder. A template or kit stays a name unless such a path is there."""

    def path(name: str) -> str:
        return str(folder / name) if name else ""

    def name_or_path(name: str) -> str:
        return path(name) if name and os.path.exists(folder / name) else name

    return msgspec.structs.replace(
        job,
        template=name_or_path(job.template),
        kits=tuple(name_or_path(kit) for kit in job.kits),
        data=path(job.data),
        assets=tuple(path(folder_name) for folder_name in job.assets),
        sizes_file=path(job.sizes_file),
    )


def write_job(path: Path, job: Job) -> None:
    """Save a job as JSON, or as TOML where its name says so (comments of the present file are kept), with paths as seen from
    its folder, so that folder and job can be moved together.

    Raises ``DesignError``: ``cannot-write``, ``bad-toml``.
    """
    from designer_app.files import write_bytes

    folder = path.absolute().parent

    def near(name: str) -> str:
        if not name or not os.path.lexists(name):
            return name
        whole = os.path.abspath(name)
        try:
            return Path(os.path.relpath(whole, folder)).as_posix()
        except ValueError:  # another drive
            return whole

    kept = msgspec.structs.replace(
        job,
        template=near(job.template) if _is_path(job.template) else job.template,
        kits=tuple(near(kit) if _is_path(kit) else kit for kit in job.kits),
        data=near(job.data),
        assets=tuple(near(name) for name in job.assets),
        sizes_file=near(job.sizes_file),
    )
    if path.suffix.lower() == ".toml":
        write_bytes(path, _toml(path, kept).encode("utf-8"))
    else:
        write_bytes(path, msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n")


def _toml(path: Path, job: Job) -> str:
    from tomlkit.exceptions import TOMLKitError

    from designer_app.production.toml_text import changed_toml

    try:
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        return changed_toml(text, _without_none(msgspec.to_builtins(job)))
    except (TOMLKitError, UnicodeDecodeError, OSError) as fault:
        raise fail(
            "bad-toml", file=str(path), found=str(fault)[:160], expected="a job in TOML",
            remedy="save it under another name",
        ) from None  # fmt: skip


def _without_none(value: Any) -> Any:
    """TOML has no null: what is None is left out."""
    if isinstance(value, dict):
        return {key: _without_none(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_without_none(inner) for inner in value if inner is not None]
    return value


def _is_path(name: str) -> bool:
    return "/" in name or os.sep in name
