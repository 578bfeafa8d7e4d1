"""Cells by dask workers: the same bytes as here, whatever dies on the way; no open door to other machines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from designer_app.errors import DesignError
from designer_app.production.batch import Summary
from designer_app.production.jobs import Job
from designer_app.production.plan import make_plan
from designer_app.production.records import Result
from designer_app.production.renewing import renew
from designer_app.production.schedulers import PEM, Scheduler, Workers, scheduler_of

ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "tests" / "data" / "templates" / "note"
ROWS = 120


class Fleet:
    """A scheduler and two workers, processes of their own; ``tls`` = folder of their certificates."""

    def __init__(self, folder: Path, tls: str = "") -> None:
        self.folder = folder
        files = [str(Path(tls, name)) for name in PEM] if tls else []
        flags = [
            x for pair in zip(("--tls-ca-file", "--tls-cert", "--tls-key"), files, strict=False) for x in pair
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_LOGGING__DISTRIBUTED": "critical"}
        file = folder / "scheduler.json"
        start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", *flags]
        start += ["--protocol", "tls", "--host", "tls://127.0.0.1"] if tls else ["--host", "127.0.0.1"]
        self.scheduler = subprocess.Popen(
            [*start, "--no-dashboard", "--scheduler-file", str(file)], env=environment, cwd=folder, **quiet
        )
        work = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file)]
        self.workers = [
            subprocess.Popen(
                [*work, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder / str(n)), *flags],
                env=environment, cwd=folder, **quiet,
            )
            for n in range(2)
        ]  # fmt: skip
        from distributed import Client, Security

        sec = (
            Security(tls_ca_file=files[0], tls_client_cert=files[1], tls_client_key=files[2]) if tls else None
        )
        with Client(scheduler_file=str(file), timeout=60, set_as_default=False, security=sec) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        host, _, port = address.rpartition("//")[2].rpartition(":")
        self.where = Scheduler(host, int(port), tls)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@contextmanager
def fleet(folder: Path, tls: str = "") -> Iterator[Fleet]:
    folder.mkdir()
    found = Fleet(folder, tls)
    try:
        yield found
    finally:
        found.close()


def certificates(folder: Path) -> str:
    """A folder with ca.pem, cert.pem and key.pem of an authority of its own."""
    trustme = pytest.importorskip("trustme")
    folder.mkdir()
    authority = trustme.CA()
    own = authority.issue_cert("127.0.0.1", "localhost")
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    own.private_key_pem.write_to_path(str(folder / "key.pem"))
    for pem in own.cert_chain_pems:
        pem.write_to_path(str(folder / "cert.pem"), append=True)
    return str(folder)


def run(tmp_path: Path, out: str, workers: Workers, **wishes: object) -> Summary:
    rows = tmp_path / "rows.json"
    rows.write_text(
        json.dumps([{"_key": f"r{n}", "headline": f"Number {n}" * (n != 7)} for n in range(ROWS)])
    )
    job = Job(template=str(NOTE), data=str(rows), kits=("northline",), sizes=("300x300",))
    return renew(make_plan(job, str(tmp_path / out)), workers=workers, **wishes)  # type: ignore[arg-type]


def tree(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.*")) if path.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="its processes are ended otherwise there")
@pytest.mark.parametrize("encrypted", [False, True], ids=["loopback", "tls"])
def test_a_fleet_makes_the_same_bytes_though_a_worker_is_killed(tmp_path: Path, encrypted: bool) -> None:
    pytest.importorskip("distributed")
    tls = certificates(tmp_path / "tls") if encrypted else ""
    with fleet(tmp_path / "fleet", tls) as machines:
        done = threading.Event()

        def tell(result: Result) -> None:
            if not done.is_set():
                done.set()
                family = psutil.Process(machines.workers[0].pid)
                children = family.children(recursive=True)
                family.kill()
                psutil.wait_procs(children, timeout=30)
                assert not [child for child in children if child.is_running() and child.status() != "zombie"]

        by_fleet = run(tmp_path, "fleet-out", machines.where, tell=tell)
        assert done.is_set()
        assert [failed.key for failed in by_fleet.failed] == ["r7"]
        assert by_fleet.failed[0].findings[0].code == "value-missing"
        again = run(tmp_path, "fleet-out", machines.where)
        assert again.kept == ROWS - 1
        if encrypted:
            for other in (certificates(tmp_path / "others"), ""):
                stranger = Scheduler(machines.where.host, machines.where.port, other)
                with pytest.raises(DesignError) as refused:
                    run(tmp_path, "no", stranger)
                assert [finding.code for finding in refused.value.findings] == ["no-fleet"]
            assert not list((tmp_path / "no").glob("*.*"))
    run(tmp_path, "local-out", 1)
    assert tree(tmp_path / "fleet-out") == tree(tmp_path / "local-out")
    assert len(tree(tmp_path / "local-out")) == ROWS - 1 + 2


def test_no_fleet_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    from designer_app.production import fleet as module

    monkeypatch.setattr(module, "_ANSWER", 0.5)
    with pytest.raises(DesignError) as refused:
        run(tmp_path, "out", Scheduler("127.0.0.1", 9))
    assert [finding.code for finding in refused.value.findings] == ["no-fleet"]


def test_other_machines_are_reached_encrypted_or_not_at_all(tmp_path: Path) -> None:
    assert scheduler_of("") is scheduler_of("local") is None
    assert scheduler_of("dask://127.0.0.1:9000") == Scheduler("127.0.0.1", 9000)
    assert scheduler_of("dask://[::1]") == Scheduler("::1", 8786)
    for text in (
        "dask://10.0.0.7:8786",
        "dask://studio.example",
        "dask://127.0.0.1.example",
        "dask://0.0.0.0",
    ):
        with pytest.raises(DesignError) as refused:
            scheduler_of(text)
        assert "TLS" in refused.value.findings[0].expected
        with pytest.raises(DesignError):
            scheduler_of(text, str(tmp_path))
    for name in PEM:
        (tmp_path / name).touch()
    found = scheduler_of("dask://10.0.0.7", str(tmp_path))
    assert found is not None
    assert found.address == "tls://10.0.0.7:8786"
    for text in ("tcp://127.0.0.1:1", "dask://", "fleet", "dask://host:port"):
        with pytest.raises(DesignError) as refused:
            scheduler_of(text)
        assert refused.value.usage
