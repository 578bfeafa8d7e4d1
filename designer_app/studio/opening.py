"""Opening a document by whatever names it: a template, a job, or a file that becomes a template."""

from __future__ import annotations

import re
from pathlib import Path

from designer_app.data_files import data_root
from designer_app.design.library import find_template, template_names
from designer_app.editor.session import Session
from designer_app.errors import DesignError, fail
from designer_app.production.data.reading import SUFFIXES
from designer_app.production.jobs import job_file, read_job
from designer_app.studio.blank import picture_template
from designer_app.studio.document_files import JOB, DocumentFiles, is_shipped, job_beside
from designer_app.studio.dropping import PICTURES
from designer_app.studio.last_seen import last_seen

_ARTWORK = (".svg", ".psd")


def open_document(name: str, *, as_seen: bool = False) -> Session:
    """A template by name, folder or file; a job (template, table, kit, sizes). ``as_seen``: a document of one's own without
    a job shows what it showed when it was closed. Raises ``DesignError``."""
    file = job_file(name)
    if file is not None and file.is_file():
        job = read_job(file)
        if job.catalog is not None and not job.template:
            raise fail(
                "bad-job", file=str(file), found="a catalog", expected="a job of single designs",
                remedy="lay it out with: designer catalog",
            )  # fmt: skip
        source = find_template(job.template)
        return Session(source, outside=DocumentFiles(source, file, job), job=str(file.resolve()))
    source = find_template(name)
    seen = last_seen(source.folder) if as_seen and not is_shipped(source.folder) else None
    try:
        files = DocumentFiles(source, *job_beside(source), seen)
    except DesignError as fault:  # a job beside it that can't be read is left as it is
        session = Session(source, outside=DocumentFiles(source))
        session.told = fault.findings
        return session
    return Session(source, outside=files)


def same_document(one: str, other: str) -> bool:
    """Whether two names mean the same template or job."""

    def whole(name: str) -> Path:
        path = data_root("templates") / name if name in template_names() else Path(name)
        return (path.parent if path.name in ("template.json", JOB) else path).resolve()

    return whole(one) == whole(other)


def kind_of(path: Path) -> str:
    """What a file that was dropped or chosen can become: ``document``, ``table``, ``artwork``, ``picture``, or "" for none."""
    suffix = path.suffix.lower()
    if path.name == "template.json" or (path / "template.json").is_file() or suffix == ".toml":
        return "document"
    if suffix == ".json" and _is_job(path):
        return "document"
    if suffix in _ARTWORK:
        return "artwork"
    if suffix in PICTURES:
        return "picture"
    return "table" if suffix in SUFFIXES else ""


def become_document(name: str, home: Path, kit: str = "") -> str | None:
    """The document that a name or file means: artwork becomes a template in ``home``, a picture one of its size. None for a
    table, which needs a template. Raises ``DesignError`` for a file that is nothing to the studio."""
    path = Path(name)
    if name in template_names() or not path.is_file():
        return name
    match kind_of(path):
        case "document":
            return name
        case "table":
            return None
        case "artwork":
            from designer_app.production.starting import new_template

            return str(new_template(_free(path.stem, home), home, name, kit).folder)
        case "picture":
            return str(picture_template(path, home))
    raise fail(
        "unknown-file", file=name, found=f"'{path.suffix or path.name}'",
        expected="a template, a job, SVG, PSD, a picture or a table",
    )  # fmt: skip


def _free(stem: str, home: Path) -> str:
    """A folder's name like the file's that isn't taken yet."""
    plain = "-".join(re.findall(r"[a-z0-9]+", stem.lower())) or "artwork"
    name, number = plain, 2
    while (home / name).exists():
        name, number = f"{plain}-{number}", number + 1
    return name


def _is_job(path: Path) -> bool:
    try:
        read_job(path)
    except DesignError:
        return False
    return True
