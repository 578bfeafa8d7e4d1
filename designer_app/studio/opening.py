"""Opening a document by whatever names it: a template, a job, or a file that becomes a template."""

from __future__ import annotations

from pathlib import Path

from designer_app.data_files import data_root
from designer_app.design.library import find_template, template_names
from designer_app.editor.session import Session
from designer_app.errors import DesignError, fail
from designer_app.production.data.reading import SUFFIXES
from designer_app.production.jobs import read_job
from designer_app.studio.document_files import JOB, DocumentFiles, job_beside

_JOBS = (".json", ".toml")
_ARTWORK = (".svg", ".psd")


def open_document(name: str) -> Session:
    """A template by name, folder or file; a job (template, table, kit, sizes). Raises ``DesignError``."""
    path = Path(name)
    if path.suffix.lower() in _JOBS and path.name != "template.json" and path.is_file():
        job = read_job(path)
        if job.catalog is not None and not job.template:
            raise fail(
                "bad-job", file=name, found="a catalog", expected="a job of single designs",
                remedy="lay it out with: designer catalog",
            )  # fmt: skip
        source = find_template(job.template)
        return Session(source, outside=DocumentFiles(source, path, job), job=str(path.resolve()))
    source = find_template(name)
    try:
        files = DocumentFiles(source, *job_beside(source))
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
    """What a file that was dropped or chosen can become: ``document``, ``table``, ``artwork``, or "" for none."""
    suffix = path.suffix.lower()
    if path.name == "template.json" or (path / "template.json").is_file() or suffix == ".toml":
        return "document"
    if suffix == ".json" and _is_job(path):
        return "document"
    if suffix in _ARTWORK:
        return "artwork"
    return "table" if suffix in SUFFIXES else ""


def _is_job(path: Path) -> bool:
    try:
        read_job(path)
    except DesignError:
        return False
    return True
