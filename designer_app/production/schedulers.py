"""Who makes the cells: processes of this machine, or a fleet."""

from __future__ import annotations

import ipaddress
import os
from urllib.parse import urlsplit

import msgspec

from designer_app.errors import DesignError, Finding

LOCAL = "local"
PEM = ("ca.pem", "cert.pem", "key.pem")


class Scheduler(msgspec.Struct, frozen=True):
    """Where cells are made: ``host`` and ``port`` of dask's scheduler; ``tls`` = folder of ca.pem, cert.pem, key.pem."""

    host: str
    port: int
    tls: str = ""

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'tls' if self.tls else 'tcp'}://{host}:{self.port}"


def scheduler_of(text: str, tls: str = "") -> Scheduler | None:
    """``local`` = None, or ``dask://HOST:PORT``. Raises ``DesignError`` (usage): whoever reaches an open port of dask's
    may run programs, so anything but this machine needs ``tls``."""
    if text in ("", LOCAL):
        if tls:
            raise _wrong(
                text or LOCAL, "--tls", "a scheduler of other machines", "--scheduler dask://HOST:PORT"
            )
        return None
    parts = urlsplit(text)
    try:
        host, port = parts.hostname or "", parts.port or 8786
    except ValueError:
        host, port = "", 0
    if parts.scheme != "dask" or not host:
        raise _wrong(text, f"'{text}'", "local, or dask://HOST:PORT")
    if tls:
        absent = [name for name in PEM if not os.path.isfile(os.path.join(tls, name))]
        if absent:
            raise _wrong(text, f"no {absent[0]} in {tls}", "a folder with " + ", ".join(PEM))
    elif not _is_here(host):
        raise _wrong(
            text, "a connection that isn't encrypted", "TLS to any machine but this one",
            "--tls FOLDER with " + ", ".join(PEM),
        )  # fmt: skip
    return Scheduler(host, port, tls)


def _is_here(host: str) -> bool:
    """Whether a name means this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _wrong(text: str, found: str, expected: str, remedy: str = "") -> DesignError:
    return DesignError(
        Finding(
            code="bad-scheduler", place=f"--scheduler {text}", found=found, expected=expected, remedy=remedy
        ),
        usage=True,
    )


Workers = int | Scheduler  # so many processes here (0 = as many as pay), or a fleet
