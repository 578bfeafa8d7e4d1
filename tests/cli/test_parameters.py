"""The quick way into a command means what Typer's way does."""

from __future__ import annotations

import importlib

import pytest

from designer_app.cli.commands import COMMANDS
from designer_app.cli.parameters import declared, read_plain
from designer_app.cli.typed import command

PLAIN = [
    ("render", ["news", "--size", "1080x1080", "-o", "a.jpg"]),
    ("render", ["--size=1080x1080", "news", "--set", "headline=A = b", "--set=x=", "--json"]),
    ("render", ["news", "--sizes", "a", "--size", "b", "--kits", "med", "-o", "-"]),
    ("batch", ["sale", "--data", "t.csv", "--kit", "a,b", "--workers", "2", "--dry-run", "--out", "o"]),
    ("check", []),
    ("check", ["news", "sale", "--json"]),
    ("edit", []),
    ("diff", ["a", "b"]),
    ("sizes", ["--json"]),
    ("new", ["kit", "x", "--tokens", "a.json", "--tokens", "b.json"]),
]
LEFT = [
    ("render", ["--help"]),
    ("render", ["-h"]),
    ("render", []),
    ("render", ["news", "other", "--size", "a"]),
    ("render", ["news", "--size"]),
    ("render", ["news", "--size", "--json"]),
    ("render", ["news", "--sise", "a"]),
    ("render", ["news", "--json=yes"]),
    ("render", ["news", "-oa.jpg"]),
    ("render", ["--", "news"]),
]


def _run(name: str):
    return importlib.import_module(f"designer_app.cli.{COMMANDS[name][0]}").run


@pytest.mark.parametrize(("name", "line"), PLAIN)
def test_a_plain_line_means_what_typer_reads(name: str, line: list[str]) -> None:
    with command(name).make_context(name, list(line)) as context:
        assert read_plain(_run(name), line) == context.params


@pytest.mark.parametrize(("name", "line"), LEFT)
def test_help_and_what_is_wrong_are_left_to_typer(name: str, line: list[str]) -> None:
    assert read_plain(_run(name), line) is None


def test_every_parameter_is_of_a_kind_that_is_read() -> None:
    for name in COMMANDS:
        run = _run(name)
        assert {run.__annotations__[one] for one in declared(run)} <= {"str", "bool", "list[str]"}
        assert all(flag[:2] == "--" or len(flag) == 2 for one in declared(run).values() for flag in one.flags)
