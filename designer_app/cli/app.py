"""How a command is found and started, and what becomes of its errors."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

from designer_app.cli.commands import COMMANDS
from designer_app.cli.parameters import Exit, read_plain

DONE, NOT_DONE, WRONG_USE = 0, 1, 2


def _called(arguments: Sequence[str]) -> Any:
    """What the command returns, called straight where its line is plain, else by Typer."""
    name = arguments[0] if arguments else ""
    if name in COMMANDS:
        run = importlib.import_module(f"designer_app.cli.{COMMANDS[name][0]}").run
        values = read_plain(run, arguments[1:])
        if values is not None:
            return run(**values)
    from designer_app.cli.typed import call

    return call(arguments)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. Every expected fault is one line on stderr."""
    _open_streams()
    try:
        code = _called(arguments)
        sys.stdout.flush()  # a closed pipe shows here, not on the way out
    except Exit as leave:
        return leave.exit_code
    except KeyboardInterrupt:
        print("designer: stopped", file=sys.stderr)
        return NOT_DONE
    except BrokenPipeError:  # `designer sizes | head`
        _drop_output()
        return NOT_DONE
    except Exception as fault:
        from designer_app.cli.output import report_error
        from designer_app.errors import DesignError

        error = (
            fault
            if isinstance(fault, DesignError)
            else _wrong_use(fault) or _of_system(fault) or _internal(fault)
        )
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


def _of_system(fault: Exception) -> Any:
    """What no command can help: a full disk behind standard output, a working folder that is gone; None for others."""
    from designer_app.errors import fail

    if not isinstance(fault, OSError):
        return None
    if fault.filename is None and fault.errno in (errno.ENOSPC, errno.EIO, errno.EDQUOT):
        _drop_output()
        return fail(
            "cannot-write", file="standard output", found=fault.strerror, expected="room for what is printed"
        )
    try:
        os.getcwd()
    except OSError:
        return fail(
            "no-folder", found="a working folder that is no longer there", expected="a folder to work in",
            remedy="cd into one that is there",
        )  # fmt: skip
    return None


def _drop_output() -> None:
    """What is still to be printed goes nowhere, so that leaving doesn't complain of it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _internal(fault: Exception) -> Any:
    """A fault of the program itself as one line; DESIGNER_TRACEBACK=1 shows where it happened."""
    from designer_app.errors import fail

    if os.environ.get("DESIGNER_TRACEBACK"):
        raise fault
    return fail(
        "internal-error", found="'" + f"{type(fault).__name__}: {fault}"[:300].replace("'", '"') + "'", expected="no fault of the program",
        remedy="please report it with what DESIGNER_TRACEBACK=1 shows",
    )  # fmt: skip


def _open_streams() -> None:
    """Cyrillic in findings must survive a console with another code page; streams that were closed read and
    write nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
