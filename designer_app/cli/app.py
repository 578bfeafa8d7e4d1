"""The table of commands, how one is found and started, and what becomes of its errors."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

# name → (module, line in the list of commands). The order is that of the list.
COMMANDS: dict[str, tuple[str, str]] = {
    "templates": ("templates", "List the templates with their classes and slots."),
    "kits": ("kits", "List the brand kits."),
    "sizes": ("sizes", "List the sizes of all platforms."),
    "fonts": ("fonts", "List the fonts of the kits and of the program."),
    "focal": ("focal", "Measure where the subjects of pictures lie."),
    "render": ("render", "Make one picture."),
    "batch": ("batch", "Make pictures for every row of a table, in many sizes and kits."),
    "catalog": ("catalog", "Make a catalog from a table of products."),
    "chart": ("chart", "Draw one chart from a table."),
    "watch": ("watch", "Run a job again on each save of what it is made of."),
    "verify": ("verify", "Prove a folder's files against receipt and design."),
    "diff": ("diff", "Show what differs between two folders of files."),
    "check": ("check", "Say all that is wrong with templates, kits and jobs."),
    "schema": ("schema", "Print the JSON Schema of a kind of file."),
    "new": ("new", "Start a template or a brand kit from a good one."),
    "demo": ("demo", "Make the sample campaign and its contact sheet."),
    "edit": ("edit", "Open the studio."),
}
DONE, NOT_DONE, WRONG_USE = 0, 1, 2
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
    holder.command(name, cls=PlainCommand, epilog=module.EXAMPLES, context_settings=_context())(module.run)
    return typer.main.get_command(holder)


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
            raise typer.Exit(DONE)
        if ctx.invoked_subcommand is None:
            if _has_screen():
                from designer_app.cli.edit import studio

                if studio is not None:
                    raise typer.Exit(studio(None))
            print(ctx.get_help())

    return typer.main.get_command(app)


def _has_screen() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. Every expected fault is one line on stderr."""
    _utf8()
    try:
        code = _top().main(args=list(arguments), prog_name="designer", standalone_mode=False)
        sys.stdout.flush()  # a closed pipe shows here, not on the way out
    except typer.Exit as leave:
        return int(leave.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        print("designer: stopped", file=sys.stderr)
        return NOT_DONE
    except BrokenPipeError:  # `designer sizes | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_DONE
    except Exception as fault:
        from designer_app.cli.output import report_error
        from designer_app.errors import DesignError

        error = fault if isinstance(fault, DesignError) else _wrong_use(fault) or _internal(fault)
        report_error(error, as_json="--json" in arguments)
        return WRONG_USE if error.usage else NOT_DONE
    return int(code or DONE)


def _wrong_use(fault: Exception) -> Any:
    """Click's complaints (an unknown flag, a missing argument) as an error of ours; None for anything else."""
    from designer_app.errors import did_you_mean, fail

    kind = type(fault).__name__
    if not hasattr(fault, "format_message"):
        return None
    context = getattr(fault, "ctx", None)
    name = context.command_path if context is not None else "designer"
    remedy = f"see {name} --help"
    option = getattr(fault, "option_name", "")
    if kind == "NoSuchOption" and context is not None:
        known = [flag for param in context.command.params for flag in param.opts if flag.startswith("--")]
        guess = did_you_mean(option, [*known, "--help"])
        error = fail(
            "unknown-flag", found=f"'{option}'", expected=f"a flag of {name}",
            remedy=guess if guess.startswith("did") else remedy,
        )  # fmt: skip
    else:
        message = " ".join(str(fault.format_message()).split()).rstrip(".").removeprefix("Got ")
        error = fail("wrong-use", found=message[:1].lower() + message[1:], remedy=remedy)
    error.usage = True
    return error


def _internal(fault: Exception) -> Any:
    """A fault of the program itself as one line; DESIGNER_TRACEBACK=1 shows where it happened."""
    from designer_app.errors import fail

    if os.environ.get("DESIGNER_TRACEBACK"):
        raise fault
    return fail(
        "internal-error", found=f"{type(fault).__name__}: {fault}"[:300], expected="no fault of the program",
        remedy="please report it with what DESIGNER_TRACEBACK=1 shows",
    )  # fmt: skip


def _utf8() -> None:
    """Cyrillic in findings must survive a console with another code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
