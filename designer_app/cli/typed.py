"""The command line by Typer: help, and the complaints about what ``parameters`` doesn't read."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from designer_app.cli.commands import COMMANDS
from designer_app.cli.parameters import Declared, Exit, declared

_WIDTH = 100


class _Plain:
    """Takes values as the command line gives them: every option here is text, a list of texts or a switch.

    Typer's own way would import pydantic, which costs more than a picture.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if param.multiple or param.nargs == -1:
            return list(value or ())
        return value


def _plain(params: list[Any]) -> list[Any]:
    for param in params:
        param._runtime_param = _Plain()
    return params


class PlainCommand(TyperCommand):
    """A command whose help keeps the examples as they are written."""

    def get_params(self, ctx: Any) -> Any:
        return _plain(super().get_params(ctx))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        if self.epilog:
            formatter.write_paragraph()
            for line in self.epilog.splitlines():
                formatter.write(line + "\n")


class Commands(TyperGroup):
    """The top level: knows every command's name, imports only the one that is asked for."""

    def get_params(self, ctx: Any) -> Any:
        return _plain(super().get_params(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\nStart with:\n  designer demo --out campaign\n  designer render --help\n")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from designer_app.errors import did_you_mean, fail

            error = fail(
                "unknown-command", found=f"'{name}'", expected="a command of designer",
                remedy=did_you_mean(name, COMMANDS),
            )  # fmt: skip
            error.usage = True
            raise error
        return super().resolve_command(ctx, args)


def command(name: str) -> Any:
    """The command of this name, ready to run. Its module holds ``run`` and the text ``EXAMPLES``."""
    module = importlib.import_module(f"designer_app.cli.{COMMANDS[name][0]}")
    holder = typer.Typer(**_settings())
    holder.command(name, cls=PlainCommand, epilog=module.EXAMPLES, context_settings=_context())(
        _with_typers_own(module.run)
    )
    return typer.main.get_command(holder)


def _with_typers_own(run: Any) -> Callable[..., None]:
    """The same function, its parameters declared as Typer reads them."""
    copy = FunctionType(run.__code__, run.__globals__, run.__name__)
    copy.__defaults__ = tuple(_own(one) for one in declared(run).values())
    copy.__annotations__, copy.__doc__ = run.__annotations__, run.__doc__
    return copy


def _own(one: Declared) -> Any:
    words: dict[str, Any] = {"metavar": one.metavar, "help": one.help}
    return (
        typer.Option(one.default, *one.flags, **words) if one.flags else typer.Argument(one.default, **words)
    )


def _context() -> dict[str, Any]:
    return {"help_option_names": ["-h", "--help"], "max_content_width": _WIDTH}


def _settings() -> dict[str, Any]:
    return {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}


def _top() -> Any:
    app = typer.Typer(cls=Commands, invoke_without_command=True, context_settings=_context(), **_settings())

    @app.callback()
    def designer(
        ctx: typer.Context,
        version: bool = typer.Option(False, "--version", help="Print the version and stop."),
    ) -> None:
        """Social-media design from templates, brand kits and tables, without a network."""
        if version:
            from designer_app import __version__

            print(f"designer {__version__}")
            raise Exit
        if ctx.invoked_subcommand is None:
            if _has_screen():
                from designer_app.cli.edit import studio

                if studio is not None:
                    raise Exit(studio(None))
            print(ctx.get_help())

    return typer.main.get_command(app)


def _has_screen() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def call(arguments: Sequence[str]) -> Any:
    """What the command returns. Raises ``Exit``, ``KeyboardInterrupt``, Typer's complaints and whatever the command raises."""
    try:
        return _top().main(args=list(arguments), prog_name="designer", standalone_mode=False)
    except typer.Exit as leave:
        raise Exit(int(leave.exit_code)) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
